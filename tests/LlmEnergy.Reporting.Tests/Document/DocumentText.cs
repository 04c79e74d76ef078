using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Tests.Document;

/// <summary>A document as plain text, one paragraph, entry or row a line: for people to read and for golden files to hold.</summary>
internal static class DocumentText
{
    public static string Of(ReportDocument document)
    {
        var text = new StringBuilder();
        foreach (var line in document.Blocks.SelectMany(Lines))
            text.Append(line.TrimEnd()).Append('\n');
        return text.ToString();
    }

    public static string Plain(IEnumerable<Run> runs) => string.Concat(runs.Select(run => run.Plain));

    private static IEnumerable<string> Lines(Block block) =>
        block switch
        {
            Block.Title title => [title.Owner, title.Text, title.Subtitle, string.Join(" | ", title.Stamps)],
            Block.Headline headline => ["", $"{headline.Label}: {headline.Value.Plain} {headline.Unit}", Plain(headline.Range)],
            Block.Heading heading => ["", $"{new string('#', heading.Level)} {heading.Text}"],
            Block.Paragraph paragraph => [Plain(paragraph.Runs)],
            Block.Callout callout => [$"{(callout.IsAlarm ? "!!" : "!")} {Plain(callout.Runs)}"],
            Block.Bullets bullets => bullets.Items.Select(item => "- " + Plain(item)),
            Block.KpiRow row => row.Tiles.Select(tile =>
                $"[{tile.Label}: {Plain(tile.Value)} {tile.Unit}{(tile.Detail.IsEmpty ? "" : $" ({Plain(tile.Detail)})")}]"
            ),
            Block.Meters meters => meters.Items.Select(meter => $"{meter.Label}: {meter.Value}"),
            Block.Contents => [],
            Block.KeyValues list => list.Entries.Select(entry => $"{entry.Key}: {Plain(entry.Value)}"),
            Block.Table table =>
            [
                .. table.Caption.Length > 0 ? [table.Caption] : ImmutableArray<string>.Empty,
                Header(table),
                .. table.Rows.Select(Row),
                .. table.Total.IsEmpty ? ImmutableArray<string>.Empty : [Row(table.Total)],
            ],
            Block.BarChart chart => [$"({chart.Alt})", .. chart.Remark.Length > 0 ? [chart.Remark] : ImmutableArray<string>.Empty],
            Block.Notes notes => notes.Items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"[{i + 1}] {Plain(item)}")),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Header(Block.Table table) =>
        string.Join(
            " | ",
            table.Columns.Select(column =>
                (column.Group.Length > 0 ? $"<{column.Group}> " : "")
                + (column.Unit.Length > 0 ? $"{column.Header} [{column.Unit}]" : column.Header)
            )
        );

    private static string Row(ImmutableArray<Cell> row) =>
        string.Join(" | ", row.Select(cell => Plain(cell.Runs) + (cell.Detail.Length > 0 ? $" ({cell.Detail})" : "")));
}
