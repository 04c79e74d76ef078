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
    /// <param name="IsWide">Of a section: it stands across, on pages of its own, where a format has pages.</param>
    public sealed record Heading(int Level, string Text, bool IsWide = false) : Block;

    public sealed record Paragraph(ImmutableArray<Run> Runs) : Block;

    /// <summary>A paragraph that must not be overlooked.</summary>
    public sealed record Callout(bool IsAlarm, ImmutableArray<Run> Runs) : Block;

    public sealed record Bullets(ImmutableArray<ImmutableArray<Run>> Items) : Block;

    public sealed record KpiRow(ImmutableArray<Kpi> Tiles) : Block;

    /// <summary>How complete the figure is, each as a bar that is full where nothing is missing.</summary>
    public sealed record Meters(ImmutableArray<Meter> Items) : Block;

    /// <summary>The sections with their pages, where a format has pages; what has links of its own for it leaves it out.</summary>
    public sealed record Contents(string Label) : Block;

    public sealed record KeyValues(ImmutableArray<Entry> Entries) : Block;

    /// <summary>Its header is repeated on every page that it reaches.</summary>
    /// <param name="Total">Cells of the last row, or empty where columns have no total.</param>
    public sealed record Table(
        string Caption,
        ImmutableArray<Column> Columns,
        ImmutableArray<ImmutableArray<Cell>> Rows,
        ImmutableArray<Cell> Total
    ) : Block;

    /// <summary>Stacked horizontal bars, with the range of their sum; or steps from one total to another.</summary>
    /// <param name="Alt">The chart in words.</param>
    /// <param name="RangeName">What the whiskers are; empty where there are none.</param>
    /// <param name="Remark">What the bars alone do not show; empty for nothing.</param>
    public sealed record BarChart(
        string Caption,
        string Alt,
        string Unit,
        ImmutableArray<string> Series,
        string RangeName,
        string Remark,
        BarScale Scale,
        ImmutableArray<Bar> Bars
    ) : Block;

    /// <summary>The footnotes, in the order of their positions.</summary>
    public sealed record Notes(ImmutableArray<ImmutableArray<Run>> Items) : Block;
}

/// <param name="Detail">Small print below the value; empty for none.</param>
public sealed record Kpi(string Label, ImmutableArray<Run> Value, string Unit, ImmutableArray<Run> Detail);

/// <param name="Share">From 0 to 1; null where there is nothing to be complete in.</param>
/// <param name="Value">The share in words.</param>
public sealed record Meter(string Label, decimal? Share, string Value);

public sealed record Entry(string Key, ImmutableArray<Run> Value);

public enum Alignment : byte
{
    Left,
    Right,
}

/// <param name="Group">What it and its neighbours of the same group have in common; empty for nothing.</param>
public sealed record Column(string Header, string Unit, Alignment Alignment, string Group = "");

/// <param name="Detail">Small print below, empty for none.</param>
public sealed record Cell(ImmutableArray<Run> Runs, string Detail = "")
{
    public static Cell Of(string text, string detail = "") => new([new Run.Text(text)], detail);
}

/// <param name="Parts">One length a series; null where it is not known.</param>
/// <param name="Value">What is printed at the bar's end.</param>
public sealed record Bar(string Label, ImmutableArray<decimal?> Parts, decimal? Low, decimal? High, string Value)
{
    /// <summary>Where it begins: at zero, but for the steps of a waterfall.</summary>
    public decimal From { get; init; }
}
