using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Configuration;

/// <summary>A file besides the exports, read once: the bytes that are parsed are those that are hashed.</summary>
public sealed record SettingFile
{
    internal SettingFile(InputPath path, byte[] content)
        : this(path, content, new(path.Display, content.Length, Sha256.Of(content))) { }

    /// <param name="input">Of a register, that of the rows which concern a period.</param>
    internal SettingFile(InputPath path, byte[] content, InputFile input) => (Path, Content, Input) = (path, content, input);

    public InputPath Path { get; }

    public string Display => Path.Display;

    /// <summary>As a manifest records it.</summary>
    public InputFile Input { get; }

    internal byte[] Content { get; }
}
