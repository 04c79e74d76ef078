using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Hashing;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
public static class Sha256
{
    public static string Of(string path)
    {
        using var file = RegularFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The files that can be read, in the given order; one that cannot is accounted for by ingestion.</summary>
    /// <param name="counted">Bytes and hashes of what was counted, by their paths: whatever became of the files since.</param>
    public static ImmutableArray<InputFile> Of(
        IEnumerable<InputPath> files,
        IReadOnlyDictionary<string, InputFile> counted,
        CancellationToken cancellation
    )
    {
        var inputs = ImmutableArray.CreateBuilder<InputFile>();
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                inputs.Add(
                    counted.GetValueOrDefault(file.Display) ?? new(file.Display, new FileInfo(file.FullPath).Length, Of(file.FullPath))
                );
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // a directory or a vanished file: its RowAccount says so
            }
        }

        return inputs.ToImmutable();
    }
}
