using System.Globalization;
using LlmEnergy.Reporting.Document;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Where headings and footnotes came to stand, and what leads there; written last, when all places are known.</summary>
internal sealed class Navigation
{
    private readonly List<(Block.Heading Heading, ExplicitDestination Place)> _headings = [];
    private readonly Dictionary<string, ExplicitDestination> _notes = [];
    private readonly List<(string Heading, Action<string> Print)> _pages = [];
    private readonly List<(PdfPageBuilder Page, PdfRectangle Area, string Note)> _references = [];

    public void Add(Block.Heading heading, int page, double height)
    {
        _headings.Add((heading, Place(page, height)));
        _notes.TryAdd(MeasuredText.HeadingMark + heading.Text, Place(page, height));
    }

    public void AddPageOf(string heading, Action<string> print) => _pages.Add((heading, print));

    /// <summary>Prints the pages of headings: after all of them are laid out.</summary>
    public void PrintPages()
    {
        foreach (var (heading, print) in _pages)
            print(_notes.TryGetValue(heading, out var place) ? place.PageNumber.ToString(CultureInfo.InvariantCulture) : "");
    }

    public void AddNote(string note, int page, double height) => _notes[note] = Place(page, height);

    public void AddReference(string note, PdfPageBuilder page, PdfRectangle area) => _references.Add((page, area, note));

    public void WriteTo(PdfDocumentBuilder builder)
    {
        builder.Bookmarks = new(Bookmarks(0, _headings.Count, 0));
        foreach (var (page, area, note) in _references.Where(reference => _notes.ContainsKey(reference.Note)))
            page.AddLink(new LinkAnnotation(new GoToAction(_notes[note]), area, Canvas.NoBorder));
    }

    /// <summary>Headings of a lower level hang below the one before them.</summary>
    private List<BookmarkNode> Bookmarks(int from, int to, int depth)
    {
        var nodes = new List<BookmarkNode>();
        for (int i = from, next; i < to; i = next)
        {
            next = i + 1;
            while (next < to && _headings[next].Heading.Level > _headings[i].Heading.Level)
                next++;
            nodes.Add(new DocumentBookmarkNode(_headings[i].Heading.Text, depth, _headings[i].Place, Bookmarks(i + 1, next, depth + 1)));
        }

        return nodes;
    }

    private static ExplicitDestination Place(int page, double height) =>
        new(page, ExplicitDestinationType.XyzCoordinates, new(PageForm.Left, Math.Round(height, 2)));
}
