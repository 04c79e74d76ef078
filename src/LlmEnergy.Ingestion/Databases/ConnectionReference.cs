using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>Where a connection string is. Neither it nor what is in it ever stands in a message.</summary>
internal static class ConnectionReference
{
    private const string Variable = "env:";
    private const string SecretFile = "file:";
    private const int MostBytes = 1 << 16;

    /// <summary>One for each line.</summary>
    /// <exception cref="RefusedFileException">There is none.</exception>
    public static ImmutableArray<string> Resolve(string reference, string display)
    {
        var text =
            reference.StartsWith(Variable, StringComparison.Ordinal) ? Environment.GetEnvironmentVariable(reference[Variable.Length..])
            : reference.StartsWith(SecretFile, StringComparison.Ordinal) ? Read(reference[SecretFile.Length..])
            : null;
        return string.IsNullOrWhiteSpace(text)
            ? throw new RefusedFileException(
                display,
                IssueCodes.Connection,
                $"found nothing at {reference}, expected a connection string there"
            )
            : [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string? Read(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(RegularFile.ReadAll(path, MostBytes));
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            return null;
        }
    }
}
