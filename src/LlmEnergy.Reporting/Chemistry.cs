namespace LlmEnergy.Reporting;

/// <summary>Formulas as they are set in print; data and workbooks keep them plain.</summary>
internal static class Chemistry
{
    public const char SubscriptTwo = '\u2082';

    public static string Set(string text) => text.Replace("CO2", $"CO{SubscriptTwo}", StringComparison.Ordinal);
}
