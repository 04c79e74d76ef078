using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>All that a disclosure is made of, to the disclosure: figures, tables, checks and ranked findings. Pure.</summary>
public static class DisclosureStep
{
    public static Disclosure Disclose(DisclosureInputs inputs)
    {
        var (inventory, issues) = (inputs.Inventory, new List<Issue>());
        var positions = new LedgerPositions(inventory);
        var intervals = inputs.Intervals;
        var byModel = ByModel(inventory, positions, intervals);
        var byMonth = ByMonth(inventory, positions, intervals);
        var figures = FigureCatalog.Evaluate(inventory, positions, inputs.Given, intervals, inputs.Accounts?.Figures ?? []);
        ImmutableArray<Check> checks =
        [
            .. CheckCatalog.Evaluate(inventory, byModel, byMonth, inputs.Inputs, inputs.NotCalculatedTolerance),
            .. inputs.Controls.Select(control => control.Check),
        ];
        issues.AddRange(inventory.Activity.Issues);
        issues.AddRange(inventory.Issues);
        issues.AddRange(Overlaps.Find(inventory));
        issues.AddRange(LongContexts.Find(inventory));
        issues.AddRange(GivenFindings.Find(figures, inputs.Given));
        issues.AddRange(CarbonFindings.Find(inputs.Accounts?.CarbonReports ?? []));
        issues.AddRange(inputs.Controls.SelectMany(control => control.Findings));
        var comparatives = new Comparatives(figures, inventory.Activity.Period.Name);
        var (previous, stated) = (comparatives.Of(inputs.Previous), comparatives.Of(inputs.PreviouslyStated));
        var baseYear = comparatives.Of(inputs.BaseYear);
        issues.AddRange(comparatives.Findings);
        var acceptances = inputs.Acceptances.ToLookup(acceptance => IsNamed(acceptance.Of, checks, issues));
        issues.AddRange(acceptances[false].Select(acceptance => Idle(acceptance, inventory.Activity.Period.Name)));
        return new()
        {
            Undertaking = inputs.Undertaking,
            Status = inputs.Status,
            ToolVersion = inputs.ToolVersion,
            RuleSet = inputs.RuleSet,
            IsRuleSetChosen = inputs.IsRuleSetChosen,
            Inventory = inventory,
            Inputs = inputs.Inputs,
            Assumed = inputs.Assumed,
            Given = inputs.Given,
            Figures = figures,
            Intervals = intervals,
            Accounts = inputs.Accounts,
            ClosedModels = inputs.ClosedModels,
            Sensitivities = inputs.Sensitivities,
            Lacking = inputs.Lacking,
            ModelBases = ModelBases.Of(inventory, positions),
            Evidence = inputs.Evidence,
            Bridge = inputs.Bridge,
            ByModel = byModel,
            ByProvider = ByKey(
                inventory,
                line => positions.ProviderKey(line)!.Value,
                line => line.Activity.Key.Provider,
                intervals?.ByProvider
            ),
            ByCostCentre = ByKey(
                inventory,
                line => positions.CostCentreKey(line)!.Value,
                line => line.Activity.Key.CostKey,
                intervals?.ByCostCentre
            ),
            ByMonth = byMonth,
            Impacts = Impacts.Sum(inventory),
            EstimatedDays = Estimated(inventory, positions),
            Methods = inputs.Methods,
            Overrides = inputs.Overrides,
            Previous = previous,
            PreviouslyStated = stated,
            BaseYear = baseYear,
            Targets = inputs.Targets,
            Decision = inputs.Decision,
            Statement = inputs.Statement,
            SignificantChange = inputs.SignificantChange,
            TrueUps = inputs.TrueUps,
            Recalculated = inputs.Recalculated,
            Restatement = inputs.Restates?.By(figures),
            Events = inputs.Events,
            Checks = checks,
            Acceptances = [.. acceptances[true]],
            Issues = Ranked(issues),
        };
    }

    private static bool IsNamed(string name, ImmutableArray<Check> checks, List<Issue> issues) =>
        checks.Any(check => !check.Passed && check.Id == name) || issues.Exists(issue => issue.Code == name);

    private static Issue Idle(Acceptance acceptance, string period) =>
        new(
            acceptance.At,
            "LE2023",
            $"found an acceptance of {acceptance.Of}, which is no failed check and no finding of {period}, "
                + "expected one that is: it accepts nothing"
        );

