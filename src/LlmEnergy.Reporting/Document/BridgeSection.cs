using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Why the total is not that of the year before, by cause; or that this cannot be said.</summary>
internal static class BridgeSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture)
    {
        if (disclosure.Bridge is not { } compared)
        {
            if (disclosure.Previous is { } previous)
                yield return new Block.Paragraph(culture.Runs("bridge.none", ("period", new Run.Text(previous.Period))));
            yield break;
        }

        yield return Chart(compared, disclosure.Period.Name, culture);
        ImmutableArray<ImmutableArray<Run>> sentences = [.. Sentences(compared.Bridge, culture)];
        if (!sentences.IsEmpty)
            yield return new Block.Bullets(sentences);
    }

    public static string Words(BridgeTerm term, ReportCulture culture) =>
        culture.Text($"bridge.{JsonNamingPolicy.CamelCase.ConvertName(term.ToString())}");

    private static IEnumerable<ImmutableArray<Run>> Sentences(Bridge bridge, ReportCulture culture) =>
        bridge.NotableTerms.Select(notable =>
            culture.Runs(
                notable.Share > 0m ? "bridge.raised" : "bridge.lowered",
                ("term", new Run.Text(Words(notable.Term, culture))),
                ("share", new Run.Text(culture.Percent(Math.Abs(notable.Share)))),
                ("model", new Run.Text(GlanceSection.Named(notable.Model, culture)))
            )
        );

    private static Block.BarChart Chart(ComparativeBridge compared, string period, ReportCulture culture)
    {
        var bridge = compared.Bridge;
        var decimals = ReportCulture.DecimalsFor(Math.Max(bridge.Before, bridge.After));
        string Number(decimal kilograms) => culture.Number(kilograms, decimals);
        Bar Total(string label, decimal kilograms) => new(label, [kilograms, null, null], null, null, Number(kilograms));
        var (steps, at) = (ImmutableArray.CreateBuilder<Bar>(), bridge.Before);
        foreach (var term in Bridge.Terms.Where(term => bridge.Of(term) != 0m))
        {
            var moved = bridge.Of(term);
            var text = Number(moved);
            steps.Add(
                new(
                    Words(term, culture),
                    [null, moved > 0m ? moved : null, moved < 0m ? -moved : null],
                    null,
                    null,
                    text[0] is '<' or '>' or '-' ? text : "+" + text
                )
                {
                    From = Math.Min(at, at + moved),
                }
            );
            at += moved;
        }

        ImmutableArray<Bar> bars = [Total(compared.Period, bridge.Before), .. steps, Total(period, bridge.After)];
        var caption = culture.Text("bridge.caption", ("before", compared.Period), ("after", period));
        return new(
            caption,
            culture.Text("chart.alt", ("title", caption), ("bars", culture.List(bars.Select(bar => $"{bar.Label}: {bar.Value}")))),
            Unit.KilogramsCo2e.Symbol,
            [culture.Text("bridge.total"), culture.Text("bridge.rise"), culture.Text("bridge.fall")],
            "",
            string.Join(' ', Remarks(compared, culture)),
            BarScale.Of(bars, culture.Number),
            bars
        );
    }

    private static IEnumerable<string> Remarks(ComparativeBridge compared, ReportCulture culture)
    {
        yield return compared.ClosedVersion.Length > 0
            ? culture.Text("bridge.closed", ("period", compared.Period), ("version", compared.ClosedVersion))
            : culture.Text("bridge.exports", ("period", compared.Period));
        if (!compared.BeginsAtStated)
            yield return culture.Text(
                "bridge.other",
                ("recalculated", culture.Number(compared.Bridge.Before)),
                ("period", compared.Period),
                ("stated", culture.Number(compared.Stated!.Value)),
                ("unit", Unit.KilogramsCo2e.Symbol)
            );
        var (before, after) = compared.Bridge.WithoutTotal;
        if (before + after > 0)
            yield return culture.Text("bridge.without", ("before", culture.Number(before, 0)), ("after", culture.Number(after, 0)));
    }
}
