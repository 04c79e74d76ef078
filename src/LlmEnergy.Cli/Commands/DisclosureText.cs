using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Data;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Cli.Commands;

/// <summary>A disclosure on a terminal: headline, table by model, rows, checks.</summary>
public static class DisclosureText
{
    /// <summary>Where a line stands that belongs to the one above.</summary>
    internal const string Beside = "       ";

    /// <summary>A report that was written: the result first, then its table and rows to stdout, then what was found to stderr.</summary>
    /// <returns>The exit code.</returns>
    public static int PrintWritten(Terminal terminal, WrittenReport written, string workspace, bool asJson, bool isVerbose)
    {
        var (disclosure, culture) = (written.Disclosure, ReportCulture.Of("en"));
        var folder = Path.Combine(workspace, "periods", written.Folder.Name);
        if (asJson)
        {
            terminal.Say(written.Issues);
            terminal.Print(output => SummaryJson.Write(disclosure, written.Issues, folder, output));
            return ExitCodeOf(disclosure);
        }

        ResultText.Print(terminal, disclosure, culture, workspace);
        PrintModels(terminal, disclosure, culture);
        PrintRows(terminal, disclosure, culture);
        if (Unchecked.Sentences(disclosure, culture) is { Count: > 0 } unseen)
            terminal.Print(Beside, $"what no check can see: {culture.List(unseen)}");
        PrintMethods(terminal, disclosure, culture);
        PrintVersions(terminal, disclosure, culture);
        terminal.Print($"Files  {folder}");
        if (isVerbose)
            terminal.SayAll(written.Issues);
        else
            terminal.SayByCause(written.Issues);
        return ExitCodeOf(disclosure);
    }

    public static void Print(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        terminal.Print($"  Electricity       {Range(culture, disclosure, FigureIds.Energy)}, at the suppliers' facilities");
        terminal.Print($"  Location-based    {Range(culture, disclosure, FigureIds.LocationBased)}");
        terminal.Print($"  Embodied          {Range(culture, disclosure, FigureIds.Embodied)}");
        if (disclosure[FigureIds.Upstream].Value > 0m)
            terminal.Print($"  Upstream          {Range(culture, disclosure, FigureIds.Upstream)}");
        if (disclosure[FigureIds.TransmissionLosses].Value > 0m)
            terminal.Print($"  Grid losses       {Range(culture, disclosure, FigureIds.TransmissionLosses)}");
        if (disclosure[FigureIds.Other].Value > 0m)
            terminal.Print($"  Other             {Range(culture, disclosure, FigureIds.Other)}, by spend or suppliers' own figures");
        terminal.Print($"  Total             {Range(culture, disclosure, FigureIds.TotalKilograms)}");
        if (disclosure[FigureIds.Water].Value is not null)
            terminal.Print($"  Water             {Range(culture, disclosure, FigureIds.Water)}, on site and at power stations");
        foreach (var tier in Enumerable.Range(1, Rate.Tiers).Where(tier => disclosure[FigureIds.EmissionsOfTier(tier)].Value > 0m))
            terminal.Print(
                $"  Data quality      tier {tier}: {Share(culture, disclosure[FigureIds.EnergyOfTier(tier)])} of the electricity, "
                    + $"{Share(culture, disclosure[FigureIds.EmissionsOfTier(tier)])} of the emissions"
            );
        PrintModels(terminal, disclosure, culture);
        PrintRows(terminal, disclosure, culture);
    }

    private static void PrintModels(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        var models = disclosure
            .ByModel.OrderByDescending(model => model.Totals.Total?.High.KilogramsCo2e ?? 0m)
            .ThenBy(model => model.Key)
            .ToList();
        var energyDecimals = ReportCulture.DecimalsFor(models.Select(model => model.Totals.Energy?.Central?.KilowattHours));
        var totalDecimals = ReportCulture.DecimalsFor(models.Select(model => model.Totals.Total?.Central?.KilogramsCo2e));
        var total = disclosure[FigureIds.TotalKilograms].Value;
        terminal.Print(
            ["Provider", "Model", "Class", "Tier>", "Requests>", "Input tokens>", "Output tokens>", "kWh>", "kgCO2e>", "Share %>"],
            models.Select(model =>
                (string[])
                    [
                        Named(model.Provider),
                        Named(model.Model),
                        model.ModelClass,
                        model.Tier?.ToString(CultureInfo.InvariantCulture) ?? "-",
                        Stated(culture, model, Domain.Activities.Known.Requests, model.Totals.Usage.Requests),
                        Stated(culture, model, Domain.Activities.Known.Input, model.Totals.Usage.Input),
                        Stated(culture, model, Domain.Activities.Known.Output, model.Totals.Usage.Output),
                        culture.Calculated(model.Totals.Energy?.Central?.KilowattHours, energyDecimals),
                        culture.Calculated(model.Totals.Total?.Central?.KilogramsCo2e, totalDecimals),
                        culture.Share(model.Totals.Total?.Central?.KilogramsCo2e, total),
                    ]
            ),
            "Class",
            "Tier",
            "Requests",
            "Input tokens",
            "Output tokens",
            "Provider"
        );
    }

