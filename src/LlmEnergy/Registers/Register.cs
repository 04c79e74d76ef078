using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>What the registers of a workspace have in common.</summary>
internal static class Register
{
    /// <summary>A register that cannot be used as it stands.</summary>
    public const string Code = "LE2020";

    /// <param name="optional">Columns that may be there besides the required ones.</param>
    public static TableForm Form(string file, ImmutableArray<string> required, params ImmutableArray<string> optional) =>
        new(file, required, new(Code)) { Optional = optional };

    public static void RefuseOtherPeriod(this TableRow row, string period, FiscalYear fiscalYear)
    {
        if (!ReportingPeriod.TryParse(period, fiscalYear, out _))
            row.Wrong("period", "found another name in period, expected one such as 2026-Q3, 2026-H1, 2026, 2026-YTD3 or FY2026-Q3");
    }
}
