using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Periods;

namespace LlmEnergy;

/// <summary>
/// What a report says about closed versions: the figures that a restatement changes, and closed quarters inside a longer period.
/// </summary>
internal static class Comparisons
{
    /// <summary>What a new version restates; null where the report is no restatement.</summary>
    public static RestatedVersion? Restates(ReportRequest request, DirectoryInfo periods, decimal threshold) =>
        request.Restates is not { } restates
            ? null
            : new(
                restates.Of.Folder,
                restates.Of.Manifest,
                restates.IsError,
                restates.Explanation,
                threshold,
                RecordedFigures.Read(restates.Of.PathIn(periods))
            )
            {
                Methods = RecordedManifest.Read(restates.Of.PathIn(periods)).Methods,
            };

    /// <summary>Quarters whose months are whole: those of a 52/53-week year cut months, which lines do not tell apart.</summary>
    /// <param name="recalculate">The usage of a closed quarter with the factors and methods of the longer period.</param>
    public static ImmutableArray<TrueUp> TrueUps(
        ReportRequest request,
        Inventory inventory,
        DirectoryInfo periods,
        Func<Activity, Inventory> recalculate
    )
    {
        var trueUps = ImmutableArray.CreateBuilder<TrueUp>();
        foreach (var quarter in request.Quarters)
        {
            var folder = quarter.PathIn(periods);
            var manifest = RecordedManifest.Read(folder);
            if (!IsOfWholeMonths(manifest))
                continue;
            if (RecordedFigures.Read(folder).GetValueOrDefault(FigureIds.TotalKilograms.Value)?.Value is not { } closed)
                continue;
            var now = Total(
                inventory.Lines.Where(line => line.Activity.Key.Month >= manifest.First && line.Activity.Key.Month <= manifest.Last)
            );
            var sameUsage = Total(
                recalculate(new(ReportingPeriod.Spanning(manifest.First, manifest.Last), RecordedActivity.Read(folder), [], [], [])).Lines
            );
            trueUps.Add(new(manifest.Period, closed, now, sameUsage - closed));
        }

        return trueUps.ToImmutable();
    }

    /// <summary>
    /// The year before and the base year, where they were closed by other methods: their usage as it was closed, by those of the report.
    /// </summary>
    /// <param name="inventory">Of the report.</param>
    /// <param name="recalculate">Usage with the factors and methods of the report.</param>
    /// <exception cref="RecordedFileException">A version was changed since the request named it.</exception>
    public static ImmutableArray<RecalculatedComparative> Recalculated(
        ReportRequest request,
        Inventory inventory,
        DirectoryInfo periods,
        Func<Activity, Inventory> recalculate
    ) =>
        [
            .. new[] { request.Comparative, request.BaseYear }
                .OfType<ClosedPeriod>()
                .Distinct()
                .Select(closed => (Closed: closed, Manifest: RecordedManifest.Read(closed.PathIn(periods))))
                .Where(earlier => !earlier.Manifest.Methods.SequenceEqual(inventory.Methods))
                .Select(earlier => Recalculated(earlier.Closed, earlier.Manifest, periods, recalculate)),
        ];

    private static RecalculatedComparative Recalculated(
        ClosedPeriod closed,
        RecordedManifest manifest,
        DirectoryInfo periods,
        Func<Activity, Inventory> recalculate
    )
    {
        var period = ReportingPeriod.Spanning(manifest.First, manifest.Last);
        var activity = new Activity(period, closed.Activity(periods), manifest.Accounts, [], []);
        var (stated, now) = (RecordedRates.Calculate(activity, closed.PathIn(periods), manifest), recalculate(activity));
        var whyNot =
            stated.Rates.Any(rate => rate.CradleToGate is not null && rate.Method == SupplierSpecific.MethodId)
                ? NotRecalculated.SuppliersFigures
            : stated.Lines.Zip(now.Lines).Any(pair => pair.First.Total is not null && pair.Second.Total is null)
                ? NotRecalculated.LacksFactors
            : default(NotRecalculated?);
        return new(
            manifest.Period,
            closed.Folder,
            manifest.Methods,
            whyNot is null ? RestatedVersion.Compared(closed.Figures(periods), now) : [],
            whyNot
        );
    }

    /// <summary>What the closed period before it states, in whole months; nothing where there is none.</summary>
    /// <param name="recalculate">Its usage with the factors and methods of the report.</param>
    /// <exception cref="RecordedFileException">It was changed since the request named it.</exception>
    public static ImmutableArray<InventoryLine> MonthsBefore(
        ReportRequest request,
        DirectoryInfo periods,
        Func<Activity, Inventory> recalculate
    )
    {
        if (request.Previous is not { } previous)
            return [];
        var lines = previous.Activity(periods);
        var manifest = RecordedManifest.Read(previous.PathIn(periods));
        if (!IsOfWholeMonths(manifest))
            return [];
        return recalculate(new(ReportingPeriod.Spanning(manifest.First, manifest.Last), lines, [], [], [])).Lines;
    }

    private static bool IsOfWholeMonths(RecordedManifest manifest) =>
        manifest.First.Day == 1 && manifest.Last.Day == DateTime.DaysInMonth(manifest.Last.Year, manifest.Last.Month);

    private static decimal Total(IEnumerable<InventoryLine> lines) => lines.Sum(line => line.Total?.Central?.KilogramsCo2e ?? 0m);
}
