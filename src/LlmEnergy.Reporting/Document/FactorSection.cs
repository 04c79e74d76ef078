using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>Every factor that the run used, each with the footnote of its source.</summary>
internal static class FactorSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, SourceNotes notes, RuleSet rules)
    {
        var factors = disclosure.Inventory.Factors;
        if (factors.IsEmpty)
            yield break;
        yield return new Block.Heading(1, culture.Text("factors.heading"));
        ImmutableArray<ImmutableArray<Run>> remarks =
        [
            .. Remarks(factors)
                .Where(remark => remark.Count > 0)
                .Select(remark =>
                    culture.Runs(
                        remark.Key,
                        ("count", new Run.Text(culture.Number(remark.Count, 0))),
                        ("all", new Run.Text(culture.Number(factors.Length, 0)))
                    )
                ),
        ];
        if (factors.Any(use => use.LagYears > 0))
            yield return new Block.Paragraph(culture.Runs("factors.periods", ("reference", rules.Reference("reporting_dates", culture))));
        if (!remarks.IsEmpty)
            yield return new Block.Bullets(remarks);
        yield return new Block.Table(
            "",
            [
                Text("factors.factor"),
                new(culture.Text("factors.value"), "", Alignment.Right),
                new(culture.Text("factors.range"), "", Alignment.Right),
                Text("factors.place"),
                Text("factors.valid"),
                new(culture.Text("factors.lag"), culture.Text("unit.years"), Alignment.Right),
                Text("factors.status"),
                Text("factors.note"),
            ],
            [.. factors.Select(use => Row(use, culture, notes))],
            []
        );

        if (!disclosure.Overrides.IsEmpty)
            yield return Overrides(disclosure.Overrides, culture);

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
                        Cell.Of(change.Factor.Id, change.Factor.Unit),
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

    private static IEnumerable<(string Key, int Count)> Remarks(ImmutableArray<FactorUse> factors) =>
        [
            ("factors.lagging", factors.Count(use => use.LagYears > 0)),
            ("factors.provisional", factors.Count(use => use.Factor.Status == FactorStatus.Provisional)),
            ("factors.transcribed", factors.Count(use => use.Factor.Status == FactorStatus.Transcribed)),
            ("factors.fallback", factors.Count(use => use.IsFallback)),
        ];

    private static ImmutableArray<Cell> Row(FactorUse use, ReportCulture culture, SourceNotes notes)
    {
        var factor = use.Factor;
        return
        [
            Cell.Of(
                factor.Id,
                use.IsFallback ? culture.Text("factors.detailFallback", ("boundary", factor.Boundary), ("path", use.Path)) : factor.Boundary
            ),
            Cell.Of(culture.AsPublished(factor.Value), factor.Unit),
            Cell.Of(
                factor is { Low: { } low, High: { } high }
                    ? culture.Text("value.range", ("low", culture.AsPublished(low)), ("high", culture.AsPublished(high)))
                    : culture.Text("factors.noRange")
            ),
            Cell.Of(factor.Geography),
            Cell.Of(
                factor.ValidFrom.Year == factor.ValidTo.Year
                    ? culture.Year(factor.ValidFrom.Year)
                    : culture.Text("value.range", ("low", culture.Year(factor.ValidFrom.Year)), ("high", culture.Year(factor.ValidTo.Year)))
            ),
            Cell.Of(culture.Number(use.LagYears, 0)),
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
            new([notes.Cite(use.Source)], factor.Locator),
        ];
    }
}
