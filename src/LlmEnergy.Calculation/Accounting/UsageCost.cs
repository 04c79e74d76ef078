using System.Collections.Immutable;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>What a line of usage cost: as its own export says, else at the prices of prices.csv.</summary>
internal sealed class UsageCost(ImmutableArray<UnitPrice> prices, FactorPack factors)
{
    private const decimal Million = 1_000_000m;
    private const decimal MillisecondsOfMinute = 60_000m;

    /// <summary>Null where a quantity of it has no price that holds for its whole month.</summary>
    public Money? Of(InventoryLine line) =>
        line.Activity.Cost ?? (Prices.IsCostOnly(line.Activity.Usage) || prices.IsEmpty ? null : AtPrices(line));

    /// <remarks>Sum over the quantities of usage x price; cache writes cost input where they have no price of their own.</remarks>
    private Money? AtPrices(InventoryLine line)
    {
        var (usage, key) = (line.Activity.Usage, line.Activity.Key);
        UnitPrice? PriceOf(PricedKind kind) =>
            prices.FirstOrDefault(price =>
                price.Kind == kind
                && price.From <= key.Month
                && key.Month.AddMonths(1).AddDays(-1) <= price.To
                && (price.Provider.Length == 0 || factors.Provider(price.Provider) == factors.Provider(key.Provider))
                && (Same(price.Model, key.Model) || (line.Model.Resolved is { } resolved && Same(price.Model, resolved)))
            );
        var written = PriceOf(PricedKind.CacheWrite) is null ? 0L : usage.CacheWrite;
        (PricedKind Kind, Known Known, decimal Units)[] quantities =
        [
            (PricedKind.Input, Known.Input, (usage.UncachedInput - written) / Million),
            (PricedKind.CachedInput, Known.Cached, usage.Cached / Million),
            (PricedKind.CacheWrite, Known.CacheWrite, written / Million),
            (PricedKind.Output, Known.Output, usage.Output / Million),
            (PricedKind.Image, Known.Images, usage.Images),
            (PricedKind.AudioMinute, Known.Audio, usage.AudioMilliseconds / MillisecondsOfMinute),
        ];
        Money? cost = null;
        foreach (var (kind, known, units) in quantities.Append((PricedKind.Request, Known.Requests, usage.Requests)))
        {
            if (!usage.Knows(known) || units == 0m)
                continue;
            if (PriceOf(kind) is not { } price)
            {
                // most requests are paid by their tokens
                if (kind == PricedKind.Request)
                    continue;
                return null;
            }

            var part = new Money(units * price.Price, price.Currency);
            if (cost is { } sum && sum.Currency != part.Currency)
                return null;
            cost = cost is { } before ? before + part : part;
        }

        return cost;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
