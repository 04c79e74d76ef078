using System.CommandLine.Parsing;
using System.Globalization;

namespace LlmEnergy.Cli.Commands;

/// <summary>Values of options that System.CommandLine would read by the machine's culture.</summary>
public static class Parsed
{
    public static decimal? Invariant(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (
            decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
            return value;
        argument.AddError($"found '{text}', expected a number with a decimal point such as 0.38355");
        return null;
    }

    public static DateOnly? Day(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        argument.AddError($"found '{text}', expected a day such as 2026-10-02");
        return null;
    }
}
