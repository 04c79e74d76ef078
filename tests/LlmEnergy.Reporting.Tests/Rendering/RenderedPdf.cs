using System.Text.RegularExpressions;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Tests.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Outline;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>A PDF as its readers find it: what pdftotext reads, page by page, and what leads from where to where.</summary>
internal sealed class RenderedPdf(ReportDocument document, byte[] bytes)
{
    private readonly Lazy<string[]> _pages = new(() => ExtractedText.Of(bytes).TrimEnd('\f').Split('\f'));

    public byte[] Bytes => bytes;

    public int Pages => _pages.Value.Length;

    /// <param name="number">From 1.</param>
    public RenderedPage Page(int number) => new(_pages.Value[number - 1]);

    /// <summary>The only page that has the text.</summary>
    public RenderedPage PageWith(string text) => new(_pages.Value.Single(page => page.Contains(text, StringComparison.Ordinal)));

    public void ShowsEveryFigure()
    {
        var text = string.Concat(_pages.Value);
        foreach (var number in document.Runs.OfType<Run.Number>())
            Assert.That(text, Does.Match($@"(?<![\d.,]){Regex.Escape(number.Formatted)}(?![\d])"), number.Figure.Value);
    }

    public void HasNoBlankPage() =>
        Assert.That(_pages.Value.Select(page => page.Count(character => !char.IsWhiteSpace(character))), Has.All.GreaterThan(100));

    /// <summary>In their order; above them may stand the title.</summary>
    public void HasABookmarkForEachHeading()
    {
        using var pdf = PdfDocument.Open(bytes);
        Assert.That(pdf.TryGetBookmarks(out var bookmarks), Is.True);
        var titles = document.Blocks.OfType<Block.Title>().Select(title => title.Text).ToList();
        Assert.That(
            bookmarks!.GetNodes().Select(node => node.Title).Except(titles),
            Is.EqualTo(document.Blocks.OfType<Block.Heading>().Select(heading => heading.Text))
        );
        foreach (var node in bookmarks.GetNodes().OfType<DocumentBookmarkNode>())
            Assert.That(_pages.Value[node.PageNumber - 1], Does.Contain(node.Title));
    }

    /// <summary>Each reference leads to the page of its footnote.</summary>
    public void LeadsFromReferencesToFootnotes(int references)
    {
        using var pdf = PdfDocument.Open(bytes);
        var targets = pdf.GetPages()
            .SelectMany(page => page.GetAnnotations())
            .Select(annotation => annotation.Action)
            .OfType<GoToAction>()
            .Select(action => action.Destination.PageNumber)
            .ToList();
        Assert.That(targets, Has.Count.EqualTo(references).And.All.InRange(1, Pages));
    }
}

/// <summary>The text of a page.</summary>
internal sealed class RenderedPage(string text)
{
    public RenderedPage Shows(params IEnumerable<string> words)
    {
        foreach (var word in words)
            Assert.That(text, Does.Contain(word));
        return this;
    }

    public RenderedPage RepeatsTheHeaderOf(string column)
    {
        Assert.That(text.Split(column), Has.Length.EqualTo(2), $"{column} stands once on the page");
        return Shows(column);
    }

    public RenderedPage DoesNotShow(string word)
    {
        Assert.That(text, Does.Not.Contain(word));
        return this;
    }
}
