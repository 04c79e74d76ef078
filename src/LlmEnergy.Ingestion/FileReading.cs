using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion;

/// <summary>What reading a file came to: its rows, or why it is not used.</summary>
internal abstract record FileReading(InputPath Path)
{
    /// <summary>Whatever keeps one file from being used, the run goes on with the next: what is thrown for it ends here.</summary>
    public static FileReading Of(InputPath path, Func<FileReading> read)
    {
        try
        {
            return read();
        }
        catch (RefusedFileException refused)
        {
            return new RefusedFile(path, refused.Issue);
        }
        catch (InsufficientMemoryException)
        {
            return new RefusedFile(
                path,
                new(
                    new(path.Display, 0, 0),
                    IssueCodes.TooManyIdentities,
                    "found more request identities than fit the memory allowed, expected fewer: set identityMemory, or split the period"
                )
            );
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return new RefusedFile(
                path,
                new(new(path.Display, 0, 0), IssueCodes.Unreadable, $"found {Unreadable.Reason(exception)}, expected a readable file")
            );
        }
    }
}

/// <summary>A file whose rows are read.</summary>
/// <param name="Sha256">Of the bytes on disk that were read; null where it was not asked for.</param>
internal sealed record ReadFile(InputPath Path, long Bytes, string? Sha256, Mapping Mapping, string Why, FileTotals Totals)
    : FileReading(Path)
{
    /// <summary>What a database gave; null: it is a file.</summary>
    public TableEvidence? Evidence { get; init; }

    /// <summary>Requests that were told apart in reading a table.</summary>
    public long Identities { get; init; }

    /// <summary>Of the requests of a table; of files, the source has one.</summary>
    public IdentitySample Sample { get; init; } = IdentitySample.None;
}

/// <summary>A file that is not used.</summary>
internal sealed record RefusedFile(InputPath Path, Issue Why) : FileReading(Path);
