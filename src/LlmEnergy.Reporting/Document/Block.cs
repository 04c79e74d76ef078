using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Document;

/// <summary>The parts of a report, from top to bottom. They say what stands there; the renderer decides how it looks.</summary>
public abstract record Block
{
    private Block() { }

    /// <summary>Opens the report.</summary>
    /// <param name="Stamps">Short words that qualify the whole report, such as draft.</param>
    public sealed record Title(string Owner, string Text, string Subtitle, ImmutableArray<string> Stamps) : Block;

    /// <summary>The one number the report is about.</summary>
    public sealed record Headline(string Label, Run Value, string Unit, ImmutableArray<Run> Range) : Block;

    /// <param name="Level">1 for a section, 2 inside of one.</param>
    public sealed record Heading(int Level, string Text) : Block;

    public sealed record Paragraph(ImmutableArray<Run> Runs) : Block;

    /// <summary>A paragraph that must not be overlooked.</summary>
    public sealed record Callout(bool IsAlarm, ImmutableArray<Run> Runs) : Block;

    public sealed record Bullets(ImmutableArray<ImmutableArray<Run>> Items) : Block;

    public sealed record KpiRow(ImmutableArray<Kpi> Tiles) : Block;

    public sealed record KeyValues(ImmutableArray<Entry> Entries) : Block;

    /// <summary>Its header is repeated on every page that it reaches.</summary>
    /// <param name="Total">Cells of the last row, or empty where columns have no total.</param>
    public sealed record Table(
        string Caption,
        ImmutableArray<Column> Columns,
        ImmutableArray<ImmutableArray<Cell>> Rows,
        ImmutableArray<Cell> Total
    ) : Block;

    /// <summary>Stacked horizontal bars, with the range of their sum.</summary>
    /// <param name="Alt">The chart in words.</param>
    /// <param name="RangeName">What the whiskers are.</param>
    public sealed record BarChart(
        string Caption,
        string Alt,
        string Unit,
        ImmutableArray<string> Series,
        string RangeName,
        ImmutableArray<Bar> Bars
    ) : Block;

    /// <summary>The footnotes, in the order of their positions.</summary>
    public sealed record Notes(ImmutableArray<ImmutableArray<Run>> Items) : Block;
}

/// <param name="Detail">Small print below the value; empty for none.</param>
public sealed record Kpi(string Label, ImmutableArray<Run> Value, string Unit, ImmutableArray<Run> Detail);

public sealed record Entry(string Key, ImmutableArray<Run> Value);

public enum Alignment : byte
{
    Left,
    Right,
}

public sealed record Column(string Header, string Unit, Alignment Alignment);

/// <param name="Detail">Small print below, empty for none.</param>
public sealed record Cell(ImmutableArray<Run> Runs, string Detail = "")
{
    public static Cell Of(string text, string detail = "") => new([new Run.Text(text)], detail);
}

/// <param name="Parts">One length a series; null where it is not known.</param>
/// <param name="Value">What is printed at the bar's end.</param>
public sealed record Bar(string Label, ImmutableArray<decimal?> Parts, decimal? Low, decimal? High, string Value);
