using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// The columns of a table and members of JSON in them, each as a column of its own: the names that a mapping asks for, in the order in
/// which it does. A name is found as in a header.
/// </summary>
/// <param name="sent">Columns as they would be sent, which findings count.</param>
internal sealed class PushedColumns(TableSchema schema, ImmutableArray<TableColumn> sent) : Columns
{
    private static readonly char[] Marks = ['.', '['];
    private readonly List<PushedColumn> _asked = [];

    public IReadOnlyList<PushedColumn> Asked => _asked;

    public override string this[int ordinal] => _asked[ordinal].Name;

    public override int NumberOf(int ordinal) => _asked[ordinal].Path.Length > 0 ? 0 : sent.IndexOf(_asked[ordinal].Column) + 1;

    public override int OrdinalOf(string name)
    {
        var known = _asked.FindIndex(column => column.Name == name);
        if (known >= 0 || Find(name) is not { } found)
            return known;
        _asked.Add(found);
        return _asked.Count - 1;
    }

    private PushedColumn? Find(string name)
    {
        if (schema.Find(name) is { } whole)
            return new(name, whole, "", []);
        for (var mark = name.LastIndexOfAny(Marks); mark > 0; mark = name.LastIndexOfAny(Marks, mark - 1))
        {
            if (schema.Find(name[..mark]) is not { } column)
                continue;
            var path = name[mark] == '.' ? name[(mark + 1)..] : name[mark..];
            return new(name, column, path, PathSteps.Parse(path));
        }

        return null;
    }
}

/// <param name="Name">As the mapping names it.</param>
/// <param name="Path">Of a member in the column; empty: it is the column.</param>
internal sealed record PushedColumn(string Name, TableColumn Column, string Path, ImmutableArray<PathStep> Steps);
