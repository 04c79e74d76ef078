using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// What a restatement changes, what comparatives are by another method, and what closed quarters have become in a longer period.
/// </summary>
internal static class VersionsSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture, RuleSet rules)
    {
        if (disclosure.Restatement is { } restatement)
        {
            yield return new Block.Heading(1, culture.Text("restatement.heading"));
            yield return new Block.Paragraph(
                culture.Runs(
                    restatement.IsError ? "restatement.error" : "restatement.estimate",
                    ("of", new Run.Text(restatement.Of, IsStrong: true)),
                    ("explanation", new Run.Text(restatement.Explanation)),
                    ("reference", rules.Reference(restatement.IsError ? "errors" : "changes", culture))
                )
            );
            if (!restatement.Methods.IsEmpty && !restatement.Methods.SequenceEqual(disclosure.Inventory.Methods))
                yield return new Block.Paragraph(
                    culture.Runs(
                        "restatement.methods",
                        ("of", new Run.Text(restatement.Of)),
                        ("before", new Run.Text(culture.List(restatement.Methods))),
                        ("now", new Run.Text(culture.List(disclosure.Inventory.Methods)))
                    )
                );
            yield return Changes(restatement.Figures, "restatement.previous", "restatement.current", culture);
            yield return new Block.Paragraph(
                culture.Runs(
                    restatement.ExceedsThreshold ? "restatement.exceeds" : "restatement.within",
                    ("threshold", new Run.Text(culture.Percent(restatement.Threshold)))
                )
            );
        }

        foreach (var block in disclosure.Recalculated.SelectMany(earlier => Recalculated(earlier, culture, rules)))
            yield return block;
        if (disclosure.TrueUps.IsEmpty)
            yield break;
        yield return new Block.Heading(1, culture.Text("trueups.heading"));
        yield return new Block.Paragraph(culture.Runs("trueups.intro"));
        yield return TrueUps(disclosure.TrueUps, culture);
    }

    private static IEnumerable<Block> Recalculated(RecalculatedComparative earlier, ReportCulture culture, RuleSet rules)
    {
        yield return new Block.Heading(1, culture.Text("recalculated.heading", ("period", earlier.Period)));
        yield return new Block.Paragraph(
            culture.Runs(
                earlier.WhyNot switch
                {
                    NotRecalculated.SuppliersFigures => "recalculated.suppliersFigures",
                    NotRecalculated.LacksFactors => "recalculated.lacksFactors",
                    _ => "recalculated.intro",
                },
                ("version", new Run.Text(earlier.Version, IsStrong: true)),
                ("methods", new Run.Text(culture.List(earlier.Methods))),
                ("reference", rules.Reference("changes", culture))
            )
        );
        if (earlier.WhyNot is null)
            yield return Changes(earlier.Figures, "recalculated.stated", "recalculated.now", culture);
    }

    private static Block.Table Changes(ImmutableArray<RestatedFigure> figures, string before, string after, ReportCulture culture)
    {
        string Number(RestatedFigure figure, decimal? value) =>
            value is not { } number ? culture.Text("value.notCalculated")
            : figure.Unit == Unit.Count || figure.Unit == Unit.Tokens ? culture.Number(number, 0)
            : culture.Number(number);
        Column Right(string key) => new(culture.Text(key), "", Alignment.Right);
        return new(
            "",
            [
                new(culture.Text("restatement.figure"), "", Alignment.Left),
                Right(before),
                Right(after),
                Right("restatement.difference"),
                Right("restatement.relative"),
            ],
            [
                .. figures.Select(figure =>
                    ImmutableArray.Create(
                        Cell.Of(culture.LabelOf(figure.Id, figure.Label), culture.SymbolOf(figure.Unit)),
                        Cell.Of(Number(figure, figure.Previous)),
                        Cell.Of(Number(figure, figure.Current)),
                        Cell.Of(Number(figure, figure.Difference)),
                        Cell.Of(figure.Relative is { } share ? culture.Percent(share) : culture.Text("value.notCalculated"))
                    )
                ),
            ],
            []
        );
    }

    private static Block.Table TrueUps(ImmutableArray<TrueUp> quarters, ReportCulture culture)
    {
        var decimals = ReportCulture.DecimalsFor(quarters.Select(quarter => (decimal?)quarter.Closed));
        Column Kilograms(string key) => new(culture.Text(key), Unit.KilogramsCo2e.Symbol, Alignment.Right);
        return new(
            "",
            [
                new(culture.Text("trueups.quarter"), "", Alignment.Left),
                Kilograms("trueups.closed"),
                Kilograms("trueups.now"),
                Kilograms("trueups.difference"),
                Kilograms("trueups.factors"),
                Kilograms("trueups.usage"),
            ],
            [
                .. quarters.Select(quarter =>
                    new[] { quarter.Closed, quarter.Recalculated, quarter.Difference, quarter.OfFactors, quarter.OfUsage }
                        .Select(kilograms => Cell.Of(culture.Calculated(kilograms, decimals)))
                        .Prepend(Cell.Of(quarter.Period))
                        .ToImmutableArray()
                ),
            ],
            []
        );
    }
}
