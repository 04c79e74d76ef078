using System.Globalization;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The value of a formula as the file holds it: what a reader sees that does not calculate.</summary>
/// <param name="Type">Type of the cell: null for a number, <c>str</c>, <c>b</c>.</param>
internal readonly record struct CachedValue(string? Type, string Text)
{
    /// <summary>Missing: the formula gives the empty text.</summary>
    public static CachedValue Missing => new("str", "");

    /// <summary>Shortest text of the nearest double, since that is what a spreadsheet computes with.</summary>
    public static CachedValue Of(decimal? number) =>
        number is { } value ? new(null, ((double)value).ToString("R", CultureInfo.InvariantCulture)) : Missing;

    public static CachedValue Of(string text) => new("str", text);

    public static CachedValue Of(bool value) => new("b", value ? "1" : "0");
}
