using LlmEnergy.Domain;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>What a million tokens cost: a price that nobody asks tells of tokens, or amounts, that were read at another scale.</summary>
internal static class CostBounds
{
    public const decimal Least = 0.001m;
    public const decimal Most = 1_000m;

    /// <summary>Of classes M and S, whose dearest models cost a tenth of this.</summary>
    public const decimal MostOfSmall = 100m;

    /// <summary>Less money than this may be rounding.</summary>
    private const decimal LeastAmount = 1m;

    /// <summary>Fewer tokens than this may be rounding.</summary>
    private const decimal FewestTokens = 1_000_000m;

    /// <param name="earlier">Months before them, which are compared with and not judged.</param>
    public static IEnumerable<Issue> Findings(IReadOnlyCollection<ModelMonth> months, IEnumerable<ModelMonth> earlier)
    {
        var before = earlier.ToLookup(month => month.Name);
        return
        [
            .. months.SelectMany(Bounds),
            .. months.GroupBy(month => month.Name).SelectMany(ofModel => Jumps(before[ofModel.Key].TakeLast(1).Concat(ofModel))),
        ];
    }

    private static IEnumerable<Issue> Bounds(ModelMonth month)
    {
        if (month.CostPerMillion is not { } cost)
            yield break;
        var most = month.ModelClass is "M" or "S" ? MostOfSmall : Most;
        var isCheap = month.Cost > 0m && cost < Least && month.Tokens >= FewestTokens;
        if (!isCheap && (cost <= most || month.Cost < LeastAmount))
            yield break;
        yield return Plausibility.Finding(
            month.Source,
            "LE4013",
            Invariant($"{month}: found a cost of {cost:#,0.#########} for a million tokens ({month.Cost:#,0.##} for {month.Tokens:#,0}), ")
                + Invariant($"expected {Least} to {most:#,0} of class {month.ModelClass}: ")
                + "look at the columns and the scale that the format reads"
        );
    }

    private static IEnumerable<Issue> Jumps(IEnumerable<ModelMonth> ofModel)
    {
        var months = ofModel.Where(month => month.Cost >= LeastAmount && month.Tokens > 0m).ToList();
        foreach (var (last, month) in months.Zip(months.Skip(1)))
        {
            var (before, now) = (last.CostPerMillion!.Value, month.CostPerMillion!.Value);
            if (last.Month.AddMonths(1) != month.Month || TokenBounds.IsWithin(now / before, TokenBounds.Jump))
                continue;
            var requests = last.Requests > 0m ? month.Requests / last.Requests : null;
            if (requests is { } ratio && !TokenBounds.IsWithin(ratio, TokenBounds.SteadyRequests))
                continue;
            yield return Plausibility.Finding(
                month.Source,
                "LE4012",
                Invariant($"{month}: found a cost of {now:#,0.######} for a million tokens after {before:#,0.######} the month before, ")
                    + Invariant($"expected at most {TokenBounds.Jump:0} times as much, or as little")
            );
        }
    }
}
