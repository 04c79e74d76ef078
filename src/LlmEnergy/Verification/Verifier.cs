using System.Globalization;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Verification;

/// <summary>
/// Whether a period folder is what it was, follows from its usage, and follows from the exports: three levels, each on its own. Takes no
/// lock and writes nothing but to a scratch folder.
/// </summary>
/// <param name="trial">As <see cref="Workspace.Open"/> has it.</param>
public sealed class Verifier(Pipeline pipeline, LookTrial? trial = null)
{
    /// <param name="folder">Of a period, or of a version of it.</param>
    /// <exception cref="ConfigurationException">The folder holds no manifest that can be read (LE2032).</exception>
    public VerificationResult Verify(
        DirectoryInfo folder,
        VerificationRequest request,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        RecordedManifest manifest;
        try
        {
            manifest = RecordedManifest.Read(folder.FullName);
        }
        catch (RecordedFileException e)
        {
            // a manifest whose bytes were changed is a difference; a folder that never was one of a period is a mistake
            if (!File.Exists(Path.Combine(folder.FullName, Manifest.FileName)))
                throw new ConfigurationException(new Issue(new(folder.Name, 0, 0), "LE2032", e.Message));
            return new("", "", "", "", [], [new(VerificationLevel.Hashes, Manifest.FileName, "", e.Message)]);
        }

        var workspace = request.Workspace ?? folder.Parent?.Parent ?? folder;
        // what a draft assumed may be assumed again; a configuration that was recorded may not
        var isConfigured = manifest.Settings.Any(setting => setting.Path == WorkspaceConfiguration.FileName);
        var (opened, whyNot) = Open(() => isConfigured ? Workspace.OpenConfigured(workspace, trial) : Workspace.Open(workspace, trial));
        var unpacking = new List<Finding>();
        using var snapshot = SnapshotInputs.Open(folder, unpacking);
        RecordedInputs recorded;
        try
        {
            recorded = new(manifest, opened);
        }
        catch (RecordedFileException e)
        {
            return new("", "", "", "", [], [new(VerificationLevel.Hashes, Manifest.FileName, "", e.Message)]);
        }

        var hashes = HashCheck.Compare(folder, workspace, manifest, recorded, snapshot, request, cancellation);
        var (findings, levels) = (
            hashes.Findings.Concat(unpacking).ToList(),
            new List<LevelResult> { new(VerificationLevel.Hashes, hashes.Compared, null) }
        );
        if (snapshot is not null && (opened is null || hashes.FromSnapshot.Count > 0))
            (opened, whyNot) = Open(() => snapshot.AsWorkspace(new(Path.Combine(workspace.FullName, "periods")), trial));
        // one that cannot be opened is a difference: it could be when the report was made
        if (whyNot is not null && request.Level >= VerificationLevel.Recalculation)
            findings.Add(new(VerificationLevel.Recalculation, whyNot.At.File, "", $"the workspace cannot be opened: {whyNot.Sentence()}"));
        var asRecorded = opened is null ? null : recorded.Of(opened).WithTablesOf(folder, manifest.Outputs.ContainsKey);
        if (request.Level >= VerificationLevel.Recalculation)
        {
            var hasRecordedSettings = opened is not null && hashes.HasRecordedSettings && !recorded.NewSettings(opened).Any();
            levels.Add(Recalculation.Compare(folder, manifest, hasRecordedSettings ? asRecorded : null, pipeline.Factors.Value, findings));
            cancellation.ThrowIfCancellationRequested();
        }

        if (request.Level >= VerificationLevel.Rerun)
        {
            if (opened is not null)
                findings.AddRange(Rerun.Configuration(manifest, opened));
            levels.Add(WhyNotRead(opened, hashes.ChangedInputs) is { } why ? new(VerificationLevel.Rerun, 0, why) : Read());
        }

        if (request.AsksDatabases && opened is not null)
            findings.AddRange(TableCheck.Compare(recorded.Of(opened), asRecorded!, recorded.Scope.Period, progress, cancellation));
        return new(manifest.Sha256, manifest.CalculationHash, hashes.Code, manifest.Tool, levels, findings)
        {
            FromSnapshot = hashes.FromSnapshot,
            Proofs = hashes.Proofs,
        };

        LevelResult Read()
        {
            findings.AddRange(
                recorded
                    .NewExports(opened!, cancellation)
                    .Select(export => new Finding(
                        VerificationLevel.Rerun,
                        export.File,
                        "",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"is an export that came later, and has rows of the period ({export.Rows})"
                        )
                    ))
            );
            return manifest.IsOf(Pipeline.ToolVersion)
                ? Rerun.Compare(folder, manifest, asRecorded!, pipeline, findings, progress, cancellation)
                : Rerun.UsageOf(folder, manifest, asRecorded!, pipeline.Factors, findings, progress, cancellation);
        }
    }

    private static (Workspace? Opened, Issue? WhyNot) Open(Func<Workspace> open)
    {
        try
        {
            return (open(), null);
        }
        catch (ConfigurationException e)
        {
            return (null, e.Issues[0]);
        }
    }

    private static string? WhyNotRead(Workspace? opened, int changedInputs) =>
        (opened, changedInputs) switch
        {
            (null, _) => "the workspace cannot be opened",
            (_, 0) => null,
            (_, 1) => "1 input is not as it was read",
            _ => string.Create(CultureInfo.InvariantCulture, $"{changedInputs} inputs are not as they were read"),
        };
}
