using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a file is recognised by: its container, and the columns or the paths that its first records have.</summary>
/// <param name="Containers">Names of the containers it may be read as: a file of one JSON line is lines and a document.</param>
/// <param name="Names">Columns; of JSON, paths from the root with <c>[]</c> after a list, such as <c>data[].results[].model</c>.</param>
public sealed record FileShape(ImmutableArray<string> Containers, ImmutableSortedSet<string> Names)
{
    public static FileShape Of(string container, IEnumerable<string> names) => new([container], [.. names.Where(name => name.Length > 0)]);

    public bool IsTree => Containers.Contains(ContainerNames.Json) || Containers.Contains(ContainerNames.JsonLines);

    public bool MayBe(Mapping mapping) => mapping.Containers.Any(container => Containers.Contains(container));

    /// <summary>Whether there is such a column, or such a path as seen from the rows of the mapping.</summary>
    public bool Has(Mapping mapping, string name) => Names.Contains(IsTree ? FromRoot(mapping.Rows, name) : name);

    /// <summary>Whether there is the first list on the way to the rows of the mapping; true where rows are the values themselves.</summary>
    public bool HasList(Mapping mapping) => !IsTree || RowsPath.StepsOf(mapping.Rows) is not [var first, ..] || Names.Contains(string.Join('.', first));

    /// <summary>Whether the lists on the way to the rows end in an empty one, as on the page of a time without usage; what stands around it has to be there.</summary>
    public bool HasEmptyList(Mapping mapping)
    {
        if (!IsTree || !mapping.Rows.EndsWith("[]", StringComparison.Ordinal)) return false;
        if (RowsPath.StepsOf(mapping.Rows) is [var first, ..] && string.Join('.', first) is var outermost && Names.Contains(outermost) && !Names.Any(name => name.StartsWith(outermost + "[]", StringComparison.Ordinal))) return true;
        var list = mapping.Rows[..^2];
        return Names.Contains(list) && !Names.Any(name => name.StartsWith(list + "[]", StringComparison.Ordinal))
            && mapping.Detection.All.Where(name => name.StartsWith("../", StringComparison.Ordinal)).All(name => Has(mapping, name));
    }

    /// <summary>Rows <c>data[].results[]</c> and path <c>../start_time</c> are <c>data[].start_time</c>.</summary>
    private static string FromRoot(string rows, string path)
    {
        var steps = RowsPath.StepsOf(rows);
        var level = steps.Length;
        for (; path.StartsWith("../", StringComparison.Ordinal); path = path[3..]) level--;
        var names = string.Join('.', path.Split('.')).Replace(".*", "[]", StringComparison.Ordinal);
        return string.Concat(steps.Take(Math.Max(level, 0)).Select(step => string.Join('.', step) + "[].")) + names;
    }
}
