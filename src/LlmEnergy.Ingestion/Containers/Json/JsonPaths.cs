using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>
/// What is asked for of JSON values. <c>usage.input</c> is a member of a member, of an object or of JSON in a text; <c>../start</c> a
/// member of
/// what the row's list stands in; <c>list.0.x</c> of one element, <c>list.*.x</c> of the last element, or member, that states it;
/// <c>attributes[key]</c> the value of a key in a list of keys and values, or a member whose name holds points, also with quotes.
/// </summary>
internal sealed class JsonPaths : Columns
{
    private const string Up = "../";
    private readonly ImmutableArray<string> _columns;
    private readonly List<string> _names = [];
    private readonly List<List<int>> _ordinals = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public JsonPaths(string rows)
        : this(rows, [], []) { }

    /// <param name="rows">Where rows are, such as <c>data[].results[]</c>; empty: the value is the row.</param>
    /// <param name="columns">Names of columns, where rows are lists of values; empty: rows are objects.</param>
    /// <param name="zip">Lists of a row whose places are rows; none: the row is one.</param>
    public JsonPaths(string rows, ImmutableArray<string> columns, ImmutableArray<string> zip)
    {
        _columns = columns;
        Steps = RowsPath.StepsOf(rows);
        Levels = [.. Enumerable.Range(0, Steps.Length + 1).Select(_ => NewNode())];
        foreach (var _ in Levels)
            _ordinals.Add([]);
        for (var level = 0; level < Steps.Length; level++)
            (RowsPath.IsOfMembers(Steps[level]) ? Steps[level][..^1] : Steps[level]).Aggregate(Levels[level], Along).IsRows = true;
        foreach (var list in zip)
        {
            OrdinalOf(list);
            PathSteps.Parse(list).Aggregate(Levels[^1], Below).Zip = Zipped++;
        }
    }

    /// <summary>The lists on the way from the root to the rows, each as the names that lead to it.</summary>
    public ImmutableArray<ImmutableArray<string>> Steps { get; }

    /// <summary>What is asked for of the root, of an element of the first list, and so on; the last is that of the row.</summary>
    public ImmutableArray<JsonNode> Levels { get; }

    public int Nodes { get; private set; }

    /// <summary>Lists of a row whose places are rows.</summary>
    public int Zipped { get; private set; }

    /// <summary>Ordinal of the name of the member that a row is, or stands in; -1 where nobody asks for it.</summary>
    public int MemberName { get; private set; } = -1;

    /// <summary>Whether some values are sums over the elements of a list.</summary>
    public bool HasAdded { get; private set; }

    /// <summary>Whether rows are lists of values.</summary>
    public bool IsTable => !_columns.IsEmpty;

    /// <summary>How many values there are.</summary>
    public int Values => _names.Count;

    public override string this[int ordinal] => _names[ordinal];

    public ReadOnlySpan<int> OrdinalsOf(int level) => CollectionsMarshal.AsSpan(_ordinals[level]);

    public override int NumberOf(int ordinal) => 0;

    /// <summary>Whatever is asked for may come; -1 only where it is above the root, or a table has no such column.</summary>
    public override int OrdinalOf(string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        var (level, path) = (Steps.Length, name);
        for (; path.StartsWith(Up, StringComparison.Ordinal); path = path[Up.Length..])
            level--;
        if (level < 0)
            return -1;
        if (path == RowsPath.MemberName)
        {
            MemberName = _known[name] = _names.Count;
            _names.Add(name);
            return MemberName;
        }

        if (IsTable && level == Steps.Length)
        {
            if (_columns.IndexOf(path) is < 0)
                return -1;
            path = _columns.IndexOf(path).ToString(CultureInfo.InvariantCulture);
        }

        var ordinal = _known[name] = _names.Count;
        _names.Add(name);
        _ordinals[level].Add(ordinal);
        Place(Levels[level], path, ordinal);
        return ordinal;
    }

    private void Place(JsonNode top, string path, int ordinal)
    {
        var steps = PathSteps.Parse(path);
        var above = steps[..^1].Aggregate(top, Below);
        // a list of keys and values states it under its key, an object under its name
        if (steps[^1].IsBracketed)
            above.Attributes.Add((Encoding.UTF8.GetBytes(steps[^1].Name), ordinal));
        var node = Below(above, steps[^1]);
        node.Ordinal = ordinal;
        node.IsAdded = steps.Any(step => step.IsAllAdded);
        HasAdded |= node.IsAdded;
        // a name may hold points itself
        if (steps.Length > 1 && steps.All(step => !step.IsBracketed))
            Member(top, path).Ordinal = ordinal;
    }

    private JsonNode Below(JsonNode from, PathStep step)
    {
        var name = step.Name;
        if (step.IsAny || step.IsAllAdded)
            return from.Each ??= NewNode();
        if (!step.IsBracketed && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            if (from.Elements.FirstOrDefault(element => element.Index == index).Node is { } element)
                return element;
            from.Elements.Add((index, NewNode()));
            return from.Elements[^1].Node;
        }

        return Member(from, name);
    }

    private JsonNode Along(JsonNode from, string name) => name == RowsPath.AnyName ? from.Each ??= NewNode() : Member(from, name);

    private JsonNode Member(JsonNode from, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        if (from.Members.FirstOrDefault(member => member.Name.AsSpan().SequenceEqual(utf8)).Node is { } known)
            return known;
        from.Members.Add((utf8, NewNode()));
        return from.Members[^1].Node;
    }

    private JsonNode NewNode() => new(Nodes++);
}
