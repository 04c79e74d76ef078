using System.Text.RegularExpressions;

namespace LlmEnergy.Reporting.Excel;

/// <summary>What Excel takes as a defined name; the library that writes them takes anything.</summary>
internal static partial class ExcelName
{
    /// <summary>Letters, digits, dot and underscore, at most 255, not the address of a cell (Q1, FY2026, R1C1).</summary>
    public static bool IsValid(string name) => Form().IsMatch(name) && !Address().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A([A-Z]{1,3}[0-9]+|R[0-9]*(C[0-9]*)?|C[0-9]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
