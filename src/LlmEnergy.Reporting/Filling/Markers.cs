using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Reporting.Filling;

/// <summary>A cell whose whole text is <c>{{...}}</c>.</summary>
/// <param name="Text">What stands between the brackets.</param>
public sealed record Marker(TemplateSheet Sheet, int Row, int Column, string Text);

/// <summary>What the sheets of a workbook hold, found in one pass over each.</summary>
/// <param name="Broken">Cells with brackets that are no marker, such as half of one.</param>
public sealed partial record TemplateScan(ImmutableArray<Marker> Markers, ImmutableArray<Marker> Broken)
{
    /// <summary>Names of sheets, tables and names that the formulas of a sheet mention.</summary>
    internal ImmutableDictionary<string, HashSet<string>> Mentions { get; private init; } = [];

    /// <summary>Sheets with a formula that the rewriting of a reference would change, by the tables that may be resized.</summary>
    public static TemplateScan Read(Template template, CancellationToken cancellation)
    {
        var shared = SharedTexts.Read(template, (_, text) => text.Contains("{{", StringComparison.Ordinal));
        var (markers, broken) = (ImmutableArray.CreateBuilder<Marker>(), ImmutableArray.CreateBuilder<Marker>());
        var mentions = ImmutableDictionary.CreateBuilder<string, HashSet<string>>();
        foreach (var sheet in template.Sheets)
        {
            cancellation.ThrowIfCancellationRequested();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            using var cells = new SheetCells(template.Open(sheet.Part));
            while (cells.Next())
            {
                if (cells.Formula is { } formula)
                    FormulaText.Mentions(formula, names);
                else if (TextOf(cells, shared) is { } text && text.Contains("{{", StringComparison.Ordinal))
                    (Form().Match(text) is { Success: true } found ? markers : broken).Add(
                        new(
                            sheet,
                            cells.Row,
                            cells.Column,
                            Form().Match(text) is { Success: true } marker ? marker.Groups[1].Value.Trim() : text
                        )
                    );
            }

            mentions[sheet.Part] = names;
        }

        return new(markers.ToImmutable(), broken.ToImmutable()) { Mentions = mentions.ToImmutable() };
    }

    private static string? TextOf(SheetCells cells, Dictionary<int, string> shared) =>
        cells.Type switch
        {
            "s" when int.TryParse(cells.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => shared.GetValueOrDefault(
                number
            ),
            "inlineStr" or "str" => cells.Value,
            _ => null,
        };

    [GeneratedRegex("""\A\s*\{\{([^{}]{1,500})\}\}\s*\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
