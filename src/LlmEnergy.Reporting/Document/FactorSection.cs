using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>Every factor that the run used, each with its source and its footnote, on one page across at the end of the report.</summary>
internal static class FactorSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, SourceNotes notes, RuleSet rules)
    {
        var factors = disclosure.Inventory.Factors;
        if (factors.IsEmpty)
            yield break;
        yield return new Block.Heading(1, culture.Text("factors.heading"), IsWide: true);
        if (factors.Any(use => use.LagYears > 0))
            yield return new Block.Paragraph(culture.Runs("factors.periods", ("reference", rules.Reference("reporting_dates", culture))));
        yield return new Block.Bullets([.. Remarks(disclosure, culture), culture.Runs("factors.more")]);
        var calculating = Calculating(disclosure.Inventory);
        yield return Table("", factors.Where(use => calculating.Contains(use.Factor.Id)), culture, notes);
        if (factors.Any(use => !calculating.Contains(use.Factor.Id)))
            yield return Table(culture.Text("factors.beside"), factors.Where(use => !calculating.Contains(use.Factor.Id)), culture, notes);
        if (!disclosure.Overrides.IsEmpty)
            yield return Overrides(disclosure.Overrides, culture);
    }

    /// <summary>Ids of what some number of the disclosure rests on: an official value stands beside where another one calculates.</summary>
    private static HashSet<string> Calculating(Inventory inventory) =>
        inventory
            .Rates.SelectMany(rate => rate.Factors)
            .Concat(
                inventory.Places.SelectMany(place =>
                    place.Grid.Official is { } official && official != place.Grid.Factor
                        ? place.Factors.Where(use => use != official)
                        : place.Factors
                )
            )
            .Select(use => use.Factor.Id)
            .ToHashSet(StringComparer.Ordinal);

    private static Block.Table Table(string caption, IEnumerable<FactorUse> factors, ReportCulture culture, SourceNotes notes)
    {
        return new(
            caption,
            [
                Text("factors.factor"),
                new(culture.Text("factors.value"), "", Alignment.Right),
                Text("factors.unit"),
                new(culture.Text("factors.range"), "", Alignment.Right),
                Text("factors.valid"),
                Text("factors.status"),
                Text("factors.note"),
            ],
            [.. factors.Select(use => Row(use, culture, notes))],
            []
        );

        Column Text(string key) => new(culture.Text(key), "", Alignment.Left);
    }

    /// <summary>Old, new, and what the change does to the total.</summary>
    private static Block.Table Overrides(ImmutableArray<OverrideEffect> overrides, ReportCulture culture)
    {
        var decimals = ReportCulture.DecimalsFor(
            overrides.Select(change => change.KilogramsCo2e is { } effect ? Math.Abs(effect) : (decimal?)null)
        );
        return new(
            culture.Text("overrides.heading"),
            [
                new(culture.Text("factors.factor"), "", Alignment.Left),
                new(culture.Text("overrides.old"), "", Alignment.Right),
                new(culture.Text("overrides.new"), "", Alignment.Right),
                new(culture.Text("overrides.effect"), Unit.KilogramsCo2e.Symbol, Alignment.Right),
                new(culture.Text("overrides.reason"), "", Alignment.Left),
            ],
            [
                .. overrides.Select(change =>
                    ImmutableArray.Create(
                        Cell.Of(culture.NameOf(change.Factor), culture.SymbolOf(change.Factor.Unit)),
                        Cell.Of(culture.AsPublished(change.Replaced.Value)),
                        Cell.Of(culture.AsPublished(change.Factor.Value)),
                        Cell.Of(change.IsUsed ? culture.Calculated(change.KilogramsCo2e, decimals) : culture.Text("overrides.unused")),
                        Cell.Of(change.Reason, culture.Text("overrides.by", ("author", change.Author), ("date", culture.Date(change.Date))))
                    )
                ),
            ],
            []
        );
    }

    /// <summary>What part of the emissions rests on factors that are old, provisional or read from a copy.</summary>
    private static IEnumerable<ImmutableArray<Run>> Remarks(Disclosure disclosure, ReportCulture culture)
    {
        (string Key, Func<FactorUse, bool> IsSuch)[] kinds =
        [
            ("factors.lagging", use => use.LagYears > 0),
            ("factors.provisional", use => use.Factor.Status == FactorStatus.Provisional),
            ("factors.transcribed", use => use.Factor.Status == FactorStatus.Transcribed),
        ];
        foreach (var (key, isSuch) in kinds)
        {
            if (EmissionsShare.Of(disclosure, line => FactorsOf(line).Any(isSuch)) is { } share and > 0m)
                yield return culture.Runs(key, ("share", new Run.Text(culture.PercentOfAll(share))));
        }
    }

    /// <summary>Those that its emissions rest on.</summary>
    private static IEnumerable<FactorUse> FactorsOf(InventoryLine line) =>
        (line.Rate?.Factors ?? []).Concat(
            new[] { line.Place?.Grid.Factor, line.Place?.Upstream, line.Place?.TransmissionLosses }.OfType<FactorUse>()
        );

    private static ImmutableArray<Cell> Row(FactorUse use, ReportCulture culture, SourceNotes notes)
    {
        var factor = use.Factor;
        return
        [
            Cell.Of(culture.NameOf(factor)),
            Cell.Of(culture.AsPublished(factor.Value)),
            Cell.Of(culture.SymbolOf(factor.Unit)),
            Cell.Of(
                factor is { Low: { } low, High: { } high }
                    ? culture.Text("value.range", ("low", culture.AsPublished(low)), ("high", culture.AsPublished(high)))
                    : culture.Text("factors.noRange")
            ),
            // a factor that holds for many years says nothing of the year of its evidence: then that of its source is known at best
            Cell.Of(
                factor.ValidFrom.Year == factor.ValidTo.Year
                    ? culture.Year(factor.ValidFrom.Year)
                    : culture.Text("factors.yearOfSource", ("year", culture.Year(use.Source.Year)))
            ),
            Cell.Of(
                culture.Text(
                    factor.Status switch
                    {
                        FactorStatus.Primary => "factors.primary",
                        FactorStatus.Transcribed => "factors.transcribedStatus",
                        FactorStatus.Derived => "factors.derived",
                        _ => "factors.provisionalStatus",
                    }
                )
            ),
            new([new Run.Text(use.Source.Publisher + " "), notes.Cite(use.Source)]),
        ];
    }
}
