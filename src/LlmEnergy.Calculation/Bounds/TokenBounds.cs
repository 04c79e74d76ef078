using LlmEnergy.Domain;
using static System.FormattableString;

namespace LlmEnergy.Calculation.Bounds;

/// <summary>Tokens of a month to its requests, and output to input: what no use of a model gives, or this one never did before.</summary>
internal static class TokenBounds
{
    public const decimal FewestTokens = 10m;
    public const decimal MostTokens = 2_000_000m;
    public const decimal MostOutputPerInput = 50m;
    public const decimal MostInputPerOutput = 1_000m;

    /// <summary>Above this, the output of a whole source is beyond the bound; from 1 on, it is a warning.</summary>
    public const decimal MostOutputOfSource = 10m;

    /// <summary>Fewer requests than this say nothing of a mean.</summary>
    public const decimal FewestRequests = 10m;

    /// <summary>Fewer requests than this in a month say nothing of what a model does every month.</summary>
    public const decimal FewestToCompare = 100m;

    public const decimal Jump = 5m;
    public const decimal SteadyRequests = 2m;

    /// <param name="earlier">Months before them, which are compared with and not judged.</param>
    public static IEnumerable<Issue> Findings(IReadOnlyCollection<ModelMonth> months, IEnumerable<ModelMonth> earlier)
    {
        var before = earlier.Where(month => month.Requests >= FewestToCompare).ToLookup(month => month.Name);
        return
        [
            .. months.SelectMany(Bounds),
            .. months.GroupBy(month => month.Name).SelectMany(ofModel => History(ofModel, [.. before[ofModel.Key]])),
            .. Swapped(months),
        ];
    }

    private static IEnumerable<Issue> Bounds(ModelMonth month)
    {
        if (month.Requests is not { } requests || requests < FewestRequests)
            yield break;
        var size = month.Tokens / requests;
        if (size is < FewestTokens or > MostTokens)
        {
            yield return Plausibility.Finding(
                month.Source,
                "LE4011",
                Invariant($"{month}: found {size:#,0.###} tokens a request ({month.Tokens:#,0} in {requests:#,0}), ")
                    + Invariant($"expected {FewestTokens:0} to {MostTokens:#,0}: look at the columns and the scale that the format reads")
            );
        }

        if (month.Output > MostOutputPerInput * month.Input || month.Output * MostInputPerOutput < month.Input)
        {
            yield return Plausibility.Finding(
                month.Source,
                "LE4011",
                Invariant($"{month}: found {month.Output:#,0} output tokens to {month.Input:#,0} of input, ")
                    + Invariant($"expected between 1 to {MostInputPerOutput:#,0} and {MostOutputPerInput:0} to 1: ")
                    + "look at the columns that the format reads"
            );
        }
    }

    private static IEnumerable<Issue> History(IEnumerable<ModelMonth> ofModel, List<ModelMonth> before)
    {
        foreach (var month in ofModel.Where(month => month.Requests >= FewestToCompare))
        {
            if (before.LastOrDefault() is { } last)
            {
                var isSteady =
                    last.Month.AddMonths(1) == month.Month && IsWithin(month.Requests!.Value / last.Requests!.Value, SteadyRequests);
                if (isSteady && !IsWithin(month.Tokens / last.Tokens, Jump))
                {
                    yield return Plausibility.Finding(
                        month.Source,
                        "LE4012",
                        Invariant($"{month}: found {month.Tokens:#,0} tokens after {last.Tokens:#,0} the month before, ")
                            + Invariant($"with {month.Requests:#,0} requests after {last.Requests:#,0}; ")
                            + Invariant($"expected at most {Jump:0} times as many, or as few")
                    );
                }
                else if (Outside(before, month, of => of.TokensPerRequest) is { } size)
                {
                    yield return Unlike(month, "tokens a request", size);
                }

                if (Outside(before, month, of => of.OutputPerInput) is { } ratio)
                    yield return Unlike(month, "output tokens for one of input", ratio);
            }

            before.Add(month);
        }
    }

    /// <summary>A chat repeats its history as input with every request, so that a source writes less than it reads.</summary>
    private static IEnumerable<Issue> Swapped(IEnumerable<ModelMonth> months)
    {
        foreach (var source in months.Where(month => month.Requests is not null).GroupBy(month => month.Source, StringComparer.Ordinal))
        {
            var (input, output) = (source.Sum(month => month.Input), source.Sum(month => month.Output));
            var requests = source.Sum(month => month.Requests!.Value);
            if (requests < FewestToCompare || output <= input)
                continue;
            if ((input + output) / requests is < FewestTokens or > MostTokens)
                continue;
            yield return Plausibility.Finding(
                source.Key,
                "LE4015",
                Invariant($"found {output:#,0} output tokens and {input:#,0} of input over all text models, ")
                    + "expected less output than input: look whether the format has the two columns swapped",
                output > MostOutputOfSource * input ? Severity.Error : Severity.Warning
            );
        }
    }

    /// <summary>The value, with the least and the greatest of the months before, where it is far outside of them.</summary>
    private static (decimal Found, decimal Least, decimal Most)? Outside(
        List<ModelMonth> before,
        ModelMonth month,
        Func<ModelMonth, decimal?> of
    )
    {
        var (least, most) = (before.Min(of), before.Max(of));
        if (of(month) is not { } found || least is null || most is null)
            return null;
        return found > most * Jump || found * Jump < least ? (found, least.Value, most.Value) : null;
    }

    private static Issue Unlike(ModelMonth month, string what, (decimal Found, decimal Least, decimal Most) value) =>
        Plausibility.Finding(
            month.Source,
            "LE4011",
            Invariant(
                $"{month}: found {value.Found:#,0.###} {what} after {value.Least:#,0.###} to {value.Most:#,0.###} in the months before, "
            ) + Invariant($"expected at most {Jump:0} times as many, or as few"),
            Severity.Warning
        );

    internal static bool IsWithin(decimal ratio, decimal times) => ratio <= times && ratio * times >= 1m;
}
