using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// Names of a file as its rows see them: of a table as they are, of JSON with <c>../</c> for what stands above the list of the rows.
/// </summary>
/// <param name="Rows">Where the rows are, such as <c>data[].results[]</c>; empty for a table and for a root that is the row.</param>
internal sealed record RowNames(string Rows, bool IsTree)
{
    private const string Element = "[].";

    /// <summary>The lists of objects that there are; empty for the root.</summary>
    public static IEnumerable<string> ListsOf(FileSample sample) =>
        sample.Shape.IsTree ? sample.Columns.Select(column => ListOf(column.Name)).Append("").Distinct(StringComparer.Ordinal) : [""];

    public static int DepthOf(string rows) => RowsPath.StepsOf(rows).Length;

    /// <summary>Null where the rows do not see it, or no path can say it.</summary>
    public string? NameOf(SampledColumn column)
    {
        if (!IsTree)
            return !column.IsInText || IsPath(column.Name) ? column.Name : null;
        var list = ListOf(column.Name);
        var path = list.Length == 0 ? column.Name : column.Name[(list.Length + 1)..];
        if (path.Length == 0 || !IsPath(path))
            return null;
        if (list == Rows)
            return path;
        var isAbove = list.Length == 0 || (Rows + ".").StartsWith(list + ".", StringComparison.Ordinal);
        return isAbove ? string.Concat(Enumerable.Repeat("../", DepthOf(Rows) - DepthOf(list))) + path : null;
    }

    private static bool IsPath(string name) =>
        !name.AsSpan().ContainsAny('/', '*') && name.Split('.').All(step => step.Length > 0 && !step.All(char.IsAsciiDigit));

    private static string ListOf(string path) =>
        path.LastIndexOf(Element, StringComparison.Ordinal) is >= 0 and var at ? path[..(at + 2)] : "";
}
