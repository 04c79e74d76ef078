using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Verification;

/// <summary>
/// Level 2: from activity.csv alone, with the recorded methods and factors, to rates, places, inventory and figures, and only then a look
/// at the
/// files. Where this program has other factors than the folder was made with, the lines are calculated from the folder's own rates and
/// places.
/// </summary>
internal static class Recalculation
{
    /// <param name="workspace">With the recorded settings; null where it has others now.</param>
    /// <returns>Not compared as a whole where a folder of this version has to be calculated from its own rates, which nothing then
    /// proves.</returns>
    public static LevelResult Compare(
        DirectoryInfo folder,
        RecordedManifest manifest,
        Workspace? workspace,
        FactorPack builtIn,
        List<Finding> findings
    )
    {
        try
        {
            var activity = new Activity(
                ReportingPeriod.Spanning(manifest.First, manifest.Last),
                RecordedActivity.Read(folder.FullName),
                manifest.Accounts,
                [],
                []
            );
            var basis = WithRecordedPack(activity, manifest, workspace, builtIn);
            var byMethods = basis is null ? null : Pipeline.Calculate(activity, basis);
            var inventory = byMethods ?? RecordedRates.Calculate(activity, folder.FullName, manifest);
            var tables = new TableComparison(VerificationLevel.Recalculation, "activity.csv", folder, manifest);
            findings.AddRange(tables.Of("inventory.csv", stream => DataFiles.Inventory(inventory, stream)));
            findings.AddRange(tables.Of("rates.csv", stream => DataFiles.Rates(inventory, stream)));
            Figures(folder, inventory, basis?.Intervals(inventory), manifest, findings);
            return new(
                VerificationLevel.Recalculation,
                activity.Lines.Length,
                byMethods is null && manifest.IsOf(Pipeline.ToolVersion)
                    ? "settings or factors are not the recorded ones: it was calculated from the folder's own rates alone"
                    : null
            );
        }
        catch (Exception e) when (e is RecordedFileException or ArgumentException or ArithmeticException)
        {
            findings.Add(TableComparison.Unreadable(VerificationLevel.Recalculation, manifest, e));
            return new(VerificationLevel.Recalculation, 0, null);
        }
    }

    /// <summary>What it was calculated with; null where the factors are not those of the folder any more.</summary>
    private static CalculationBasis? WithRecordedPack(
        Activity activity,
        RecordedManifest manifest,
        Workspace? workspace,
        FactorPack builtIn
    )
    {
        if (workspace is null)
            return null;
        try
        {
            var basis = CalculationBasis.Of(workspace, activity, workspace.Factors(builtIn));
            if (basis.Factors.Hash != manifest.FactorPack || manifest.Methods.Any(method => basis.Catalog.Find(method) is null))
                return null;
            return basis with { Hierarchy = basis.Catalog.Hierarchy(manifest.Methods, workspace.Configuration.AdoptsClosedModels) };
        }
        catch (ConfigurationException)
        {
            return null;
        }
    }

    /// <summary>Of a folder of another version only the figures that both have.</summary>
    private static void Figures(
        DirectoryInfo folder,
        Inventory inventory,
        Intervals? intervals,
        RecordedManifest manifest,
        List<Finding> findings
    )
    {
        void Differs(string figure, string message) =>
            findings.Add(new(VerificationLevel.Recalculation, RecordedFigures.FileName, figure, message));
        if (!File.Exists(Path.Combine(folder.FullName, RecordedFigures.FileName)))
            return; // level 1 says so
        try
        {
            var recorded = RecordedFigures.Read(folder.FullName);
            // what the undertaking gives is not recalculated: it is taken as it was disclosed
            var given = FigureCatalog
                .Inputs.Where(id => recorded.GetValueOrDefault(id.Value)?.Value is not null)
                .Select(id => new GivenFigure(id, recorded[id.Value].Value!.Value, Unit.None, ""));
            var now = FigureCatalog
                .Evaluate(inventory, new(inventory), [.. given], intervals)
                .ToDictionary(figure => figure.Id.Value, figure => figure.Value, StringComparer.Ordinal);
            foreach (var id in now.Keys.Union(recorded.Keys, StringComparer.Ordinal))
            {
                if (now.TryGetValue(id, out var value) && recorded.TryGetValue(id, out var then))
                {
                    if (value != then.Value)
                        Differs(id, $"states {Text(then.Value)}, and {Text(value)} comes out of activity.csv");
                }
                // draws are made with the recorded factors or not at all, and accounts stand in no usage: level 3 reads them again
                else if (
                    manifest.IsOf(Pipeline.ToolVersion)
                    && (intervals is not null || !FigureCatalog.IsOfDraws(id))
                    && !FigureCatalog.IsOfAccounts(id)
                )
                {
                    Differs(id, recorded.ContainsKey(id) ? "the figure is not one that this program discloses" : "the figure is missing");
                }
            }
        }
        catch (RecordedFileException e)
        {
            findings.Add(TableComparison.Unreadable(VerificationLevel.Recalculation, manifest, e));
        }
    }

    private static string Text(decimal? value) => value is { } number ? PlainNumber.Of(number) : "nothing";
}
