using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What a final report still lacks that only the undertaking can say. What is said is not there.</summary>
internal static class OpenItems
{
    public static IEnumerable<string> Of(Disclosure disclosure, FigurePrint print)
    {
        if (!disclosure.IsRuleSetChosen && RuleSet.IsChoice(disclosure.Period))
            yield return "open.version";
        if (disclosure.Status == ReportStatus.Draft)
            yield break;
        var (statement, ofPeriod) = (disclosure.Statement, disclosure.Statement.Of(disclosure.Period));
        if (disclosure.Decision is null)
            yield return "open.decision";
        if (statement.LegalName is null)
            yield return "open.legalName";
        if (statement.Lei is null)
            yield return "open.lei";
        if (statement.Basis is null)
            yield return "open.basis";
        if (statement.Consolidation is null)
            yield return "open.consolidation";
        if (ofPeriod.ReportDate is null)
            yield return "open.reportDate";
        if (disclosure.BaseYear is not null && statement.BaseYearPolicy is null)
            yield return "open.baseYearPolicy";
        if (statement.PlannedActions is null)
            yield return "open.plannedActions";
        if (ofPeriod.Changes is null && IsChangeSignificant(disclosure, print))
            yield return "open.changes";
        if (ofPeriod.EventsAfter is null)
            yield return "open.eventsAfter";
    }

    public static bool IsChangeSignificant(Disclosure disclosure, FigurePrint print) =>
        disclosure.Previous?[FigureIds.Total] is { } before and not 0m
        && print.Value(FigureIds.Total) is { } now
        && Math.Abs((now / before) - 1m) > disclosure.SignificantChange;
}
