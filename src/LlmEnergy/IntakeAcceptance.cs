using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy;

/// <summary>Puts a file of exports on record: reads it, and writes its row of intake.csv.</summary>
public static class IntakeAcceptance
{
    /// <param name="file">As typed: relative to the current folder, or to the workspace.</param>
    /// <param name="statement">What the user says of it; the days it covers are those of its rows where none are stated.</param>
    /// <returns>The row, and the account of the file; no row where nothing of the file could be read: it is then not on record.</returns>
    /// <exception cref="ConfigurationException">The file is in no source of the workspace, or a text has what a reader does not see
    /// (LE2001).</exception>
    public static (IntakeRow? Row, Activity Activity) Accept(
        Workspace workspace,
        string file,
        string by,
        string from,
        Intake statement,
        Writer writer,
        CancellationToken cancellation
    )
    {
        foreach (var (option, text) in new[] { ("--by", by), ("--obtained-from", from), ("--filter", statement.Filter) })
            TypedText.RefuseHidden(option, text);
        var (source, path) = Find(workspace, file);
        var activity = new Ingestor(workspace.Formats) { Hashes = true }.Ingest(
            [source with { Files = [path] }],
            ReportingPeriod.Always,
            null,
            cancellation
        );
        // the hash of an archive stands with each of its entries
        if (activity.Files.FirstOrDefault(account => account.IsRead)?.Sha256 is not { } sha256)
            return (null, activity);
        var days = activity.Coverage.Where(day => day.Status != DayStatus.Gap).Select(day => day.Day).ToList();
        if (statement.From is null && days.Count > 0)
            statement = statement with { From = days[0], To = days[^1] };
        var providers = activity
            .Lines.Select(line => line.Key.Provider)
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var row = new IntakeRow(path.Display, sha256, source.Provider ?? string.Join(' ', providers), source.Account, by, from, statement);
        Record(workspace.Folder, [row], [], writer);
        return (row, activity);
    }

    /// <summary>Writes rows of intake.csv, by one writer at a time: what another one wrote since the workspace was opened stays.</summary>
    /// <param name="gone">Files whose rows go, since they are no longer there.</param>
    /// <exception cref="ConfigurationException">The register is not readable as it stands (LE2011).</exception>
    /// <exception cref="IOException">Another run is writing it.</exception>
    public static void Record(DirectoryInfo workspace, IEnumerable<IntakeRow> rows, IEnumerable<string> gone, Writer writer)
    {
        using var only = PeriodLock.Take(workspace, IntakeRegister.FileName, writer);
        var issues = new List<Issue>();
        var path = Path.Combine(workspace.FullName, IntakeRegister.FileName);
        var register = File.Exists(path) ? IntakeRegister.Read(RegularFile.ReadAll(path, FileLimits.Tables), issues) : IntakeRegister.Empty;
        if (issues.Count > 0)
            throw new ConfigurationException([.. issues]);
        register = gone.Aggregate(register, (all, file) => all.Without(file));
        rows.Aggregate(register, (all, row) => all.With(row)).Write(workspace);
    }

    private static (SourceInput Source, InputPath Path) Find(Workspace workspace, string file)
    {
        string[] candidates = [Path.GetFullPath(file), Path.GetFullPath(Path.Combine(workspace.Folder.FullName, file))];
        foreach (var source in workspace.Sources)
        {
            foreach (var path in source.Files)
            {
                if (candidates.Contains(Path.GetFullPath(path.FullPath), StringComparer.Ordinal))
                    return (source, path);
            }
        }

        throw new ConfigurationException(
            new Issue(
                new("--accept", 0, 0),
                "LE2001",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found a file of none of the {Counted.Of(workspace.Sources.Length, "source")}, expected one that a source's path names"
                )
            )
        );
    }
}
