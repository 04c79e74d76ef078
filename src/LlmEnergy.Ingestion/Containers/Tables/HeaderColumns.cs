using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Tables;

/// <summary>
/// Columns with names: the header of a table. A name such as <c>metadata.team</c> or <c>metadata['team.id']</c> also finds a member of the
/// JSON
/// text in a column <c>metadata</c>.
/// </summary>
internal sealed class HeaderColumns(IReadOnlyList<string> names) : Columns
{
    private readonly Dictionary<string, int> _ordinals = names
        .Select((name, ordinal) => (name, ordinal))
        .Where(column => column.name.Length > 0)
        .ToDictionary(column => column.name, column => column.ordinal, StringComparer.Ordinal);

    private readonly List<string> _members = [];

    /// <summary>Where the name of a column may end, and that of a member begin.</summary>
    private static readonly char[] Marks = ['.', '['];

    /// <summary>Fields that each record must have.</summary>
    public int Count => names.Count;

    /// <summary>Members of JSON text in columns; null where none is asked for.</summary>
    public JsonMembers? Members { get; private set; }

    public override string this[int ordinal] => ordinal < names.Count ? names[ordinal] : _members[ordinal - names.Count];

    public override int OrdinalOf(string name)
    {
        if (_ordinals.TryGetValue(name, out var known))
            return known;
        for (var mark = name.LastIndexOfAny(Marks); mark > 0; mark = name.LastIndexOfAny(Marks, mark - 1))
        {
            if (!_ordinals.TryGetValue(name[..mark], out var column))
                continue;
            Members ??= new(names.Count);
            Members.Add(column, name[mark] == '.' ? name[(mark + 1)..] : name[mark..]);
            _members.Add(name);
            return _ordinals[name] = names.Count + _members.Count - 1;
        }

        return -1;
    }

    /// <summary>The column that a member stands in.</summary>
    public int ColumnOf(int ordinal) => Members!.ColumnOf(ordinal);

    public override int NumberOf(int ordinal) => ordinal < names.Count ? ordinal + 1 : 0;
}
