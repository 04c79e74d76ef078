using System.Globalization;
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
    /// <param name="workspace">With the recorded settings; null where it has others now.</param>
    public static (int Compared, List<Finding> Findings) Of(DirectoryInfo folder, RecordedManifest manifest, Workspace? workspace, FactorPack builtIn)
    {
        var findings = new List<Finding>();
        try
        {
            var activity = new Activity(ReportingPeriod.Spanning(manifest.First, manifest.Last), RecordedActivity.Read(folder.FullName), manifest.Accounts, [], []);
            var inventory = WithRecordedPack(activity, manifest, workspace, builtIn) ?? RecordedRates.Calculate(activity, folder.FullName, manifest);
            Table(folder, "inventory.csv", stream => DataFiles.Inventory(inventory, stream), manifest, findings);
            Table(folder, "rates.csv", stream => DataFiles.Rates(inventory, stream), manifest, findings);
            Figures(folder, inventory, manifest, findings);
            return (activity.Lines.Length, findings);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or ArithmeticException)
        {
            findings.Add(Unreadable(manifest, e));
            return (0, findings);
        }
    }

    /// <summary>A message that begins with the name of a file is about it.</summary>
    private static Finding Unreadable(RecordedManifest manifest, Exception e)
    {
        var file = manifest.Outputs.Keys.FirstOrDefault(name => e.Message.StartsWith(name, StringComparison.Ordinal)) ?? "";
        return new(Level.Recalculation, file, "", e is InvalidDataException ? e.Message[file.Length..].TrimStart(':', ' ') : $"nothing can be calculated from these numbers ({e.GetType().Name})");
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

    /// <summary>
    /// Names the first cell that differs, and the figure that its column makes. Of a folder of another version only the columns that both have are
    /// compared: later versions add some at the end.
    /// </summary>
    private static void Table(DirectoryInfo folder, string name, Action<Stream> write, RecordedManifest manifest, List<Finding> findings)
    {
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path)) return; // level 1 says so
        try
        {
            using var again = new MemoryStream();
            write(again);
            var (now, then) = (RecordedTable.Read(again.ToArray(), name, row => row), RecordedTable.Read(folder.FullName, name, row => row));
            if (now.Count != then.Count) findings.Add(new(Level.Recalculation, name, "", string.Create(CultureInfo.InvariantCulture, $"has {then.Count} lines, and {now.Count} come out of activity.csv")));
            if (now.Count == 0 || then.Count == 0) return;
            var columns = then[0].Columns.ToLookup(now[0].Columns.Contains);
            if (columns[false].FirstOrDefault() is { } unknown && manifest.IsOf(Pipeline.ToolVersion)) findings.Add(new(Level.Recalculation, name, "", $"has a column {unknown} that this program does not write"));
            var differences = now.Zip(then).SelectMany((line, at) => columns[true].Where(column => !IsSame(line.First.Raw(column), line.Second.Raw(column))).Select(column => (Line: at + 2, Column: column))).ToList();
            if (differences.Count == 0) return;
            var (first, at) = (differences[0], differences[0].Line);
            var more = differences.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", nor are {differences.Count - 1} more cells") : "";
            findings.Add(new(Level.Recalculation, name, FigureOf(first.Column), string.Create(CultureInfo.InvariantCulture, $"line {at}, column {first.Column} is not what comes out of activity.csv{more}")));
        }
        catch (InvalidDataException e)
        {
            findings.Add(Unreadable(manifest, e));
        }
    }

    /// <summary>As text or as a number: another version may write the same number otherwise.</summary>
    private static bool IsSame(string one, string other) => one == other || (Number(one) is { } number && number == Number(other));

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Of a folder of another version only the figures that both have.</summary>
    private static void Figures(DirectoryInfo folder, Inventory inventory, RecordedManifest manifest, List<Finding> findings)
    {
        void Differs(string figure, string message) => findings.Add(new(Level.Recalculation, RecordedFigures.FileName, figure, message));
        if (!File.Exists(Path.Combine(folder.FullName, RecordedFigures.FileName))) return; // level 1 says so
        try
        {
            var recorded = RecordedFigures.Read(folder.FullName);
            // what the undertaking gives is not recalculated: it is taken as it was disclosed
            var given = FigureCatalog.Inputs.Where(id => recorded.GetValueOrDefault(id.Value)?.Value is not null).Select(id => new GivenFigure(id, recorded[id.Value].Value!.Value, Unit.None, ""));
            var now = FigureCatalog.Of(inventory, new(inventory), [.. given]).ToDictionary(figure => figure.Id.Value, figure => figure.Value, StringComparer.Ordinal);
            foreach (var id in now.Keys.Union(recorded.Keys, StringComparer.Ordinal))
            {
                if (now.TryGetValue(id, out var value) && recorded.TryGetValue(id, out var then))
                {
                    if (value != then.Value) Differs(id, $"states {Text(then.Value)}, and {Text(value)} comes out of activity.csv");
                }
                else if (manifest.IsOf(Pipeline.ToolVersion))
                {
                    Differs(id, recorded.ContainsKey(id) ? "the figure is not one that this program discloses" : "the figure is missing");
                }
            }
        }
        catch (InvalidDataException e)
        {
            findings.Add(Unreadable(manifest, e));
        }
    }

    private static string Text(decimal? value) => value is { } number ? PlainNumber.Of(number) : "nothing";

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
