using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>Writes JSON with a comment above what a person has to look at.</summary>
internal sealed class DraftText
{
    /// <summary>Begins the comment above what a person has to decide.</summary>
    public const string Decide = "decide: ";
    private readonly List<(ImmutableArray<string> Comments, string Text)> _members = [];

    public bool IsEmpty => _members.Count == 0;

    /// <param name="comments">One line each, above the member.</param>
    public DraftText Add(string key, string value, params IEnumerable<string> comments)
    {
        _members.Add(([.. comments], $"{Quote(key)}: {value}"));
        return this;
    }

    /// <summary>Comments alone, where there is nothing to say but what is missing.</summary>
    public DraftText Note(params IEnumerable<string> comments)
    {
        _members.Add(([.. comments], ""));
        return this;
    }

    public string Write(string indent = "")
    {
        var text = new StringBuilder("{\n");
        var last = _members.FindLastIndex(member => member.Text.Length > 0);
        for (var index = 0; index < _members.Count; index++)
        {
            foreach (var comment in _members[index].Comments)
                text.Append(indent).Append("  // ").Append(comment).Append('\n');
            if (_members[index].Text.Length > 0)
                text.Append(indent).Append("  ").Append(_members[index].Text).Append(index < last ? "," : "").Append('\n');
        }

        return text.Append(indent).Append('}').ToString();
    }

    public static string Quote(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    /// <summary>A JSON string of letters and visible ASCII: what could break a line, a comment or a terminal is escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~' || char.IsLetter(character))
                quoted.Append(character);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return quoted.Append('"').ToString();
    }
}
