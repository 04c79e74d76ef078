using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Walks;

/// <summary>A step of a walk from a figure to its rows: what it is, what is said of it, and the steps behind it.</summary>
/// <param name="Title">On one line, with its number.</param>
/// <param name="Facts">Name and value; a name may be empty.</param>
public sealed record WalkNode(string Title, ImmutableArray<(string Name, string Value)> Facts, ImmutableArray<WalkNode> Steps)
{
    public WalkNode(string title, params (string Name, string Value)[] facts)
        : this(title, [.. facts], []) { }

    /// <summary>Open where a reader comes in.</summary>
    public bool IsOpen { get; init; }

    /// <summary>By which links of the page and of others find it; empty for none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Of a step that stands elsewhere on the page: its id; empty where it is the step itself.</summary>
    public string Target { get; init; } = "";

    /// <summary>In lines, two spaces deeper for each step.</summary>
    public IEnumerable<string> Lines(int depth = 0)
    {
        var indent = new string(' ', depth * 2);
        yield return indent + Title;
        foreach (var (name, value) in Facts)
            yield return $"{indent}  {name}{(name.Length > 0 ? ": " : "")}{value}";
        foreach (var line in Steps.SelectMany(step => step.Lines(depth + 1)))
            yield return line;
    }
}
