using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Verification;

/// <summary>
/// Level 2: from activity.csv alone, with the recorded methods and factors, to rates, places, inventory and figures, and only then a look at the
/// files. Where this program has other factors than the folder was made with, the lines are calculated from the folder's own rates and places.
/// </summary>
internal static class Recalculation
{
    public static (int Compared, List<Finding> Findings) Of(DirectoryInfo folder, RecordedManifest manifest, Workspace? workspace, FactorPack builtIn)
    {
        var findings = new List<Finding>();
        ImmutableArray<ActivityLine> lines;
        try
        {
            lines = RecordedActivity.Read(folder.FullName);
        }
        catch (InvalidDataException e)
        {
            return (0, [new(Level.Recalculation, "activity.csv", "", e.Message)]);
        }

        var activity = new Activity(ReportingPeriod.Spanning(manifest.First, manifest.Last), lines, [], [], []);
        var inventory = WithRecordedPack(activity, manifest, workspace, builtIn) ?? RecordedRates.Calculate(activity, folder.FullName, manifest);
        Compare(folder, "inventory.csv", stream => DataFiles.Inventory(inventory, stream), findings);
        Compare(folder, "rates.csv", stream => DataFiles.Rates(inventory, stream), findings);
        Figures(folder, inventory, findings);
        return (lines.Length, findings);
    }

    /// <summary>By the methods themselves; null where the factors are not those of the folder any more.</summary>
    private static Inventory? WithRecordedPack(Activity activity, RecordedManifest manifest, Workspace? workspace, FactorPack builtIn)
    {
        if (workspace is null) return null;
        try
        {
            var basis = CalculationBasis.Of(workspace, activity, workspace.Factors(builtIn));
            if (basis.Factors.Hash != manifest.FactorPack || manifest.Methods.Any(method => basis.Catalog.Find(method) is null)) return null;
            return Pipeline.Calculate(activity, basis with { Hierarchy = basis.Catalog.Hierarchy(manifest.Methods) });
        }
        catch (ConfigurationException)
        {
            return null;
        }
    }

    /// <summary>Names the first line and column that differ, and the figures that the column makes.</summary>
    private static void Compare(DirectoryInfo folder, string name, Action<Stream> write, List<Finding> findings)
    {
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path)) return; // level 1 says so
        using var again = new MemoryStream();
        write(again);
        var (recalculated, recorded) = (Encoding.UTF8.GetString(again.ToArray()).Split('\n'), File.ReadAllText(path, Encoding.UTF8).Split('\n'));
        for (var i = 0; i < Math.Max(recalculated.Length, recorded.Length); i++)
        {
            var (now, then) = (i < recalculated.Length ? recalculated[i] : "", i < recorded.Length ? recorded[i] : "");
            if (now == then) continue;
            var column = recalculated[0].Split(',').ElementAtOrDefault(Column(now, then)) ?? "";
            findings.Add(new(Level.Recalculation, name, FigureOf(column), string.Create(CultureInfo.InvariantCulture, $"line {i + 1}{(column.Length > 0 ? $", column {column}" : "")} is not what comes out of activity.csv")));
            return;
        }
    }

    private static void Figures(DirectoryInfo folder, Inventory inventory, List<Finding> findings)
    {
        try
        {
            var recorded = RecordedFigures.Read(folder.FullName);
            foreach (var figure in FigureCatalog.Of(inventory, new(inventory)))
            {
                if (!recorded.TryGetValue(figure.Id.Value, out var value)) findings.Add(new(Level.Recalculation, "figures.json", figure.Id.Value, "the figure is missing"));
                else if (value != figure.Value) findings.Add(new(Level.Recalculation, "figures.json", figure.Id.Value, $"states {Text(value)}, and {Text(figure.Value)} comes out of activity.csv"));
            }
        }
        catch (InvalidDataException e)
        {
            findings.Add(new(Level.Recalculation, "figures.json", "", e.Message));
        }
    }

    private static string Text(decimal? value) => value is { } number ? PlainNumber.Of(number) : "nothing";

    /// <summary>Number of the first field that differs; quoted fields hold no commas that matter here, since only a hint follows from it.</summary>
    private static int Column(string one, string other)
    {
        var (left, right) = (one.Split(','), other.Split(','));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
            if (left[i] != right[i]) return i;
        return Math.Min(left.Length, right.Length);
    }

    private static string FigureOf(string column) => column switch
    {
        _ when column.StartsWith("energy_kwh", StringComparison.Ordinal) => FigureIds.Energy.Value,
        _ when column.StartsWith("location_", StringComparison.Ordinal) => FigureIds.LocationBased.Value,
        _ when column.StartsWith("embodied_", StringComparison.Ordinal) => FigureIds.Embodied.Value,
        _ when column.StartsWith("other_", StringComparison.Ordinal) => FigureIds.Other.Value,
        _ when column.StartsWith("total_", StringComparison.Ordinal) => FigureIds.Total.Value,
        _ when column.StartsWith("market_", StringComparison.Ordinal) => FigureIds.MarketBased.Value,
        _ when column.StartsWith("water_", StringComparison.Ordinal) => FigureIds.Water.Value,
        "requests" => FigureIds.Requests.Value,
        "input_tokens" => FigureIds.InputTokens.Value,
        "output_tokens" => FigureIds.OutputTokens.Value,
        _ => "",
    };
}
