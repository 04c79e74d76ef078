using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Reporting;

namespace LlmEnergy.Cli.Commands;

/// <summary>A disclosure on a terminal: headline, table by model, rows, checks.</summary>
public static class DisclosureText
{
    public static void Print(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        var lines = disclosure.Inventory.Lines;
        terminal.Print($"  Electricity       {Range(culture, lines.SumOf(line => line.Energy), value => value.KilowattHours, "kWh")}, at the suppliers' facilities");
        terminal.Print($"  Location-based    {Range(culture, lines.SumOf(line => line.LocationBased), value => value.KilogramsCo2e, "kgCO2e")}");
        terminal.Print($"  Embodied          {Range(culture, lines.SumOf(line => line.Embodied), value => value.KilogramsCo2e, "kgCO2e")}");
        terminal.Print($"  Total             {Range(culture, lines.SumOf(line => line.Total), value => value.KilogramsCo2e, "kgCO2e")}");
        var models = disclosure.ByModel.OrderByDescending(model => model.Total?.High.KilogramsCo2e ?? 0m).ThenBy(model => model.Key).ToList();
        var energyDecimals = ReportCulture.DecimalsFor(models.Select(model => model.Energy?.Central?.KilowattHours));
        var totalDecimals = ReportCulture.DecimalsFor(models.Select(model => model.Total?.Central?.KilogramsCo2e));
        var total = lines.SumOf(line => line.Total)?.Central?.KilogramsCo2e;
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

    private static string Range<T>(ReportCulture culture, Estimate<T>? estimate, Func<T, decimal> number, string unit)
        where T : struct, IQuantity<T>
    {
        if (estimate is not { } e) return "not calculated";
        var range = $"({culture.Range(number(e.Low), number(e.High))})";
        return e.Central is { } central ? $"{culture.Number(number(central))} {unit} {range}" : $"{range} {unit}, no central value";
    }
}