    private static EstimatedDays? Estimated(Inventory inventory, LedgerPositions positions)
    {
        var coverage = inventory.Activity.Coverage;
        var days = coverage.Count(day => day.Status == DayStatus.Estimated);
        if (days == 0)
            return null;
        var estimated = new Expr.Sum(Ledger.TotalCentral, Condition.AtLeast(Ledger.GapDays, 1m)) { IsZeroWithout = true };
        var share = new Expr.Ratio(estimated, new Expr.Sum(Ledger.TotalCentral)).Value(new(inventory, positions, _ => null));
        return new(days, coverage.Length, share);
    }

    /// <summary>Errors first, then by their share of the emissions, then by place and text.</summary>
    public static ImmutableArray<Issue> Ranked(IEnumerable<Issue> issues) =>
        [
            .. issues
                .OrderByDescending(issue => issue.Severity)
                .ThenByDescending(issue => issue.Share ?? 1m)
                .ThenBy(issue => issue.At.File, StringComparer.Ordinal)
                .ThenBy(issue => issue.At.Line)
                .ThenBy(issue => issue.At.Column)
                .ThenBy(issue => issue.Code, StringComparer.Ordinal)
                .ThenBy(issue => issue.Message, StringComparer.Ordinal),
        ];

    private static ImmutableArray<ModelTotals> ByModel(Inventory inventory, LedgerPositions positions, Intervals? intervals) =>
        [
            .. Grouped(inventory.Lines, line => positions.ModelKey(line)!.Value)
                .Select(group => new ModelTotals(
                    group.Key,
                    group.Lines[0].Activity.Key.Provider,
                    group.Lines[0].Activity.Key.Model,
                    group.Lines[0].Model.Resolved,
                    group.Lines[0].Model.ModelClass,
                    group.Lines.Max(line => line.Rate?.Tier),
                    Totals.Sum(group.Lines) with
                    {
                        Interval = intervals?.ByModel.GetValueOrDefault(group.Key)?.Emissions,
                    }
                )),
        ];

    private static ImmutableArray<KeyTotals> ByKey(
        Inventory inventory,
        Func<InventoryLine, int> key,
        Func<InventoryLine, string> name,
        ImmutableSortedDictionary<int, GroupIntervals>? intervals
    ) =>
        [
            .. Grouped(inventory.Lines, key)
                .Select(group => new KeyTotals(
                    group.Key,
                    name(group.Lines[0]),
                    Totals.Sum(group.Lines) with
                    {
                        Interval = intervals?.GetValueOrDefault(group.Key)?.Emissions,
                    }
                )),
        ];

    private static ImmutableArray<MonthTotals> ByMonth(Inventory inventory, LedgerPositions positions, Intervals? intervals)
    {
        var byMonth = inventory.Lines.ToLookup(line => line.Activity.Key.Month);
        var period = inventory.Activity.Period;
        var months = period == ReportingPeriod.Always ? byMonth.Select(month => month.Key).Order() : Months(period);
        var days = inventory.Activity.Coverage.ToLookup(day => new DateOnly(day.Day.Year, day.Day.Month, 1));
        // a month in which all days are gaps has no usage on record, which is not the same as none
        bool IsUnknown(DateOnly month) =>
            !byMonth.Contains(month) && days.Contains(month) && days[month].All(day => day.Status == DayStatus.Gap);
        return
        [
            .. months.Select(month => new MonthTotals(
                month,
                (IsUnknown(month) ? Totals.Unknown : Totals.Sum([.. byMonth[month]])) with
                {
                    Interval = intervals?.ByMonth.GetValueOrDefault(month)?.Emissions,
                },
                Grouped(byMonth[month], line => positions.ModelKey(line)!.Value)
                    .ToImmutableSortedDictionary(group => group.Key, group => Totals.Sum(group.Lines))
            )),
        ];
    }

    private static IEnumerable<(int Key, List<InventoryLine> Lines)> Grouped(
        IEnumerable<InventoryLine> lines,
        Func<InventoryLine, int> key
    ) => lines.GroupBy(key).OrderBy(group => group.Key).Select(group => (group.Key, group.ToList()));

    private static IEnumerable<DateOnly> Months(ReportingPeriod period)
    {
        for (var month = new DateOnly(period.First.Year, period.First.Month, 1); month <= period.Last; month = month.AddMonths(1))
            yield return month;
    }
}
