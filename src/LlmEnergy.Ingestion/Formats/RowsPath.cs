using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// Where the rows of a JSON value are, such as <c>data[].results[]</c>, or <c>models.*</c> where they are members of an object, under
/// names that are data.
/// </summary>
public static class RowsPath
{
    /// <summary>In the place of a name: any.</summary>
    public const string AnyName = "*";

    /// <summary>As a column, the name of the member that the row is, or stands in.</summary>
    public const string MemberName = "(name)";

    /// <summary>Whether the values of a step are the members of an object, and not the elements of a list.</summary>
    public static bool IsOfMembers(ImmutableArray<string> step) => step is [.., AnyName];

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
