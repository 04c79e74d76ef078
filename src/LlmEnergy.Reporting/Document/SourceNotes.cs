using System.Collections.Immutable;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>The sources that a report cites, numbered in order of first use.</summary>
internal sealed class SourceNotes(ReportCulture culture)
{
    private readonly List<Citation> _sources = [];

    public Run Cite(Citation source)
    {
        var position = _sources.FindIndex(known => known.Id == source.Id);
        if (position < 0)
        {
            position = _sources.Count;
            _sources.Add(source);
        }

        return new Run.Note(position + 1, source);
    }

    public IEnumerable<Block> Section() =>
        _sources.Count == 0 ? [] : [new Block.Heading(1, culture.Text("sources.heading")), new Block.Notes([.. _sources.Select(Footnote)])];

    private ImmutableArray<Run> Footnote(Citation source) =>
        [
            .. culture.Runs(
                "sources.note",
                ("title", new Run.Text(source.Title, IsStrong: true)),
                ("publisher", new Run.Text(source.Publisher)),
                ("year", new Run.Text(culture.Year(source.Year))),
                ("licence", new Run.Text(source.Licence))
            ),
            .. source.Attribution.Length > 0 ? culture.Runs("sources.attribution", ("attribution", new Run.Text(source.Attribution))) : [],
            .. source
                .Url.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(url => IsOfWeb(url) ? [new Run.Text(" "), new Run.Link(url)] : Own(url)),
        ];

    private static bool IsOfWeb(string url) => url.StartsWith("http", StringComparison.Ordinal);

    /// <summary>What this project derived has its studies and values in the document that the anchor leads to.</summary>
    private ImmutableArray<Run> Own(string path) =>
        path.Split('#') is [_, var anchor] ? culture.Runs("sources.own", ("heading", new Run.Text(anchor.Replace('-', ' ')))) : [];
}
