using System.Collections.Immutable;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a format gives, told from its mapping alone; what any variant gives counts.</summary>
/// <param name="Zone">Of its times: an offset, or that they state it.</param>
/// <param name="Gives">Of the quantities and places that a disclosure asks for, in one order for all formats.</param>
public sealed record FormatSummary(
    string Id,
    string Title,
    ImmutableArray<string> Containers,
    Grain Grain,
    string Zone,
    ImmutableArray<string> Gives
)
{
    /// <summary>Classes of a bill that count with a cost and no tokens.</summary>
    public ImmutableArray<string> WithoutTokens { get; init; } = [];

    /// <summary>Rules by which rows are ignored, each with the name that the fates of a file have for it.</summary>
    public ImmutableArray<string> Ignores { get; init; } = [];

    private static readonly ImmutableArray<(string Name, Predicate<Mapping> IsGiven)> Offers =
    [
        ("requests", mapping => Has(mapping, Field.Requests) || mapping.Semantics.Grain == Grain.Request),
        ("input", mapping => Has(mapping, Field.Input) || mapping.Billed is not null),
        ("cached", mapping => Has(mapping, Field.Cached) || mapping.Billed is not null),
        ("cache write", mapping => Has(mapping, Field.CacheWrite) || mapping.Billed is not null),
        ("output", mapping => Has(mapping, Field.Output) || mapping.Billed is not null),
        ("reasoning", mapping => Has(mapping, Field.Reasoning)),
        ("images", mapping => Has(mapping, Field.Images)),
        ("audio", mapping => Has(mapping, Field.AudioSeconds)),
        ("characters", mapping => Has(mapping, Field.Characters)),
        ("region", mapping => Has(mapping, Field.Region) || mapping.Constants.ContainsKey(Field.Region)),
        ("cost", mapping => Has(mapping, Field.Cost)),
        ("identity", mapping => !mapping.Identity.IsEmpty),
    ];

    public static FormatSummary Of(Mapping mapping)
    {
        ImmutableArray<Mapping> ways = [mapping, .. mapping.Variants.Select(variant => variant.Mapping)];
        return new(
            mapping.Id,
            mapping.Title,
            mapping.Containers,
            mapping.Semantics.Grain,
            ZoneOf([.. ways.SelectMany(way => way.Semantics.Times)]),
            [.. Offers.Where(offer => ways.Any(way => offer.IsGiven(way))).Select(offer => offer.Name)]
        )
        {
            WithoutTokens = [.. Classes(ways, ClassFate.CostOnly)],
            Ignores = [.. ways.SelectMany(way => way.Ignore).Select(rule => rule.Name).Concat(Classes(ways, ClassFate.Ignore)).Distinct()],
        };
    }

    private static IEnumerable<string> Classes(IEnumerable<Mapping> ways, ClassFate fate) =>
        ways.Select(way => way.Billed)
            .OfType<BilledQuantity>()
            .SelectMany(billed => billed.Classes)
            .Where(pair => pair.Value == fate)
            .Select(pair => pair.Key)
            .Distinct();

    private static bool Has(Mapping mapping, Field field) => mapping.Fields.ContainsKey(field);

    private static string ZoneOf(ImmutableArray<TimeFormat> times)
    {
        var otherwise = string.Join(
            " or ",
            times.Where(time => !time.AlwaysStatesZone).Select(time => time.Zone).Distinct(StringComparer.Ordinal)
        );
        if (otherwise.Length == 0)
            return "in the time";
        return times.Any(time => time.MayStateZone) ? $"in the time, else {otherwise}" : otherwise;
    }
}
