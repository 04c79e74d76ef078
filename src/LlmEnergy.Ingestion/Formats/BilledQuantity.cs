using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Rows of a bill: each sells a quantity of one kind, in a unit of its own.</summary>
/// <param name="Class">What was sold; null where all rows are tokens.</param>
/// <param name="Classes">What becomes of rows of a class; one that is not named is rejected, as one that no table tells.</param>
/// <param name="Quantity">Signed, with decimals, in units.</param>
/// <param name="Unit">How many tokens one is; null: one.</param>
/// <param name="Kind">Field that the quantity is of.</param>
/// <param name="HoldsNone">
/// Whether a kind that a row does not state is 0 in it, as in a bill that sells each kind by rows of its own; else it is unknown.
/// </param>
public sealed record BilledQuantity(
    FieldColumns? Class,
    ImmutableSortedDictionary<string, ClassFate> Classes,
    FieldColumns Quantity,
    FieldColumns? Unit,
    FieldColumns Kind,
    bool HoldsNone
)
{
    /// <summary>By class that is sold without tokens, what has them.</summary>
    public ImmutableSortedDictionary<string, string> Ask { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public MoneyCheck? Check { get; init; }

    /// <summary>Whether a quantity with a part of a unit is a fault: metrics count, and a fraction is a mean.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>What becomes of the rows of a class.</summary>
public enum ClassFate : byte
{
    Reject,

    /// <summary>Counts, with its tokens.</summary>
    Usage,

    /// <summary>Counts, with its cost and no tokens: inference that is sold in another unit.</summary>
    CostOnly,

    /// <summary>Is no inference: ignored by a rule that has the name of the class.</summary>
    Ignore,
}

/// <summary>What a row costs tells whether its quantity is what the unit says.</summary>
/// <param name="Costs">Columns of what the row costs, in any currency.</param>
/// <param name="Prices">Columns of what one unit costs, in the same currencies; empty: the file has none.</param>
/// <param name="Tolerance">Share that cost and quantity x price may differ by.</param>
/// <param name="PerMillion">What a million tokens costs at least and at most.</param>
/// <param name="Printed">Price that the words of the row print, and the tokens that it is for; null: they print none.</param>
public sealed record MoneyCheck(
    ImmutableArray<string> Costs,
    ImmutableArray<string> Prices,
    decimal Tolerance,
    (decimal Least, decimal Most)? PerMillion,
    (string Price, string Per)? Printed
)
{
    /// <summary>Currencies whose prices are of one size: others are not compared with <see cref="PerMillion"/>.</summary>
    public static ImmutableArray<string> Compared { get; } = ["USD", "EUR", "GBP", "CHF"];
}
