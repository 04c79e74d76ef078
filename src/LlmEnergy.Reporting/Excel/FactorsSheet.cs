using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Every factor that was used, with its source; factor n stands in row n + 1. Rates and ledger look their values up here.
/// </summary>
internal sealed partial class FactorsSheet : ISheet
{
    public const string SheetName = "Factors";

    private static readonly ImmutableArray<string> Heads =
    [
        "factor_id",
        "geography",
        "valid_from",
        "valid_to",
        "low",
        "value",
        "high",
        "unit",
        "boundary",
        "status",
        "lag_years",
        "path",
        "fallback",
        "source_id",
        "source_title",
        "publisher",
        "year",
        "locator",
        "licence",
        "attribution",
        "url",
        "note",
    ];

    public string Name => SheetName;

    /// <summary>A whole column, so that factors count which a user adds: <c>Factors!$F:$F</c>.</summary>
    public static string Column(string name) =>
        Heads.IndexOf(name) is >= 0 and var index
            ? $"{SheetName}!${A1.Column(index + 1)}:${A1.Column(index + 1)}"
            : throw new InvalidOperationException($"the factors have no column '{name}'");

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var factors = disclosure.Inventory.Factors;
        canvas.Widths(34, 14, 13, 13, 13, 13, 13, 18, 40, 13, 13, 44, 12, 26, 46, 28, 10, 34, 22, 46, 46, 60);
        canvas.Table("tblFactors", Heads, factors.Length);
        for (var i = 0; i < factors.Length; i++)
            Draw(canvas, i + 2, factors[i]);
        canvas.PagesWide(3);
    }

    private static void Draw(SheetCanvas canvas, int row, FactorUse use)
    {
        var (factor, source) = (use.Factor, use.Source);
        if (!PlainId().IsMatch(factor.Id))
            throw new InvalidOperationException(
                $"factor id '{factor.Id}': only a-z, 0-9, dot and hyphen, since MATCH reads others as patterns"
            );
        canvas.Text(row, 1, factor.Id);
        canvas.Text(row, 2, factor.Geography);
        canvas.Date(row, 3, factor.ValidFrom);
        canvas.Date(row, 4, factor.ValidTo);
        canvas.Number(row, 5, factor.Low, NumberFormats.Coefficient);
        canvas.Number(row, 6, factor.Value, NumberFormats.Coefficient);
        canvas.Number(row, 7, factor.High, NumberFormats.Coefficient);
        canvas.Text(row, 8, factor.Unit);
        canvas.Text(row, 9, factor.Boundary, wrap: true);
        canvas.Text(row, 10, Word(factor.Status));
        canvas.Number(row, 11, use.LagYears, NumberFormats.Integer);
        canvas.Text(row, 12, use.Path, wrap: true);
        canvas.Text(row, 13, use.IsFallback ? "yes" : "no");
        canvas.Text(row, 14, source.Id);
        canvas.Text(row, 15, source.Title, wrap: true);
        canvas.Text(row, 16, source.Publisher, wrap: true);
        canvas.Number(row, 17, source.Year, NumberFormats.Integer);
        canvas.Text(row, 18, factor.Locator, wrap: true);
        canvas.Text(row, 19, source.Licence, wrap: true);
        canvas.Text(row, 20, source.Attribution, wrap: true);
        canvas.Text(row, 21, source.Url, wrap: true);
        canvas.Text(row, 22, factor.Note, wrap: true);
    }

    private static string Word(FactorStatus status) =>
        status switch
        {
            FactorStatus.Primary => "primary",
            FactorStatus.Transcribed => "transcribed",
            FactorStatus.Derived => "derived",
            _ => "provisional",
        };

    [GeneratedRegex(@"\A[a-z0-9.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainId();
}
