using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors;
using LlmEnergy.Periods;
using LlmEnergy.Reporting;

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

/// <summary>Level 3: the same report once more, from the exports, into a scratch folder; every file byte by byte.</summary>
internal static class Rerun
{
    public static (int Compared, List<Finding> Findings) Of(DirectoryInfo folder, RecordedManifest manifest, Workspace workspace, Lazy<FactorPack> factors, IProgress<IngestProgress>? progress, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var now = JsonSerializer.Serialize(workspace.Configuration, Manifest.ConfigurationForm);
        if (Compact(manifest.Configuration) != Compact(now))
            findings.Add(new(Level.Rerun, Workspace.FileName, "", $"the configuration is not the recorded one: {Differing(manifest.Configuration, now)}"));
        var scratch = Directory.CreateTempSubdirectory("llmenergy-verify-");
        try
        {
            using var recorded = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, Manifest.FileName)));
            var request = ReportRequest.Read(recorded.RootElement, workspace.Period(manifest.Period));
            var again = new NewFolder(scratch.FullName, DiskLayer.Instance);
            var disclosure = new Pipeline(factors).Disclose(workspace, request, progress, cancellation);
            Pipeline.Write(disclosure, workspace.Configuration, request, again, ReportCulture.Of("en"));
            foreach (var (name, hash) in again.Hashes.Where(file => file.Key != Manifest.FileName))
            {
                if (!manifest.Outputs.TryGetValue(name, out var then)) findings.Add(new(Level.Rerun, name, "", "is written now and was not then"));
                else if (then != hash) findings.Add(new(Level.Rerun, name, "", "comes out with other bytes when the exports are read again"));
            }

            foreach (var name in manifest.Outputs.Keys.Except(again.Hashes.Keys)) findings.Add(new(Level.Rerun, name, "", "was written then and is not now"));
            return (again.Hashes.Count, findings);
        }
        catch (Exception e) when (e is InvalidDataException or ConfigurationException or JsonException or KeyNotFoundException or ArgumentException)
        {
            findings.Add(new(Level.Rerun, "", "", $"the report cannot be made again: {e.Message}"));
            return (0, findings);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);

    /// <summary>Keys of the configuration whose values differ.</summary>
    private static string Differing(string then, string now)
    {
        using var one = JsonDocument.Parse(then);
        using var other = JsonDocument.Parse(now);
        var keys = one.RootElement.EnumerateObject().Concat(other.RootElement.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal)
            .Where(key => Text(one, key) != Text(other, key));
        return string.Join(", ", keys);

        static string Text(JsonDocument document, string key) => document.RootElement.TryGetProperty(key, out var value) ? JsonSerializer.Serialize(value) : "";
    }
}
