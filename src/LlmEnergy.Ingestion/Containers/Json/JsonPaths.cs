using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>
/// What is asked for of JSON values. <c>usage.input</c> is a member of a member, of an object or of JSON in a text; <c>../start</c> a member of
/// what the row's list stands in; <c>list.0.x</c> of one element, <c>list.*.x</c> of the last element that states it;
/// <c>attributes[key]</c> the value of a key in a list of keys and values, or a member of an object whose name holds points.
/// </summary>
internal sealed class JsonPaths : Columns
{
    private const string Up = "../";
    private readonly List<string> _names = [];
    private readonly List<List<int>> _ordinals = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <param name="rows">Where rows are, such as <c>data[].results[]</c>; empty: the value is the row.</param>
    public JsonPaths(string rows)
    {
        Steps = RowsPath.StepsOf(rows);
        Levels = [.. Enumerable.Range(0, Steps.Length + 1).Select(_ => NewNode())];
        foreach (var _ in Levels) _ordinals.Add([]);
        for (var level = 0; level < Steps.Length; level++) Node(Levels[level], Steps[level]).IsRows = true;
    }

    /// <summary>The lists on the way from the root to the rows, each as the names that lead to it.</summary>
    public ImmutableArray<ImmutableArray<string>> Steps { get; }

    /// <summary>What is asked for of the root, of an element of the first list, and so on; the last is that of the row.</summary>
    public ImmutableArray<JsonNode> Levels { get; }

    public int Nodes { get; private set; }

    /// <summary>How many values there are.</summary>
    public int Values => _names.Count;

    public override string this[int ordinal] => _names[ordinal];

    public IReadOnlyList<int> OrdinalsOf(int level) => _ordinals[level];

    public override int NumberOf(int ordinal) => 0;

    /// <summary>Whatever is asked for may come; -1 only where it is above the root.</summary>
    public override int OrdinalOf(string name)
    {
        if (_known.TryGetValue(name, out var known)) return known;
        var (level, path) = (Steps.Length, name);
        for (; path.StartsWith(Up, StringComparison.Ordinal); path = path[Up.Length..]) level--;
        if (level < 0) return -1;
        var ordinal = _known[name] = _names.Count;
        _names.Add(name);
        _ordinals[level].Add(ordinal);
        Place(Levels[level], path, ordinal);
        return ordinal;
    }

    private void Place(JsonNode top, string path, int ordinal)
    {
        if (path.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket && path.IndexOf(']', bracket) is > 0 and var end)
        {
            var (keyed, key, rest) = (Node(top, path[..bracket].Split('.')), path[(bracket + 1)..end], path[(end + 1)..]);
            if (rest.Length == 0) keyed.Attributes.Add((Encoding.UTF8.GetBytes(key), ordinal));
            // a member of that name, whatever points there are in it
            Node(Member(keyed, key), rest.Split('.', StringSplitOptions.RemoveEmptyEntries)).Ordinal = ordinal;
            return;
        }

        Node(top, path.Split('.')).Ordinal = ordinal;
        // a key may hold points itself
        if (path.Contains('.', StringComparison.Ordinal)) Member(top, path).Ordinal = ordinal;
    }

    private JsonNode Node(JsonNode from, IReadOnlyList<string> names)
    {
        foreach (var name in names) from = Below(from, name);
        return from;
    }

    private JsonNode Below(JsonNode from, string name)
    {
        if (name == "*") return from.Each ??= NewNode();
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            if (from.Elements.FirstOrDefault(element => element.Index == index).Node is { } element) return element;
            from.Elements.Add((index, NewNode()));
            return from.Elements[^1].Node;
        }

        return Member(from, name);
    }

    private JsonNode Member(JsonNode from, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        if (from.Member(utf8) is { } member) return member;
        from.Members.Add((utf8, NewNode()));
        return from.Members[^1].Node;
    }

    private JsonNode NewNode() => new(Nodes++);
}
