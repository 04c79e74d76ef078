namespace LlmEnergy.Reporting.Excel;

/// <summary>Number formats; the cells hold full values and the format rounds what is seen.</summary>
internal static class NumberFormats
{
    public const string Text = "@";
    public const string Integer = "0";
    public const string Count = "#,##0";
    public const string Month = "yyyy-mm";
    public const string Date = "yyyy-mm-dd";
    public const string Percent = "0.0%";
    public const string Money = "#,##0.00";

    /// <summary>For factors and coefficients, as published: no trailing zeros.</summary>
    public const string Coefficient = "0.0#############;-0.0#############;0";

    /// <summary>For energy and emissions of a line, which may be a single request.</summary>
    public const string Line = "#,##0.00000000";

    public static string Decimals(int count) => count <= 0 ? Count : "#,##0." + new string('0', count);

    /// <summary>
    /// Enough decimals for three digits of the smallest of the values, between 2 and 9: one format a column, so that points align.
    /// </summary>
    public static string For(params IEnumerable<decimal?> values)
    {
        var smallest = values.Where(value => value is not (null or 0m)).Select(value => Math.Abs(value!.Value)).DefaultIfEmpty(1m).Min();
        var decimals = 2;
        for (var scaled = smallest * 100m; scaled < 100m && decimals < 9; scaled *= 10m)
            decimals++;
        return Decimals(decimals);
    }
}
