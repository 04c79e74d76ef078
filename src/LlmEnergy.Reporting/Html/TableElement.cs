using System.Collections.Immutable;
using System.Xml.Linq;
using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Html.Xhtml;

namespace LlmEnergy.Reporting.Html;

/// <summary>A table that names its columns and its rows, in a frame of its own that scrolls where the window is narrower.</summary>
internal static class TableElement
{
    /// <param name="heading">The caption of a table without one, for those who do not see where it stands.</param>
    public static XElement Create(Block.Table table, string heading, RunNodes runs)
    {
        var hasCaption = table.Caption.Length > 0;
        var caption = hasCaption ? table.Caption : heading;
        XElement Row(ImmutableArray<Cell> cells, string? kind = null) =>
            Tag(
                "tr",
                kind is null ? null : Class(kind),
                cells.Select((cell, i) => CellElement(cell, table.Columns[i], i == 0 && Names(cell), runs))
            );
        return Tag(
            "div",
            Class("table"),
            Attribute("role", "group"),
            Attribute("tabindex", "0"),
            Attribute("aria-label", caption),
            Tag(
                "table",
                Tag("caption", hasCaption ? null : Class("unseen"), Text(caption)),
                "\n",
                Tag("thead", Groups(table.Columns), Tag("tr", table.Columns.Select(Header))),
                "\n",
                // not in a foot, which print would repeat on every page
                Tag(
                    "tbody",
                    table.Rows.Select(row => new object[] { "\n", Row(row) }),
                    table.Total.IsEmpty ? null : new object[] { "\n", Row(table.Total, "total") }
                )
            )
        );
    }

    /// <summary>What neighbouring columns have in common, in a row above them; null where nothing.</summary>
    private static XElement? Groups(ImmutableArray<Column> columns)
    {
        if (columns.All(column => column.Group.Length == 0))
            return null;
        var row = Tag("tr", Class("groups"));
        for (int first = 0, next; first < columns.Length; first = next)
        {
            var name = columns[first].Group;
            for (next = first + 1; next < columns.Length && columns[next].Group == name; next++) { }

            var span = Attribute("colspan", FormattableString.Invariant($"{next - first}"));
            row.Add(name.Length == 0 ? Tag("td", span) : Tag("th", Attribute("scope", "colgroup"), span, Text(name)));
        }

        return row;
    }

    private static XElement Header(Column column) =>
        Tag(
            "th",
            Attribute("scope", "col"),
            Side(column),
            Text(column.Header),
            column.Unit.Length > 0 ? new object[] { " ", Tag("span", Class("unit"), Text(column.Unit)) } : null
        );

    private static XElement CellElement(Cell cell, Column column, bool namesRow, RunNodes runs) =>
        Tag(
            namesRow ? "th" : "td",
            namesRow ? Attribute("scope", "row") : null,
            Side(column),
            runs.Of(cell.Runs),
            cell.Detail.Length > 0 ? new object[] { " ", Tag("small", Text(cell.Detail)) } : null
        );

    /// <summary>A row that goes on with what the one above names has an empty cell there, which is no heading.</summary>
    private static bool Names(Cell cell) => cell.Detail.Length > 0 || cell.Runs.Any(run => run.Plain.Length > 0);

    private static XAttribute? Side(Column column) => column.Alignment == Alignment.Right ? Class("number") : null;
}
