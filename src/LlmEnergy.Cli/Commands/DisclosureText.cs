using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;

namespace LlmEnergy.Cli.Commands;

/// <summary>A disclosure on a terminal: headline, table by model, rows, checks.</summary>
public static class DisclosureText
{
    public static void Print(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        terminal.Print($"  Electricity       {Range(culture, disclosure, FigureIds.EnergyLow, FigureIds.Energy, FigureIds.EnergyHigh)}, at the suppliers' facilities");
        terminal.Print($"  Location-based    {Range(culture, disclosure, new("location_based_low"), FigureIds.LocationBased, new("location_based_high"))}");
        terminal.Print($"  Embodied          {Range(culture, disclosure, new("embodied_low"), FigureIds.Embodied, new("embodied_high"))}");
        terminal.Print($"  Total             {Range(culture, disclosure, new("total_kg_low"), FigureIds.TotalKilograms, new("total_kg_high"))}");
        var models = disclosure.ByModel.OrderByDescending(model => model.Total?.High.KilogramsCo2e ?? 0m).ThenBy(model => model.Key).ToList();
        var energyDecimals = ReportCulture.DecimalsFor(models.Select(model => model.Energy?.Central?.KilowattHours));
        var totalDecimals = ReportCulture.DecimalsFor(models.Select(model => model.Total?.Central?.KilogramsCo2e));
        var total = disclosure[FigureIds.TotalKilograms].Value;
        terminal.Print(
            ["Provider", "Model", "Class", "Tier>", "Requests>", "Input tokens>", "Output tokens>", "kWh>", "kgCO2e>", "Share %>"],
            models.Select(model => (string[])
            [
                Named(model.Provider), Named(model.Model), model.ModelClass, model.Tier?.ToString(CultureInfo.InvariantCulture) ?? "-",
                Stated(culture, model, Domain.Activities.Known.Requests, model.Usage.Requests), Stated(culture, model, Domain.Activities.Known.Input, model.Usage.Input),
                Stated(culture, model, Domain.Activities.Known.Output, model.Usage.Output), culture.Calculated(model.Energy?.Central?.KilowattHours, energyDecimals),
                culture.Calculated(model.Total?.Central?.KilogramsCo2e, totalDecimals), culture.Share(model.Total?.Central?.KilogramsCo2e, total),
            ]));
        var rows = disclosure.Inventory.Activity.Rows;
        terminal.Print($"Rows   {N(rows.Read)} read = {N(rows.Accepted)} accepted + {N(rows.Duplicate)} duplicate + {N(rows.Ignored)} ignored + {N(rows.Rejected)} rejected");
        var failed = disclosure.Checks.Where(check => !check.Passed).ToList();
        terminal.Print(failed.Count == 0 ? $"Checks all {disclosure.Checks.Length} pass" : $"Checks {failed.Count} of {disclosure.Checks.Length} failed: {string.Join("; ", failed.Select(check => check.Title))}");

        string N(long count) => culture.Number(count, 0);
    }

    /// <summary>3 where rows were rejected or a check failed.</summary>
    public static int ExitCodeOf(Disclosure disclosure) => disclosure.AllChecksPass ? ExitCode.Done : ExitCode.DoneWithFindings;

    /// <summary>At most 48 characters, so that one long name does not push the numbers off the screen.</summary>
    private static string Named(string name) => name.Length switch
    {
        0 => "(not named)",
        <= 48 => name,
        _ => name[..47] + "…",
    };

    private static string Stated(ReportCulture culture, ModelTotals model, Domain.Activities.Known quantity, long value) => culture.Stated(model.Usage.Knows(quantity) ? value : null);

    private static string Range(ReportCulture culture, Disclosure disclosure, FigureId low, FigureId central, FigureId high)
    {
        if (disclosure[low].Value is not { } least || disclosure[high].Value is not { } most) return $"not calculated: {disclosure[low].WhyMissing}";
        var (range, figure) = ($"({culture.Range(least, most)})", disclosure[central]);
        return figure.Value is { } value ? $"{culture.Number(value)} {figure.Unit.Symbol} {range}" : $"{range} {figure.Unit.Symbol}, no central value";
    }
}
