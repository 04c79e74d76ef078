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
    /// <param name="workspace">Where its inputs are; null: the folder's grandparent.</param>
    /// <param name="expected">A hash that was kept elsewhere, of the manifest or of the calculation.</param>
    /// <exception cref="ConfigurationException">The folder holds no manifest that can be read (LE2032).</exception>
    public VerificationResult Verify(DirectoryInfo folder, DirectoryInfo? workspace, string? expected, IProgress<IngestProgress>? progress, CancellationToken cancellation)
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
            return new("", "", "", [], [new(Level.Hashes, Manifest.FileName, "", e.Message)]);
        }

        workspace ??= folder.Parent?.Parent ?? folder;
        var hashes = HashCheck.Of(folder, workspace, manifest, expected, cancellation);
        var (findings, levels) = (hashes.Findings.ToList(), new List<LevelResult> { new(Level.Hashes, hashes.Compared, null) });
        Workspace? opened = null;
        var whyNot = hashes.ChangedInputs switch
        {
            0 => null,
            1 => "1 input is not as it was read",
            var many => string.Create(CultureInfo.InvariantCulture, $"{many} inputs are not as they were read"),
        };
        try
        {
            opened = Workspace.Open(workspace);
        }
        catch (ConfigurationException e)
        {
            whyNot = $"the workspace cannot be opened: {e.Issues[0]}";
        }

        var hasRecordedSettings = opened is not null && hashes.HasRecordedSettings && Settings(opened).SetEquals(manifest.Settings.Select(setting => setting.Path));
        var (lines, recalculated) = Recalculation.Of(folder, manifest, hasRecordedSettings ? opened : null, factors.Value);
        findings.AddRange(recalculated);
        levels.Add(new(Level.Recalculation, lines, null));
        cancellation.ThrowIfCancellationRequested();

        if (opened is not null) findings.AddRange(Rerun.Configuration(manifest, opened));
        if (!manifest.IsOf(Pipeline.ToolVersion)) whyNot = $"made by {manifest.Tool}, and this is LlmEnergy {Pipeline.ToolVersion}";
        var (outputs, differing) = whyNot is null ? Rerun.Of(folder, manifest, opened!, factors, progress, cancellation) : (0, []);
        findings.AddRange(differing);
        levels.Add(new(Level.Rerun, outputs, whyNot));
        return new(manifest.Sha256, manifest.CalculationHash, manifest.Tool, levels, findings);
    }

    /// <summary>The files besides the exports, as a manifest names them.</summary>
    private static HashSet<string> Settings(Workspace workspace) => workspace.Settings.Select(setting => setting.Display).Append(Workspace.FileName).ToHashSet(StringComparer.Ordinal);
}
