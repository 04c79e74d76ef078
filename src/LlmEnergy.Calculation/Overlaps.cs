using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation;

/// <summary>Usage that seems to stand in two exports, with the emissions that would be counted twice.</summary>
[Methodology("Usage that stands twice")]
public static class Overlaps
{
    public const string Code = "LE4010";

    public static ImmutableArray<Issue> Find(Inventory inventory) =>
        [.. inventory.Activity.Overlaps.Select(overlap => Finding(overlap, inventory))];

    /// <summary>Before anything is calculated.</summary>
    public static ImmutableArray<Issue> Find(Activity activity) => [.. activity.Overlaps.Select(overlap => Finding(overlap, null))];

    private static Issue Finding(SourceOverlap overlap, Inventory? inventory)
    {
        var told =
            overlap.Product is { } product ? $"{overlap.One} counts prompts of {product} whose tokens {overlap.Other} states"
            : overlap.ByIds
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{overlap.Share:0.#%} of the request ids of {overlap.One.Source} are in {overlap.Other.Source} too"
                )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{overlap.One} and {overlap.Other} state the same tokens of {Models(overlap)} on {overlap.Days:N0} "
                    + $"{(overlap.Days == 1 ? "day" : "days")}"
            );
        var unit = overlap.Product is null ? "tokens" : "prompts";
        var size = string.Create(
            CultureInfo.InvariantCulture,
            $"{overlap.Tokens:N0} {unit}, {overlap.Share:0.#%} of the former{Emissions(overlap, inventory)}"
        );
        var way =
            overlap.One.Source == overlap.Other.Source
                ? "declare the two kinds of export as two sources, and say in llmenergy.json"
                : "say in llmenergy.json";
        return new(
            new($"source {overlap.One.Source}", 0, 0),
            Code,
            $"found that {told}, from {overlap.First:yyyy-MM-dd} to {overlap.Last:yyyy-MM-dd} ({size}), expected each request once: {way} "
                + (overlap.Product is null ? "which counts (precedence), " : "")
                + "that one is part of the other (partOf), or that they share nothing (disjoint, with the reason)"
        );
    }

    private static string Models(SourceOverlap overlap) =>
        overlap.Models switch
        {
            { Count: 1 } => $"'{overlap.Models[0]}'",
            var many => string.Create(CultureInfo.InvariantCulture, $"{many.Count} models"),
        };

    /// <summary>Of the lines of these models, in proportion to their tokens.</summary>
    private static string Emissions(SourceOverlap overlap, Inventory? inventory)
    {
        if (inventory is null)
            return "";
        var lines = inventory
            .Lines.Where(line => line.Activity.Key.Source == overlap.One.Source && overlap.Models.Contains(line.Activity.Key.Model))
            .ToList();
        var tokens = lines.Sum(line => (decimal)line.Activity.Usage.Input + line.Activity.Usage.Output);
        var kilograms = lines.Sum(Findings.Weight);
        if (tokens == 0m || kilograms == 0m)
            return "";
        var twice = kilograms * Math.Min(overlap.Tokens / tokens, 1m);
        return string.Create(CultureInfo.InvariantCulture, $", about {twice / 1_000m:0.######} tCO2e");
    }
}
