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
        var (files, findings) = HashCheck.Of(folder, workspace, manifest, expected);
        var levels = new List<LevelResult> { new(Level.Hashes, files, null) };
        cancellation.ThrowIfCancellationRequested();

        Workspace? opened = null;
        string? whyNot = null;
        try
        {
            opened = Workspace.Open(workspace);
        }
        catch (ConfigurationException e)
        {
            whyNot = $"the workspace cannot be opened: {e.Issues[0]}";
        }

        try
        {
            var (lines, recalculated) = Recalculation.Of(folder, manifest, opened, factors.Value);
            findings.AddRange(recalculated);
            levels.Add(new(Level.Recalculation, lines, null));
        }
        catch (InvalidDataException e)
        {
            findings.Add(new(Level.Recalculation, "", "", e.Message));
            levels.Add(new(Level.Recalculation, 0, null));
        }

        cancellation.ThrowIfCancellationRequested();
        whyNot ??= manifest.Tool != $"LlmEnergy {Pipeline.ToolVersion}" ? $"made by {manifest.Tool}, and this is LlmEnergy {Pipeline.ToolVersion}" : null;
        if (whyNot is null)
        {
            var (outputs, differing) = Rerun.Of(folder, manifest, opened!, factors, progress, cancellation);
            findings.AddRange(differing);
            levels.Add(new(Level.Rerun, outputs, null));
        }
        else
        {
            levels.Add(new(Level.Rerun, 0, whyNot));
        }

        return new(manifest.Sha256, manifest.CalculationHash, manifest.Tool, levels, findings);
    }
}
