using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A rule that ignores rows by a column of true and false.</summary>
internal sealed record IgnoreProposal(string Name, string Value)
{
    /// <summary>Names of columns of 0 and 1 that are no counts have no other words.</summary>
    private static readonly ImmutableArray<string> Flags =
    [
        "is",
        "was",
        "has",
        "from",
        "cache",
        "hit",
        "cached",
        "failed",
        "failure",
        "error",
        "success",
        "ok",
    ];

    /// <summary>Null where the column holds no booleans, its name says nothing of rows that are no usage, or it says it of all.</summary>
    public static IgnoreProposal? Propose(NamedColumn column)
    {
        if (!column.Column.IsBoolean || column.Column.Booleans is not { } words)
            return null;
        if (column.Column.IsCount && !column.Words.All(Flags.Contains))
            return null;
        var name = column.Words;
        var isCached = name.Any(word => word is "hit" or "cached") || (name.Contains("from") && name.Contains("cache"));
        var isFailed = name.Any(word => word is "failed" or "failure" or "error" or "errored");
        var isDone = name.Any(word => word is "success" or "succeeded" or "successful" or "ok");
        var ignored = isDone ? column.Column.Stated - column.Column.Trues : column.Column.Trues;
        if (ignored == column.Column.Stated || !(isCached || isFailed || isDone))
            return null;
        return new(isCached ? "cache-hit" : "failed-request", isDone ? words.False : words.True);
    }
}
