using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A rule that ignores rows by a column of true and false.</summary>
internal sealed record IgnoreProposal(string Rule, string Value)
{
    /// <summary>What is counted may be 0 and 1 alone.</summary>
    private static readonly ImmutableArray<string> Amounts = ["count", "num", "number", "total", "rate", "code", "tokens", "token"];

    /// <summary>Null where the column is not one of booleans, or its name says nothing of rows that are no usage.</summary>
    public static IgnoreProposal? Of(NamedColumn column)
    {
        if (!column.Column.IsBoolean || column.Column.Booleans is not { } words || column.Words.Any(Amounts.Contains)) return null;
        bool Has(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (column.Words.Contains(name)) return true;
            return false;
        }

        return Has("hit", "cached", "cache") ? new("cache-hit", words.True)
            : Has("failed", "failure", "error", "errored") ? new("failed-request", words.True)
            : Has("success", "succeeded", "successful", "ok") ? new("failed-request", words.False)
            : null;
    }
}
