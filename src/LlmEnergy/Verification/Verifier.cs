using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>Whether a period folder is what it was, follows from its usage, and follows from the exports: three levels, each on its own. Takes no lock and writes nothing but to a scratch folder.</summary>
public sealed class Verifier(Lazy<FactorPack> factors)
{
    /// <param name="folder">Of a period, or of a version of it.</param>
    /// <exception cref="ConfigurationException">The folder holds no manifest that can be read (LE2032).</exception>
    public VerificationResult Verify(DirectoryInfo folder, VerificationRequest request, IProgress<IngestProgress>? progress,
        CancellationToken cancellation)
    {
        RecordedManifest manifest;
        try
        {
            manifest = RecordedManifest.Read(folder.FullName);
        }
        catch (InvalidDataException e)
        {
            // a manifest whose bytes were changed is a difference; a folder that never was one of a period is a mistake
            if (!File.Exists(Path.Combine(folder.FullName, Manifest.FileName))) throw new ConfigurationException(new Issue(new(folder.Name, 0, 0), "LE2032", e.Message));
            return new("", "", "", "", [], [new(Level.Hashes, Manifest.FileName, "", e.Message)]);
        }

        var workspace = request.Workspace ?? folder.Parent?.Parent ?? folder;
        var hashes = HashCheck.Of(folder, workspace, manifest, request, cancellation);
        var (findings, levels) = (hashes.Findings.ToList(), new List<LevelResult> { new(Level.Hashes, hashes.Compared, null) });
        var opened = request.Level >= Level.Recalculation ? Open(workspace, findings) : null;
        if (request.Level >= Level.Recalculation)
        {
            var hasRecordedSettings = opened is not null && hashes.HasRecordedSettings
                && Settings(opened).SetEquals(manifest.Settings.Select(setting => setting.Path));
            levels.Add(Recalculation.Of(folder, manifest, hasRecordedSettings ? opened : null, factors.Value, findings));
            cancellation.ThrowIfCancellationRequested();
        }

        if (request.Level >= Level.Rerun)
        {
            if (opened is not null) findings.AddRange(Rerun.Configuration(manifest, opened));
            levels.Add(opened is null ? new(Level.Rerun, 0, "the workspace cannot be opened")
                : hashes.ChangedInputs > 0 ? new(Level.Rerun, 0, hashes.ChangedInputs == 1 ? "1 input is not as it was read"
                    : string.Create(CultureInfo.InvariantCulture, $"{hashes.ChangedInputs} inputs are not as they were read"))
                : manifest.IsOf(Pipeline.ToolVersion) ? Rerun.Of(folder, manifest, opened, factors, findings, progress, cancellation)
                : Rerun.UsageOf(folder, manifest, opened, factors, findings, progress, cancellation));
        }

        return new(manifest.Sha256, manifest.CalculationHash, hashes.Code, manifest.Tool, levels, findings)
        {
            Proofs = hashes.Proofs,
        };
    }

    /// <summary>One that cannot be opened is a difference: it could be when the report was made.</summary>
    private static Workspace? Open(DirectoryInfo workspace, List<Finding> findings)
    {
        try
        {
            return Workspace.Open(workspace);
        }
        catch (ConfigurationException e)
        {
            findings.Add(new(Level.Recalculation, e.Issues[0].At.File, "", $"the workspace cannot be opened: {e.Issues[0]}"));
            return null;
        }
    }

    /// <summary>The files besides the exports, as a manifest names them.</summary>
    private static HashSet<string> Settings(Workspace workspace) => workspace.Settings.Select(setting => setting.Display).Append(Workspace.FileName).ToHashSet(StringComparer.Ordinal);
}
