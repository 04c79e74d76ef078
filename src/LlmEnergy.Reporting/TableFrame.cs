using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting;

/// <summary>The table of gross emissions as a set of rules prescribes it.</summary>
/// <param name="Sheet">Name of its sheet in the workbook.</param>
/// <param name="Columns">Among <c>baseYear, previous, now, change, targets, annual</c>.</param>
/// <param name="Milestones">Years that have a column each, besides those of targets.</param>
public sealed record TableFrame(
    string Sheet,
    ImmutableArray<string> Columns,
    ImmutableArray<int> Milestones,
    ImmutableArray<TableFrame.Row> Rows
)
{
    public const string BaseYear = "baseYear";
    public const string Previous = "previous";
    public const string Now = "now";
    public const string Change = "change";
    public const string Targets = "targets";
    public const string Annual = "annual";

    public bool Has(string column) => Columns.Contains(column);

    /// <param name="Key">Its label is the text <c>gross.KEY</c>.</param>
    /// <param name="Figure">What fills it; null where LLM usage says nothing about it.</param>
    public sealed record Row(string Key, FigureId? Figure, bool IsSection);

    internal static TableFrame Read(JsonElement json) =>
        new(
            json.GetProperty("sheet").GetString()!,
            [.. json.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
            [.. json.GetProperty("milestones").EnumerateArray().Select(year => year.GetInt32())],
            [
                .. json.GetProperty("rows")
                    .EnumerateArray()
                    .Select(row => new Row(
                        row.GetProperty("key").GetString()!,
                        row.TryGetProperty("figure", out var figure) ? new FigureId(figure.GetString()!) : null,
                        row.TryGetProperty("section", out _)
                    )),
            ]
        );
}
