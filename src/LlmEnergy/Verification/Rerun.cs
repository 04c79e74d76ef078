using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors;
using LlmEnergy.Periods;
using LlmEnergy.Reporting;

namespace LlmEnergy.Verification;

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
