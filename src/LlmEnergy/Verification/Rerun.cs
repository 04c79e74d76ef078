using System.Text.Json;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors;
using LlmEnergy.Periods;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Browser;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Verification;

/// <summary>Level 3: the same report once more, from the exports, into a scratch folder; every file byte by byte.</summary>
internal static class Rerun
{
    public static LevelResult Compare(
        DirectoryInfo folder,
        RecordedManifest manifest,
        Workspace workspace,
        Pipeline pipeline,
        List<Finding> findings,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var before = findings.Count;
        var scratch = Directory.CreateTempSubdirectory("llmenergy-verify-");
        try
        {
            using var recorded = JsonDocument.Parse(RecordedFile.Read(folder.FullName, Manifest.FileName));
            var request = ReportRequest.Read(recorded.RootElement, workspace.Period(manifest.Period));
            var again = new NewFolder(scratch.FullName, DiskLayer.Instance);
            var disclosure = pipeline.Disclose(workspace, request, progress, cancellation);
            Pipeline.Write(disclosure, workspace.Configuration, request, again, workspace.Report.Culture(request.Language));
            foreach (var (name, hash) in again.Hashes.Where(file => file.Key != Manifest.FileName))
            {
                if (!manifest.Outputs.TryGetValue(name, out var then))
                    findings.Add(new(VerificationLevel.Rerun, name, "", "is written now and was not then"));
                else if (then != hash)
                    findings.Add(
                        new(
                            VerificationLevel.Rerun,
                            name,
                            "",
                            $"comes out with other bytes when the exports are read again{Printers(request, name, folder, scratch)}"
                        )
                    );
            }

            foreach (var name in manifest.Outputs.Keys.Except(again.Hashes.Keys))
                findings.Add(new(VerificationLevel.Rerun, name, "", "was written then and is not now"));
            // the manifest holds the hashes of all others: it alone says something new where they are the same
            if (
                findings.Skip(before).All(finding => finding.Level != VerificationLevel.Rerun)
                && again.Hashes[Manifest.FileName] != manifest.Sha256
            )
                findings.Add(
                    new(
                        VerificationLevel.Rerun,
                        Manifest.FileName,
                        "",
                        $"comes out otherwise: "
                            + $"{ManifestDifference.Describe(recorded.RootElement, RecordedFile.Read(scratch.FullName, Manifest.FileName))}"
                    )
                );
            return new(VerificationLevel.Rerun, again.Hashes.Count, null);
        }
        catch (Exception e) when (IsOfFolder(e))
        {
            findings.Add(new(VerificationLevel.Rerun, "", "", $"the report cannot be made again: {Why(e)}"));
            return new(VerificationLevel.Rerun, 0, null);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Of a folder of another version, whose outputs this one writes otherwise: the usage of the exports alone.</summary>
    public static LevelResult UsageOf(
        DirectoryInfo folder,
        RecordedManifest manifest,
        Workspace workspace,
        Lazy<FactorPack> factors,
        List<Finding> findings,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var whyNot =
            $"made by {manifest.Tool}, and this is LlmEnergy {Pipeline.ToolVersion}: only the usage of the exports was compared, with "
            + $"activity.csv";
        try
        {
            var pack = workspace.Factors(factors.Value);
            var activity = Prices.Aside(
                Pipeline.Ingest(workspace, workspace.Period(manifest.Period), progress, cancellation, forReport: true),
                pack.With(workspace.Models)
            );
            var inventory = Pipeline.Calculate(activity, CalculationBasis.Of(workspace, activity, pack));
            findings.AddRange(
                new TableComparison(VerificationLevel.Rerun, "the exports", folder, manifest).Of(
                    "activity.csv",
                    stream => DataFiles.Activity(inventory, stream)
                )
            );
            return new(VerificationLevel.Rerun, inventory.Lines.Length, whyNot);
        }
        catch (Exception e) when (IsOfFolder(e))
        {
            findings.Add(new(VerificationLevel.Rerun, "", "", $"the exports cannot be read again: {Why(e)}"));
            return new(VerificationLevel.Rerun, 0, whyNot);
        }
    }

    private static string Why(Exception e) => e is ConfigurationException wrong ? wrong.Sentences : e.Message;

    /// <summary>What a folder or a workspace that was changed makes of a run.</summary>
    private static bool IsOfFolder(Exception e) =>
        e
            is RecordedFileException
                or InvalidDataException
                or ConfigurationException
                or JsonException
                or KeyNotFoundException
                or ArgumentException
                or InvalidOperationException
                or ArithmeticException;

    /// <summary>Versions of a browser print in different bytes.</summary>
    private static string Printers(ReportRequest request, string name, DirectoryInfo then, DirectoryInfo now)
    {
        if (request.PdfEngine != PdfEngine.Browser || name != Pipeline.Pdf)
            return "";
        var (before, after) = (Producer(then), Producer(now));
        return before == after ? "" : $": it was printed by {before}, and the browser here is {after}";

        string Producer(DirectoryInfo folder) =>
            File.Exists(Path.Combine(folder.FullName, name)) ? BrowserPdf.Producer(RecordedFile.Read(folder.FullName, name)) : "";
    }

    /// <summary>
    /// Says which keys of the configuration have other values now; nothing where none has. Another version of the program may know keys
    /// that were none then.
    /// </summary>
    public static IEnumerable<Finding> Configuration(RecordedManifest manifest, Workspace workspace)
    {
        using var recorded = JsonDocument.Parse(manifest.Configuration);
        var isOurs = manifest.IsOf(Pipeline.ToolVersion);
        var configuration = workspace.Configuration;
        // what the file leaves to the version was another hierarchy then
        if (configuration.HasDefaultMethods && !isOurs)
            configuration = configuration with { Methods = manifest.Methods };
        var then = isOurs
            ? recorded.RootElement
            : FormerConfiguration.InPresentNames(manifest.Configuration, hasRules: configuration.RuleSet is not null);
        var now = JsonSerializer.SerializeToUtf8Bytes(configuration, ConfigurationJson.Default.WorkspaceConfiguration);
        var keys = ManifestDifference.Describe(then, now, withAdded: isOurs);
        if (keys.Length > 0)
            yield return new(
                VerificationLevel.Rerun,
                WorkspaceConfiguration.FileName,
                "",
                $"the configuration is not the recorded one: {keys}"
            );
    }
}