    private static void PrintRows(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        var rows = disclosure.Inventory.Activity.Rows;
        terminal.Print(
            "Rows   ",
            $"{N(rows.Read)} read = {N(rows.Accepted)} accepted + {N(rows.Duplicate)} duplicate + {N(rows.Ignored)} ignored + "
                + $"{N(rows.Rejected)} rejected"
        );
        ActivityText.PrintFates(terminal, disclosure.Inventory.Activity, culture);
        var failed = disclosure.Checks.Where(check => !check.Passed).ToList();
        var all = disclosure.Checks.Length;
        terminal.Print(
            "Checks ",
            failed.Count == 0
                ? $"{all} of {all} arithmetic checks pass"
                : $"{failed.Count} of {all} failed: {string.Join("; ", failed.Select(check => check.Title))}"
        );
        if (disclosure.Gaps is var (missing, days))
            terminal.Print(Beside, $"incomplete: {Counted.Of(missing, "day")} of {N(days)} (days x sources)");
        if (disclosure.EstimatedDays is { } estimated)
            terminal.Print(Beside, $"{Counted.Of(estimated.Count, "day")} of {N(estimated.Of)} estimated (days x sources)");
        foreach (var check in failed)
        {
            if (disclosure.AcceptanceOf(check) is { } accepted)
                terminal.Print(
                    Beside,
                    $"{check.Id}: failed, accepted by {accepted.By} on {PlainJson.Of(accepted.Date)}: {accepted.Reason}"
                );
        }

        string N(long count) => culture.Number(count, 0);
    }

    /// <summary>3 where rows were rejected or a check failed.</summary>
    public static int ExitCodeOf(Disclosure disclosure) => disclosure.AllChecksPass ? ExitCode.Done : ExitCode.DoneWithFindings;

    /// <summary>At most 48 characters, so that one long name does not push the numbers off the screen.</summary>
    private static string Named(string name) =>
        name.Length switch
        {
            0 => "(not named)",
            <= 48 => name,
            _ => name[..47] + "…",
        };

    private static string Stated(ReportCulture culture, ModelTotals model, Domain.Activities.Known quantity, long value) =>
        culture.Stated(model.Totals.Usage.Knows(quantity) ? value : null);

    /// <summary>Nothing where the methods were not compared.</summary>
    public static void PrintMethods(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.Methods.IsEmpty)
            return;
        var decimals = ReportCulture.DecimalsFor(disclosure.Methods.Select(method => method.Total?.High.KilogramsCo2e));
        terminal.Print(
            ["Method", "Lines>", "kWh>", "kgCO2e>", "Range>", "Gap>", "Coverage>", "Energy>", "Grid>", "Hardware>", "Boundary>"],
            disclosure.Methods.Select(method =>
                (string[])
                    [
                        method.Method,
                        $"{culture.Number(method.Lines, 0)} of {culture.Number(method.AllLines, 0)}",
                        culture.Calculated(method.Energy?.Central?.KilowattHours, decimals),
                        culture.Calculated(method.Total?.Central?.KilogramsCo2e, decimals),
                        method.Total is { } total ? culture.Range(total.Low.KilogramsCo2e, total.High.KilogramsCo2e) : "-",
                        culture.Calculated(method.Gap?.Sum, decimals),
                        culture.Calculated(method.Gap?.Coverage, decimals),
                        culture.Calculated(method.Gap?.EnergyFactors, decimals),
                        culture.Calculated(method.Gap?.GridFactors, decimals),
                        culture.Calculated(method.Gap?.Hardware, decimals),
                        culture.Calculated(method.Gap?.Boundary, decimals),
                    ]
            )
        );
    }

    /// <summary>What a restatement changes, and what closed quarters have become; nothing where there is neither.</summary>
    private static void PrintVersions(Terminal terminal, Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.Restatement is { } restatement)
        {
            terminal.Print(
                $"Restates {restatement.Of}: {(restatement.IsError ? "an error" : "an estimate that was revised")}, "
                    + $"{restatement.Explanation}"
            );
            terminal.Print(
                ["Figure", "Unit", "Previous>", "Current>", "Difference>", "Share %>"],
                restatement.Figures.Select(figure =>
                    (string[])
                        [
                            figure.Label,
                            figure.Unit.Symbol,
                            Number(figure.Previous),
                            Number(figure.Current),
                            Number(figure.Difference),
                            figure.Relative is { } share ? culture.Percent(share) : "-",
                        ]
                )
            );
        }

        if (disclosure.TrueUps.IsEmpty)
            return;
        terminal.Print(
            ["Closed quarter", "As closed, kgCO2e>", "Now, kgCO2e>", "True-up>", "By factors>", "By usage>"],
            disclosure.TrueUps.Select(quarter =>
                (string[])
                    [
                        quarter.Period,
                        Number(quarter.Closed),
                        Number(quarter.Recalculated),
                        Number(quarter.Difference),
                        Number(quarter.OfFactors),
                        Number(quarter.OfUsage),
                    ]
            )
        );

        string Number(decimal? value) => value is { } number ? culture.Number(number) : "-";
    }

    private static string Share(ReportCulture culture, Figure figure) => figure.Value is { } share ? culture.Percent(share) : "none";

    internal static string Range(ReportCulture culture, Disclosure disclosure, FigureId id)
    {
        var isSimulated = disclosure.Intervals is not null && (id == FigureIds.Energy || id == FigureIds.TotalKilograms);
        var (low, high) = isSimulated
            ? (disclosure[FigureIds.P5(id)], disclosure[FigureIds.P95(id)])
            : (disclosure[FigureIds.Low(id)], disclosure[FigureIds.High(id)]);
        if (low.Value is not { } least || high.Value is not { } most)
            return $"not calculated: {low.WhyMissing}";
        var draws = isSimulated ? $"5 % to 95 % of {culture.Number(disclosure.Intervals!.Draws, 0)} draws: " : "";
        var (range, figure) = ($"({draws}{culture.Range(least, most)})", disclosure[id]);
        return figure.Value is { } value
            ? $"{culture.Number(value)} {figure.Unit.Symbol} {range}"
            : $"{range} {figure.Unit.Symbol}, no central value";
    }
}
