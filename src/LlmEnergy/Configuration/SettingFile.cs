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

    /// <summary>
    /// A table out of an accounting program: <paramref name="content"/> is what it was rewritten as, and what a manifest records are the
    /// bytes of the file.
    /// </summary>
    internal static SettingFile Rewritten(InputPath path, byte[] file, byte[] content) =>
        new(path, content, new(path.Display, file.Length, Sha256.Of(file))) { IsRewritten = !ReferenceEquals(file, content) };

    private bool IsRewritten { get; init; }

    /// <summary>With the rows that concern a period; of one that was rewritten a manifest records the file all the same.</summary>
    internal SettingFile With(byte[] content, InputFile input) =>
        new(Path, content, IsRewritten ? Input : input) { IsRewritten = IsRewritten };

    public InputPath Path { get; }

    public string Display => Path.Display;

    /// <summary>As a manifest records it.</summary>
    public InputFile Input { get; }

    internal byte[] Content { get; }
}
