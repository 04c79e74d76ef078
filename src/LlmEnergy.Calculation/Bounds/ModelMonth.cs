using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>Tokens of one model in one month of a source, with what they are compared to.</summary>
/// <param name="Requests">Null where a line does not state them.</param>
/// <param name="Cost">In US dollars, or in euros or pounds as they are; null where no cost is stated that can be compared.</param>
internal sealed record ModelMonth(
    string Source,
    string Provider,
    string Model,
    string ModelClass,
    DateOnly Month,
    decimal? Requests,
    decimal Input,
    decimal Output,
    decimal? Cost
)
{
    private static readonly string[] TextClasses = ["XL", "L", "M", "S"];
    private static readonly string[] ComparedAsTheyAre = ["USD", "EUR", "GBP"];

    public decimal Tokens => Input + Output;

    /// <summary>Null where there are no requests to divide by.</summary>
    public decimal? TokensPerRequest => Requests > 0m ? Tokens / Requests : null;

    /// <summary>Null where there is nothing to divide by.</summary>
    public decimal? OutputPerInput => Input > 0m ? Output / Input : null;

    public decimal? CostPerMillion => Cost is { } cost && Tokens > 0m ? cost / Tokens * 1_000_000m : null;

    public override string ToString() => FormattableString.Invariant($"{Described} in {Month:yyyy-MM}");

    public (string Source, string Provider, string Model) Name => (Source, Provider, Model);

    private string Described =>
        Model.Length == 0 ? $"usage of {Provider} that names no model" : $"model '{Excerpt.Cut(Model)}' of {Provider}";

    /// <summary>Text that models read and wrote, in the order of source, model and month; not usage without any output.</summary>
    public static List<ModelMonth> OfText(IEnumerable<InventoryLine> lines) =>
        [.. Grouped(lines.Where(IsText), _ => null).Where(month => month.Output > 0m)];

    /// <summary>Text and embeddings that state what they cost.</summary>
    /// <param name="factors">With the exchange rates of the workspace.</param>
    public static List<ModelMonth> OfPaid(IEnumerable<InventoryLine> lines, FactorPack factors) =>
        [
            .. Grouped(
                lines.Where(line => (IsText(line) || IsEmbedding(line)) && Dollars(line.Activity, factors) is not null),
                line => Dollars(line, factors)
            ),
        ];

    private static IEnumerable<ModelMonth> Grouped(IEnumerable<InventoryLine> lines, Func<ActivityLine, decimal?> cost) =>
        lines
            .GroupBy(line => (line.Activity.Key.Source, line.Activity.Key.Provider, line.Activity.Key.Model, line.Activity.Key.Month))
            .Select(same =>
            {
                var usage = same.Select(line => line.Activity.Usage).ToList();
                return new ModelMonth(
                    same.Key.Source,
                    same.Key.Provider,
                    same.Key.Model,
                    same.First().Model.ModelClass,
                    same.Key.Month,
                    usage.All(part => part.Knows(Known.Requests)) ? usage.Sum(part => (decimal)part.Requests) : null,
                    usage.Sum(part => (decimal)part.Input),
                    usage.Sum(part => (decimal)part.Output),
                    same.Sum(line => cost(line.Activity))
                );
            })
            .OrderBy(month => month.Source, StringComparer.Ordinal)
            .ThenBy(month => month.Provider, StringComparer.Ordinal)
            .ThenBy(month => month.Model, StringComparer.Ordinal)
            .ThenBy(month => month.Month);

    private static bool IsText(InventoryLine line) =>
        TextClasses.Contains(line.Model.ModelClass)
        && line.Activity.Usage is { Images: 0, AudioMilliseconds: 0, Characters: 0 } usage
        && usage.Knows(Known.Input | Known.Output);

    private static bool IsEmbedding(InventoryLine line) => line.Model.ModelClass == "EMB" && line.Activity.Usage.Knows(Known.Input);

    private static decimal? Dollars(ActivityLine line, FactorPack factors)
    {
        if (line.Cost is not { } cost)
            return null;
        if (string.Equals(cost.Currency, "USD", StringComparison.OrdinalIgnoreCase))
            return cost.Amount;
        var rate = Enumerable
            .Range(0, 3)
            .Select(lag => factors.Find(ExchangeId(cost.Currency, line.Key.Month.Year - lag)))
            .FirstOrDefault(found => found is not null);
        if (rate is not null)
            return cost.Amount * rate.Value;
        return ComparedAsTheyAre.Contains(cost.Currency, StringComparer.OrdinalIgnoreCase) ? cost.Amount : null;
    }

    private static string ExchangeId(string currency, int year) =>
        FormattableString.Invariant($"fx-{currency}-usd-{year}").ToLowerInvariant();
}
