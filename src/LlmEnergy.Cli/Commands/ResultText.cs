using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Cli.Commands;

/// <summary>The result of a report in at most twelve lines: the number, its range, how complete it is, its change, what is open.</summary>
internal static class ResultText
{
    public static void Print(Terminal terminal, Disclosure disclosure, ReportCulture culture, string workspace)
    {
        terminal.PrintStrong(
            $"{disclosure.Undertaking}, {disclosure.Period.Name} ({culture.Date(disclosure.Period.First)} to "
                + $"{culture.Date(disclosure.Period.Last)}), {disclosure.Status.ToString().ToLowerInvariant()}"
        );
        terminal.PrintStrong(Label("Total"), DisclosureText.Range(culture, disclosure, FigureIds.TotalKilograms));
        Line("of which", Parts(disclosure, culture));
        Line("Electricity", $"{DisclosureText.Range(culture, disclosure, FigureIds.Energy)}, at the suppliers' facilities");
        if (disclosure[FigureIds.Water].Value is not null)
            Line("Water", $"{DisclosureText.Range(culture, disclosure, FigureIds.Water)}, on site and at power stations");
        Line("Data", Completeness(disclosure, culture));
        Line("Change", Change(disclosure, culture));
        Line("Assumed", Assumed(disclosure));
        var open = Open(disclosure, culture);
        if (disclosure.AllChecksPass)
            terminal.Print(Label("Open"), open);
        else
            terminal.PrintAlarm(Label("Open"), open);
        // a command is copied as a whole
        terminal.PrintWhole(Label("Next") + Next(disclosure, ShellText.Quoted(workspace)));

        void Line(string label, string? text)
        {
            if (text is not null)
                terminal.Print(Label(label), text);
        }
    }

    private static string Label(string label) => $"  {label, -12}  ";

    private static string? Parts(Disclosure disclosure, ReportCulture culture)
    {
        (string Name, FigureId Id)[] parts =
        [
            ("location-based", FigureIds.LocationBased),
            ("embodied", FigureIds.Embodied),
            ("upstream", FigureIds.Upstream),
            ("grid losses", FigureIds.TransmissionLosses),
            ("by spend or suppliers' own figures", FigureIds.Other),
        ];
        var known = parts.Where(part => disclosure[part.Id].Value > 0m).ToList();
        return known.Count == 0
            ? null
            : $"{culture.List(known.Select(part => $"{part.Name} {culture.Number(disclosure[part.Id].Value!.Value)}"))} kgCO2e";
    }

    private static string Completeness(Disclosure disclosure, ReportCulture culture)
    {
        string N(long count) => culture.Number(count, 0);
        var (days, activity) = (disclosure.Inventory.Activity.Coverage, disclosure.Inventory.Activity);
        var accounted = days.Count(day => day.Status is not (DayStatus.Gap or DayStatus.Estimated));
        var unread = activity.Files.Count(file => !file.IsRead);
        var parts = new[]
        {
            days.IsEmpty
                ? null
                : $"{N(accounted)} of {Counted.Of(days.Length, "day")} of "
                    + $"{Counted.Of(activity.Files.DistinctBy(file => file.Source).Count(), "source")}",
            $"{Counted.Of(activity.Rows.Read, "row")} read",
            activity.Rows.Rejected > 0 ? $"{N(activity.Rows.Rejected)} rejected" : null,
            unread > 0 ? $"{Counted.Of(unread, "file")} not read" : null,
            Tier(disclosure, culture),
        };
        return culture.List(parts.OfType<string>());
    }

    /// <summary>The tier of most of the emissions.</summary>
    private static string? Tier(Disclosure disclosure, ReportCulture culture) =>
        Enumerable
            .Range(1, Domain.Inventories.Rate.Tiers)
            .Select(tier => (Tier: tier, Share: disclosure[FigureIds.EmissionsOfTier(tier)].Value))
            .Where(tier => tier.Share > 0m)
            .OrderByDescending(tier => tier.Share)
            .Select(tier => FormattableString.Invariant($"tier {tier.Tier} for {culture.Percent(tier.Share!.Value)} of the emissions"))
            .FirstOrDefault();

    /// <summary>Against the year before; null where that is neither closed nor given.</summary>
    private static string? Change(Disclosure disclosure, ReportCulture culture) =>
        disclosure.Previous?[FigureIds.TotalKilograms] is { } before and not 0m && disclosure[FigureIds.TotalKilograms].Value is { } now
            ? $"{(now >= before ? "+" : "")}{culture.Percent((now / before) - 1m)} against {disclosure.Period.YearBeforeName}"
            : null;

    private static string? Assumed(Disclosure disclosure)
    {
        var assumed = disclosure.Assumed;
        if (!assumed.IsAny)
            return null;
        var parts = new[]
        {
            assumed.IsConfigured ? null : "the name, the sources",
            assumed.IsPeriodChosen ? null : "the period",
            assumed.Precedence.IsEmpty ? null : "which of two exports counts",
            assumed.Drafted.IsEmpty ? null : $"the columns of {Counted.Of(assumed.Drafted.Length, "file")}",
        };
        return $"{string.Join(", ", parts.OfType<string>())}: see the cover";
    }

    private static string Open(Disclosure disclosure, ReportCulture culture)
    {
        var failed = disclosure.Checks.Count(check => !check.Passed);
        var causes = FindingCause.Of(disclosure);
        var (errors, warnings) = (causes.Count(cause => cause.IsError), causes.Count(cause => !cause.IsError));
        var checks =
            failed == 0
                ? $"{Counted.Of(disclosure.Checks.Length, "check passes", "checks pass")}"
                : $"{culture.Number(failed, 0)} of {Counted.Of(disclosure.Checks.Length, "check")} {(failed == 1 ? "fails" : "fail")}";
        return $"{checks}; findings of {Counted.Of(causes.Count, "cause")}: {Counted.Of(errors, "error")}, "
            + $"{Counted.Of(warnings, "warning")}";
    }

    private static string Next(Disclosure disclosure, string workspace) =>
        !disclosure.Assumed.IsConfigured ? $"llmenergy init {workspace}"
        : disclosure.Status == ReportStatus.Draft && disclosure.AllChecksPass
            ? $"llmenergy report {workspace} --period {disclosure.Period.Name} --final"
        : disclosure.Status == ReportStatus.Draft
            ? $"mend what is found, and llmenergy report {workspace} --period {disclosure.Period.Name}"
        : $"llmenergy close {workspace} --period {disclosure.Period.Name}";
}
