using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a file is recognised by: its container, and the columns or the paths that its first records have.</summary>
/// <param name="Containers">Names of the containers it may be read as: a file of one JSON line is lines and a document.</param>
/// <param name="Names">Columns; of JSON, paths from the root with <c>[]</c> after a list, such as <c>data[].results[].model</c>.</param>
public sealed record FileShape(ImmutableArray<string> Containers, ImmutableSortedSet<string> Names)
{
    /// <summary>Paths of lists without an element, of JSON; the empty path is the root.</summary>
    public ImmutableSortedSet<string> EmptyLists { get; init; } = [];

    public static FileShape Of(string container, IEnumerable<string> names) => new([container], [.. names.Where(name => name.Length > 0)]);

    public bool IsTree => Containers.Contains(ContainerNames.Json) || Containers.Contains(ContainerNames.JsonLines);

    public bool MayBe(Mapping mapping) => mapping.Containers.Any(container => Containers.Contains(container));

    /// <summary>Whether there is such a column, or such a path as seen from the rows of the mapping.</summary>
    public bool Has(Mapping mapping, string name) =>
        Names.Contains(PathOf(mapping, name))
        || name == RowsPath.MemberName
        || (IsTree && HasAny(PathOf(mapping, name)))
        || (IsTree && Names.Contains(PathSteps.Dotted(PathOf(mapping, name))))
        || (mapping.Headers is { } headers && NameIn(headers, name) is not null);

    /// <summary>Whether there is such a path, with any name in the place of <c>*</c>.</summary>
    private bool HasAny(string path) =>
        path.Contains(RowsPath.AnyName, StringComparison.Ordinal)
        && Names.Any(name => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(path, name, ignoreCase: false));

    /// <summary>The column that is the same one by the mapping's way to compare names; null: there is none.</summary>
    public string? NameIn(HeaderNames headers, string name)
    {
        var compared = headers.Compared(name);
        return Names.FirstOrDefault(own => headers.Compared(own) == compared);
    }

    /// <summary>From the root, what a mapping asks for as seen from its rows.</summary>
    public string PathOf(Mapping mapping, string name) => IsTree ? FromRoot(mapping.Rows, name) : name;

    /// <summary>
    /// The list on the way to the rows of the mapping that has no element, as on the page of a time without usage; null: none.
    /// </summary>
    public string? EmptyListOf(Mapping mapping) =>
        ListsTo(mapping.Rows)
            .FirstOrDefault(list =>
                EmptyLists.Contains(list) && !Names.Any(name => name.StartsWith(list + "[]", StringComparison.Ordinal))
            );

    /// <summary>
    /// Whether it is a page of that format without rows: what stands beside an empty list tells, an empty place does not.
    /// </summary>
    public bool IsEmptyPage(Mapping mapping)
    {
        if (EmptyListOf(mapping) is not { } list)
            return false;
        var asked = mapping.Detection.All.Select(name => FromRoot(mapping.Rows, name)).Append(mapping.More);
        var telling = asked.Where(name => name.Length > 0 && !name.StartsWith(list, StringComparison.Ordinal)).ToList();
        return telling.Count > 0 && telling.All(Names.Contains);
    }

    /// <summary>Of <c>data[].results[]</c>, <c>data</c> and <c>data[].results</c>; the root where the values are the rows.</summary>
    private static IEnumerable<string> ListsTo(string rows)
    {
        var path = "";
        foreach (var step in RowsPath.StepsOf(rows))
        {
            path += string.Join('.', step);
            yield return path;
            path += RowsPath.IsOfMembers(step) ? "." : "[].";
        }

        if (path.Length == 0)
            yield return path;
    }

    /// <summary>Rows <c>data[].results[]</c> and path <c>../start_time</c> are <c>data[].start_time</c>.</summary>
    private static string FromRoot(string rows, string path)
    {
        var steps = RowsPath.StepsOf(rows);
        var level = steps.Length;
        for (; path.StartsWith("../", StringComparison.Ordinal); path = path[3..])
            level--;
        var names = PathSteps
            .WithoutQuotes(path)
            .Replace(".*", "[]", StringComparison.Ordinal)
            .Replace(".+", "[]", StringComparison.Ordinal);
        return string.Concat(
                steps.Take(Math.Max(level, 0)).Select(step => string.Join('.', step) + (RowsPath.IsOfMembers(step) ? "." : "[]."))
            ) + names;
    }
}
