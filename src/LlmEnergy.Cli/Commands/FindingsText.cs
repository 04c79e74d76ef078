using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Cli.Commands;

/// <summary>Findings by their cause, on a terminal.</summary>
internal static class FindingsText
{
    private static readonly ReportCulture English = ReportCulture.Of("en");

    /// <summary>What was found, what it concerns, where, and what to do; errors first, then by their share of the emissions.</summary>
    public static IEnumerable<string> Causes(Disclosure disclosure) => FindingCause.Of(disclosure).Select(Text);

    private static string Text(FindingCause cause)
    {
        var share = cause.Share is { } known ? $" {English.PercentOfAll(known)} of the emissions." : "";
        return $"{cause.Sentence(English)}{share} {cause.Remedy(English)} See {cause.Places(English)} ({cause.Code}).";
    }
}
