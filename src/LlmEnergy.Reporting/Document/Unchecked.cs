using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What no check can see, as it stands beside their result. A point that is settled is not there.</summary>
public static class Unchecked
{
    public static IReadOnlyList<string> Sentences(Disclosure disclosure, ReportCulture culture) => [.. Points(disclosure, culture)];

    private static IEnumerable<string> Points(Disclosure disclosure, ReportCulture culture)
    {
        if (EmissionsShare.OfAssumedPlaces(disclosure) is { } share and > 0m)
            yield return culture.Text("unchecked.places", ("share", culture.PercentOfAll(share)));
        if (disclosure.Accounts?.Reconciliation is not { HasCells: true })
            yield return culture.Text("unchecked.invoices");
        var acceptances = disclosure.Acceptances.Length;
        if (acceptances == 1)
            yield return culture.Text("unchecked.acceptance");
        if (acceptances > 1)
            yield return culture.Text("unchecked.acceptances", ("count", culture.Number(acceptances, 0)));
    }
}
