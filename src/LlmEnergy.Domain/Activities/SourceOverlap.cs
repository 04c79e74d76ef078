using System.Collections.Immutable;

namespace LlmEnergy.Domain.Activities;

/// <summary>Usage that seems to stand twice: what two sources, or two kinds of export in one, state of the same days and models.</summary>
/// <param name="One">Of the part that would not have to count: the one that states less.</param>
/// <param name="Days">On which both state nearly the same.</param>
/// <param name="Models">As <paramref name="One"/> writes them.</param>
/// <param name="Tokens">Input and output of <paramref name="One"/> on those days; prompts, where there is a <see cref="Product"/>.</param>
/// <param name="Share">Of all its tokens, 0 to 1; of its request ids, where those told.</param>
/// <param name="ByIds">Whether equal request ids told, and not equal numbers.</param>
public sealed record SourceOverlap(
    TrafficPart One,
    TrafficPart Other,
    DateOnly First,
    DateOnly Last,
    int Days,
    ImmutableSortedSet<string> Models,
    decimal Tokens,
    decimal Share,
    bool ByIds
)
{
    /// <summary>
    /// Product of which <see cref="One"/> counts prompts and <see cref="Other"/> states tokens, which are those of the same prompts; null
    /// where numbers or ids told.
    /// </summary>
    public string? Product { get; init; }
}

/// <summary>Usage of one source, kind of export and account.</summary>
public sealed record TrafficPart(string Source, string Format, string Account)
{
    public override string ToString() => $"{Source} ({Format}{(Account.Length > 0 ? ", account " + Account : "")})";
}
