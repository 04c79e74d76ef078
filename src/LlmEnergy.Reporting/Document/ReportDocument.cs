using System.Collections.Immutable;
using LlmEnergy.Reporting.Theme;
using LlmEnergy.Reporting.Walks;

namespace LlmEnergy.Reporting.Document;

/// <summary>A report before it is rendered: every text chosen, every number formatted, nothing measured.</summary>
public sealed record ReportDocument(DocumentInfo Info, ImmutableArray<Block> Blocks)
{
    /// <summary>The look, which a renderer follows as far as its format can.</summary>
    public ReportTheme Theme { get; init; } = ReportTheme.Default;

    /// <summary>
    /// The page beside it that explains figures, each by the id of <see cref="FiguresWalk.IdOf"/>; empty where there is none.
    /// </summary>
    public string Explained { get; init; } = "";

    /// <summary>Every run of every block, in reading order.</summary>
    public IEnumerable<Run> Runs => Blocks.SelectMany(RunsOf);

    private static IEnumerable<Run> RunsOf(Block block) =>
        block switch
        {
            Block.Headline headline => [headline.Value, .. headline.Range],
            Block.Paragraph paragraph => paragraph.Runs,
            Block.Callout callout => callout.Runs,
            Block.Bullets bullets => bullets.Items.SelectMany(item => item),
            Block.KpiRow row => row.Tiles.SelectMany(tile => tile.Value.Concat(tile.Detail)),
            Block.KeyValues list => list.Entries.SelectMany(entry => entry.Value),
            Block.Table table => table.Rows.Append(table.Total).SelectMany(row => row).SelectMany(cell => cell.Runs),
            Block.Notes notes => notes.Items.SelectMany(item => item),
            _ => [],
        };
}

/// <param name="Language">As in <c>en</c>.</param>
/// <param name="Date">The period's last day: documents do not know the clock.</param>
/// <param name="RunningHead">Stands on every page.</param>
/// <param name="PageLabel">Holds <c>{page}</c> and <c>{pages}</c>.</param>
/// <param name="ContentsLabel">Names the table of contents.</param>
/// <param name="BackLabel">Says that a link leads from a footnote back to the text.</param>
public sealed record DocumentInfo(
    string Title,
    string Author,
    string Language,
    DateOnly Date,
    string RunningHead,
    string PageLabel,
    string ContentsLabel,
    string BackLabel
);
