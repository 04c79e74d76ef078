using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>Findings of one code: what they say, what they concern together, and what to do.</summary>
/// <param name="Share">Of the emissions; null where some finding cannot tell.</param>
/// <param name="Kilograms">The same in kgCO2e.</param>
public sealed record FindingCause(string Code, bool IsError, int Count, decimal? Share, decimal? Kilograms, IReadOnlyList<string> At)
{
    private const int MostPlaces = 4;

    /// <summary>Begins the place of a finding that is of a whole source.</summary>
    private const string OfSource = "source ";

    /// <summary>Errors first, then by what they concern.</summary>
    public static IReadOnlyList<FindingCause> Of(Disclosure disclosure)
    {
        var total = disclosure[FigureIds.TotalKilograms].Value;
        return
        [
            .. disclosure
                .Issues.GroupBy(issue => issue.Code)
                .Select(same =>
                {
                    // two findings of a code may concern the same usage: together no more than all of it
                    var share = same.All(issue => issue.Share is not null)
                        ? Math.Min(1m, same.Sum(issue => issue.Share!.Value))
                        : (decimal?)null;
                    return new FindingCause(
                        same.Key,
                        same.Any(issue => issue.Severity == Severity.Error),
                        same.Count(),
                        share,
                        share * total,
                        [.. same.Select(issue => issue.At.ToString()).Distinct()]
                    );
                })
                .OrderByDescending(cause => cause.IsError)
                .ThenByDescending(cause => cause.Share ?? -1m)
                .ThenBy(cause => cause.Code, StringComparer.Ordinal),
        ];
    }

    public string Sentence(ReportCulture culture) => Sentence(culture.Label($"finding.{Code}", IssueCatalog.Of(Code).Meaning));

    public string Remedy(ReportCulture culture) => Sentence(culture.Label($"finding.{Code}.do", IssueCatalog.Of(Code).Remedy));

    /// <summary>Where they stand, the first of them by name.</summary>
    public string Places(ReportCulture culture)
    {
        string Named(string at) =>
            at.StartsWith(OfSource, StringComparison.Ordinal) ? culture.Text("findings.source", ("source", at[OfSource.Length..])) : at;
        return At.Count <= MostPlaces
            ? culture.List(At.Select(Named))
            : culture.Text(
                "findings.places",
                ("places", culture.List(At.Take(MostPlaces).Select(Named))),
                ("count", culture.Number(At.Count - MostPlaces, 0))
            );
    }

    /// <summary>The catalogue writes parts of sentences for terminals, with names of keys between back quotes.</summary>
    private static string Sentence(string text)
    {
        var plain = text.Replace("`", "", StringComparison.Ordinal).Trim();
        return char.ToUpperInvariant(plain[0]) + plain[1..] + (plain.EndsWith('.') ? "" : ".");
    }
}
