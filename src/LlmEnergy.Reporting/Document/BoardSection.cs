using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>The report on one page, for those who decide on it. Long names are cut, so that it stays one.</summary>
internal static class BoardSection
{
    private const int Models = 5;
    private const int Findings = 3;
    private const int LongestName = 50;
    private const int LongestSentence = 100;
    private const int LongestBesideFailure = 70;

    public static IEnumerable<Block> Blocks(Disclosure full, ReportCulture culture, FigurePrint print, RuleSet rules)
    {
        var disclosure = full with { Undertaking = Cut(full.Undertaking, LongestName) };
        yield return CoverSection.Title(disclosure, culture, "board.title");
        yield return CoverSection.Headline(disclosure, culture, print, "board.range");
        yield return Short(CoverSection.Checks(disclosure, culture));
        yield return new Block.KeyValues([.. Change(disclosure, culture, print), .. Quality(culture, print)]);
        if (!disclosure.ByModel.IsEmpty)
            yield return Largest(disclosure, culture, print);
        yield return new Block.Heading(2, culture.Text("board.findings"));
        var findings = FindingCause.Of(disclosure).OrderByDescending(Effect).Take(Findings).ToList();
        var longest = disclosure.AllChecksPass ? LongestSentence : LongestBesideFailure; // a failed check takes lines of the page
        if (findings.Count == 0)
            yield return new Block.Paragraph(culture.Runs("findings.none"));
        else
            yield return new Block.Bullets([
                .. findings.Select(cause =>
                    culture.Runs(
                        "board.finding",
                        ("message", new Run.Text(Cut(cause.Sentence(culture), longest))),
                        ("share", new Run.Text(cause.Share is { } share ? culture.Percent(share) : culture.Text("board.unknownShare")))
                    )
                ),
            ]);
        yield return new Block.Heading(2, culture.Text("board.basis"));
        yield return new Block.Paragraph([
            .. culture.Runs("board.rests", ("reference", rules.Reference("estimation", culture))),
            new Run.Text(" "),
            .. culture.Runs("board.hash", ("hash", new Run.Text(ReportCulture.ShortHash(CoverSection.Hash(disclosure, culture))))),
        ]);
    }

    private static IEnumerable<Entry> Change(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        if (disclosure.Previous is { } previous && previous[FigureIds.Total] is { } before)
            yield return Against("board.previous", previous.Period, before);
        else
            yield return new(culture.Text("board.change"), culture.Runs("board.noPrevious"));
        if (!disclosure.Period.IsInterim && disclosure.BaseYear is { } baseYear && baseYear[FigureIds.Total] is { } then)
            yield return Against("board.baseYear", baseYear.Period, then);

        Entry Against(string key, string period, decimal value) =>
            new(
                culture.Text("board.change"),
                culture.Runs(
                    key,
                    ("change", new Run.Text(print.Change(FigureIds.Total, value), IsStrong: true)),
                    ("period", new Run.Text(period)),
                    ("value", new Run.Text(culture.Number(value))),
                    ("unit", new Run.Text(Unit.TonnesCo2e.Symbol))
                )
            );
    }

    /// <summary>Shares of the emissions by tier, and how much rests on estimates.</summary>
    private static IEnumerable<Entry> Quality(ReportCulture culture, FigurePrint print)
    {
        if (print.Value(FigureIds.EstimatedShare) is null)
            yield break;
        yield return new(
            culture.Text("board.estimated"),
            culture.Runs("board.estimatedShare", ("share", print.Of(FigureIds.EstimatedShare)))
        );
        var tiers = Enumerable
            .Range(1, Rate.Tiers)
            .Where(tier => print.Value(FigureIds.EmissionsOfTier(tier)) > 0m)
            .Select(tier =>
                culture.Runs(
                    "board.tier",
                    ("tier", new Run.Text(culture.Number(tier, 0))),
                    ("share", print.Of(FigureIds.EmissionsOfTier(tier)))
                )
            );
        yield return new(
            culture.Text("board.tiers"),
            [.. tiers.SelectMany((tier, i) => i == 0 ? tier : [new Run.Text(culture.List(["", ""])), .. tier])]
        );
    }

    private static Block.Table Largest(Disclosure disclosure, ReportCulture culture, FigurePrint print)
    {
        var total = print.Value(FigureIds.TotalKilograms);
        var models = GlanceSection.Ranked(disclosure).Take(Models).ToList();
        var decimals = ReportCulture.DecimalsFor(models.Select(model => model.Totals.Total?.Central?.KilogramsCo2e).Append(total).Max());
        return new(
            culture.Text("board.models"),
            [
                new(culture.Text("models.model"), "", Alignment.Left),
                new(culture.Text("models.total"), Unit.KilogramsCo2e.Symbol, Alignment.Right),
                new(culture.Text("models.share"), culture.Text("unit.percent"), Alignment.Right),
            ],
            [
                .. models.Select(model =>
                    model.Totals.Total?.Central?.KilogramsCo2e is var kilograms
                        ? ImmutableArray.Create(
                            Cell.Of(Cut(GlanceSection.Named(model.Model, culture), LongestName)),
                            Cell.Of(culture.Calculated(kilograms, decimals)),
                            Cell.Of(culture.Share(kilograms, total))
                        )
                        : []
                ),
            ],
            []
        );
    }

    /// <summary>Share of the emissions; what could not be counted is taken for all of them.</summary>
    private static decimal Effect(FindingCause cause) => cause.Share ?? (cause.IsError ? 1m : 0m);

    /// <summary>Titles are the only part that may be long: they stand out.</summary>
    private static Block.Callout Short(Block.Callout callout)
    {
        static Run Shortened(Run run) =>
            run is Run.Text { IsStrong: true } title ? title with { Value = Cut(title.Value, LongestName) } : run;
        return callout with { Runs = [.. callout.Runs.Select(Shortened)] };
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
