using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Says which inference of a bill has a cost and no tokens, how much that is, and what has the tokens.</summary>
internal static class SoldWithoutTokens
{
    /// <param name="export">All files of the export that it is a part of: one of them may have all the tokens.</param>
    public static void Say(FileTotals file, IReadOnlyList<FileTotals> export)
    {
        if (file.Mapping.Billed is not { } billed)
            return;
        var lines = file.Lines.Inside.ToList();
        foreach (var sold in lines.GroupBy(line => file.Dimensions[Field.Operation][line.Key.Operation], StringComparer.Ordinal))
        {
            if (billed.Classes.GetValueOrDefault(sold.Key) != ClassFate.CostOnly)
                continue;
            var ask = billed.Ask.GetValueOrDefault(sold.Key, "what states them by another unit, if anything does");
            file.Warn(
                IssueCodes.SoldWithoutTokens,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(sold.Sum(line => line.Totals.Rows), "row")}{Costs(file, sold)} of {sold.Key}, which is sold without tokens, "
                ) + $"expected tokens: they count with their cost alone; ask for {ask}"
            );
        }

        if (lines.Count > 0 && !export.Any(StatesTokens))
            file.Fault(
                IssueCodes.NoUsage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(lines.Sum(line => line.Totals.Rows), "row")} of language models and none with tokens, expected tokens: this "
                ) + "bill alone makes no figure"
            );
    }

    private static bool StatesTokens(FileTotals file) =>
        file.Lines.Inside.Any(line => line.Totals.Usage.Knows(Known.Input) || line.Totals.Usage.Knows(Known.Output));

    private static string Costs(FileTotals file, IEnumerable<(int Number, Rows.RowKey Key, LineTotals Totals)> lines)
    {
        var costs = lines
            .Where(line => line.Totals.HasCost)
            .GroupBy(line => file.Dimensions[Field.Currency][line.Key.Currency], line => line.Totals.Cost, StringComparer.Ordinal)
            .OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => string.Create(CultureInfo.InvariantCulture, $"{currency.Key} {currency.Sum():#,0.##}"))
            .ToList();
        return costs.Count == 0 ? "" : $" ({string.Join(", ", costs)})";
    }
}
