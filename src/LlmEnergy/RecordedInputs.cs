using System.Text.Json;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy;

/// <summary>
/// The inputs that a manifest records, against those of a workspace: without the exports and the rows that came later and do not concern
/// its period.
/// </summary>
internal sealed class RecordedInputs
{
    private readonly RecordedManifest _manifest;
    private readonly HashSet<string> _exports;

    /// <param name="workspace">Null where it cannot be opened.</param>
    /// <exception cref="RecordedFileException">The manifest is not one that this program writes.</exception>
    public RecordedInputs(RecordedManifest manifest, Workspace? workspace)
    {
        _manifest = manifest;
        _exports = manifest.Accounts.SelectMany(account => Names(account.Path)).ToHashSet(StringComparer.Ordinal);
        var now =
            workspace?.Sources.SelectMany(source => source.Files.Select(file => file.Display)).ToHashSet(StringComparer.Ordinal) ?? [];
        try
        {
            using var configuration = JsonDocument.Parse(manifest.Configuration);
            var root = configuration.RootElement;
            var fiscalYear = root.TryGetProperty("fiscalYear", out var year)
                ? year.Deserialize(ConfigurationJson.Default.FiscalYear)!
                : FiscalYear.Calendar;
            if (!ReportingPeriod.TryParse(manifest.Period, fiscalYear, out var period))
                throw RecordedFileException.Whole(RecordedManifest.FileName, "is not about a period");
            Scope = new(period, root.TryGetProperty("baseYear", out var name) ? name.GetString() : null, _exports.Contains)
            {
                Approvals = (int?)(manifest.Settings.FirstOrDefault(setting => setting.Path == ApprovalRegister.FileName)?.Rows ?? 0),
                CameLater = export => now.Contains(export) && !_exports.Contains(export),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw RecordedFileException.Whole(RecordedManifest.FileName, $"is not one that this program writes ({e.GetType().Name})", e);
        }
    }

    /// <summary>Which rows of registers the report took in.</summary>
    public RegisterScope Scope { get; }

    /// <summary>The workspace with no more than the recorded exports and the rows that concern the period.</summary>
    public Workspace Of(Workspace workspace) => workspace.Reading(source => Recorded(workspace, source)).Concerning(Scope);

    /// <summary>Settings that the report did not take in and now would.</summary>
    public IEnumerable<string> NewSettings(Workspace workspace) =>
        workspace
            .Concerning(Scope)
            .Settings.Select(setting => setting.Display)
            .Except(_manifest.Settings.Select(setting => setting.Path), StringComparer.Ordinal);

    /// <summary>
    /// Exports that came later, with how many rows of the period they hold; those that hold none are left out, and tables, since whoever
    /// verifies may have no database.
    /// </summary>
    public IEnumerable<(string File, long Rows)> NewExports(Workspace workspace, CancellationToken cancellation)
    {
        var later = workspace.Reading(source => source.Files.Where(file => !file.IsTable && !_exports.Contains(file.Display)));
        if (later.Sources.All(source => source.Files.IsEmpty))
            return [];
        return Pipeline
            .Ingest(later, Scope.Period, null, cancellation)
            .Files.Where(file => file.Rows.Accepted > 0)
            .Select(file => (file.Path, file.Rows.Accepted));
    }

    /// <summary>Whether a file holds what is recorded of it: all its bytes, or the rows of a register that concern the period.</summary>
    public bool Is(InputFile input, string path)
    {
        if (input.Rows is null)
            return Sha256.Of(path) == input.Sha256;
        return ConcerningRows.Of(input.Path, RegularFile.ReadAll(path, FileLimits.Tables), Scope) is var (_, now)
            && now.Sha256 == input.Sha256;
    }

    /// <summary>
    /// Files of a source in their order; one that is gone, or was a pattern without files, stays, so that it is missed as it was or is now.
    /// </summary>
    private IEnumerable<InputPath> Recorded(Workspace workspace, SourceInput source)
    {
        var now = source.Files.ToDictionary(file => file.Display, StringComparer.Ordinal);
        return _manifest
            .Accounts.Where(account => account.Source == source.Id)
            .Select(account => InputPath.FileOf(account.Path, now.ContainsKey) ?? account.Path)
            .Distinct(StringComparer.Ordinal)
            .Select(name => now.TryGetValue(name, out var file) ? file : new(name, Path.Combine(workspace.Folder.FullName, name)));
    }

    /// <summary>A path and, of an entry of an archive, what may be the archive.</summary>
    private static IEnumerable<string> Names(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf(InputPath.EntryMark, end - 1))
            yield return path[..end];
    }
}
