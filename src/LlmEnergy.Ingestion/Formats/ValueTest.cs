using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What the value of a column has to be.</summary>
public abstract record ValueTest
{
    /// <summary>Any value but the empty one.</summary>
    public const string Any = "*";

    /// <summary>The file has no such column.</summary>
    public const string NoColumn = "(no column)";

    /// <summary>One of these values exactly. The empty value also holds where there is no such column.</summary>
    public sealed record OneOf(ImmutableArray<string> Values) : ValueTest
    {
        public bool Equals(OneOf? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

        public override int GetHashCode() => Values.Length;
    }

    /// <summary>A number with a decimal point, larger than this.</summary>
    public sealed record Above(decimal Limit) : ValueTest;

    /// <summary>A number with a decimal point, this or smaller.</summary>
    public sealed record AtMost(decimal Limit) : ValueTest;

    /// <summary>A text in which this regular expression is found.</summary>
    public sealed record Matches(string Pattern) : ValueTest;

    /// <summary>A whole number that is the sum of those in these columns; an empty one is 0.</summary>
    public sealed record SumOf(ImmutableArray<string> Columns) : ValueTest
    {
        public bool Equals(SumOf? other) => other is not null && Columns.SequenceEqual(other.Columns, StringComparer.Ordinal);

        public override int GetHashCode() => Columns.Length;
    }

    public sealed record Not(ValueTest Other) : ValueTest;
}
