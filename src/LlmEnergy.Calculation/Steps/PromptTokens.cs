using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Calculation.Steps;

/// <summary>
/// The tokens of prompts whose product states none, by what the undertaking assumes of a prompt: on lines of their own, which are marked as
/// estimated. Prompts that no assumption covers keep their line without tokens, and are an error.
/// </summary>
/// <remarks>tokens = prompts x tokens per prompt, rounded once a line. METHODOLOGY.md, prompts of seats.</remarks>
[Methodology("Prompts of seats")]
public static class PromptTokens
{
    private const string Assumed = "LE4029";
    private const string NotCovered = "LE4030";

    /// <param name="assumptions">No two of them of the same product and month.</param>
    public static Activity Of(Activity activity, ImmutableArray<PromptAssumption> assumptions)
    {
        if (!activity.Lines.Any(PromptAssumption.IsPrompts))
            return activity;
        var covered = activity
            .Lines.Where(PromptAssumption.IsPrompts)
            .Select(line => (Of: assumptions.FirstOrDefault(assumption => assumption.IsOf(line)), Line: line))
            .ToList();
        // what a mean prompt is tells the band, and not how many rows stated none
        var used = covered
            .Where(line => line.Of is not null)
            .GroupBy(line => (line.Of, Key: line.Line.Key with { Band = default, Basis = default, Model = line.Of!.Model }))
            .Select(same => (Of: same.Key.Of!, Line: Estimated(same.Key.Key, [.. same.Select(line => line.Line)], same.Key.Of!)))
            .ToList();
        var open = covered.Where(line => line.Of is null).Select(line => line.Line).ToList();
        ActivityLine[] lines =
        [
            .. activity.Lines.Where(line => !PromptAssumption.IsPrompts(line)),
            .. used.Select(line => line.Line),
            // no method is to take a prompt for a request of any model
            .. open.Select(line => line with { Usage = Usage.None with { Known = Known.Nothing } }),
        ];
        ImmutableArray<AssumedPrompts> prompts =
        [
            .. used.GroupBy(of => of.Of)
                .Select(same => new AssumedPrompts(
                    same.Key,
                    same.Sum(of => of.Line.Usage.Requests),
                    same.Sum(of => of.Line.Usage.Input),
                    same.Sum(of => of.Line.Usage.Output)
                ))
                .OrderBy(of => of.Assumption.Product, StringComparer.Ordinal)
                .ThenBy(of => of.Assumption.From),
        ];
        return activity with
        {
            Lines = [.. lines.OrderBy(line => line.Key, LineKey.Order).Select((line, index) => line with { Number = index + 1 })],
            Prompts = prompts,
            Issues = [.. activity.Issues, .. prompts.Select(Finding), .. open.GroupBy(line => line.Key.Source).Select(Finding)],
        };
    }

    private static ActivityLine Estimated(LineKey key, List<ActivityLine> lines, PromptAssumption assumption)
    {
        var prompts = lines.Sum(line => line.Usage.Requests);
        var usage = Usage.None with
        {
            Requests = prompts,
            Input = Tokens(prompts, assumption.Input),
            Output = Tokens(prompts, assumption.Output),
            Known = Known.Requests | Known.Input | Known.Output,
        };
        var band = prompts > 0 ? ContextBands.Of(usage.Input, prompts) : ContextBand.UpTo10K;
        return lines[0] with
        {
            Key = key with { Band = band, Basis = prompts > 0 ? ContextBasis.BucketMean : ContextBasis.None, IsEstimated = true },
            Rows = lines.Sum(line => line.Rows),
            Usage = usage,
            Moments = band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default,
            Estimate = new(0, assumption.Low, assumption.High) { Assumption = assumption.At.ToString() },
        };
    }

    private static long Tokens(long prompts, decimal each) => (long)decimal.Round(prompts * each, MidpointRounding.AwayFromZero);

    private static Issue Finding(AssumedPrompts assumed)
    {
        var of = assumed.Assumption;
        return new(
            of.At,
            Assumed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"found {Counted.Of(assumed.Prompts, "prompt")} of {of.Product}, whose tokens nobody measured, expected "
            )
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"an export with tokens: {assumed.Input:N0} input and {assumed.Output:N0} output tokens are assumed ("
                )
                + string.Create(CultureInfo.InvariantCulture, $"{of.Input:0.######} and {of.Output:0.######} per prompt of {of.Model}, ")
                + string.Create(CultureInfo.InvariantCulture, $"{of.Low:0.######} to {of.High:0.######} times as many)")
        );
    }

    private static Issue Finding(IGrouping<string, ActivityLine> open)
    {
        var prompts = Counted.Of(open.Sum(line => line.Usage.Requests), "prompt");
        var months = open.Select(line => line.Key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)).Distinct();
        return new(
            new($"source {open.Key}", 0, 0),
            NotCovered,
            $"found {prompts} in {string.Join(", ", months)} without tokens, expected a row of assumptions.csv for these months: "
                + "they are in no figure"
        );
    }
}
