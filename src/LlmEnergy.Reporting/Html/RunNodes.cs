using System.Globalization;
using System.Xml.Linq;
using LlmEnergy.Reporting.Walks;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>Runs as nodes, in document order: references to a footnote are counted, so that it can lead back to each.</summary>
internal sealed class RunNodes(string explained)
{
    private readonly Dictionary<int, int> _references = [];

    public static string NoteId(int position) => FormattableString.Invariant($"note{position}");

    public IEnumerable<XNode> Of(IEnumerable<Run> runs) => [.. runs.Select(Of)];

    /// <summary>Ids of the places that refer to a footnote, with a number for each.</summary>
    public IEnumerable<(string Id, string Name)> ReferencesTo(int position) =>
        Enumerable
            .Range(1, _references.GetValueOrDefault(position))
            .Select(count => (ReferenceId(position, count), count.ToString(CultureInfo.InvariantCulture)));

    private XNode Of(Run run) =>
        run switch
        {
            Run.Text { IsStrong: true } text => Tag("strong", Text(text.Value)),
            Run.Number number => Figure(number),
            Run.Note note => Tag(
                "sup",
                Tag(
                    "a",
                    Attribute("id", Reference(note.Position)),
                    Attribute("href", "#" + NoteId(note.Position)),
                    Attribute("role", "doc-noteref"),
                    run.Plain
                )
            ),
            Run.Link link when Uri.TryCreate(link.Url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" => Tag(
                "a",
                Attribute("href", address.AbsoluteUri),
                Attribute("rel", "external noreferrer"),
                Text(link.Url)
            ),
            _ => Text(run.Plain),
        };

    /// <summary>Leads to what it is made of, where a page says it.</summary>
    private XElement Figure(Run.Number number)
    {
        var figure = Tag("span", Attribute("data-figure", number.Figure.Value), Text(number.Formatted));
        return explained.Length == 0
            ? figure
            : Tag("a", Class("figure"), Attribute("href", $"{explained}#{FiguresWalk.IdOf(number.Figure)}"), figure);
    }

    private string Reference(int position) => ReferenceId(position, _references[position] = _references.GetValueOrDefault(position) + 1);

    private static string ReferenceId(int position, int count) => FormattableString.Invariant($"ref{position}-{count}");
}
