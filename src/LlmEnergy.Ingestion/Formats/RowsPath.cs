using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Where the rows of a JSON value are, such as <c>data[].results[]</c>.</summary>
public static class RowsPath
{
    /// <summary>
    /// The lists on the way from the root to the rows, each as the names that lead to it; none where the value is the row.
    /// </summary>
    public static ImmutableArray<ImmutableArray<string>> StepsOf(string rows) =>
        rows.Length == 0
            ? []
            :
            [
                .. rows.Split("[]", StringSplitOptions.RemoveEmptyEntries)
                    .Select(step => step.Trim('.').Split('.', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray()),
            ];
}
