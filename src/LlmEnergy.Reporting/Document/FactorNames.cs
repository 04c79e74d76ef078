using System.Text.RegularExpressions;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>What a factor is, in plain words of the report's language; its id where there are none, as for a workspace's own.</summary>
internal static partial class FactorNames
{
    public static string NameOf(this ReportCulture culture, Factor factor)
    {
        if (ClassFactor().Match(factor.Id) is { Success: true } match)
            return culture.Text($"factor.class-{match.Groups["part"].Value}", ("class", match.Groups["class"].Value.ToUpperInvariant()));
        // the longest beginning that has a name: of water-offsite-se before one of water
        for (var end = factor.Id.Length; end > 0; end = factor.Id.LastIndexOf('-', end - 1))
        {
            if (culture.Placeholders($"factor.{factor.Id[..end]}") is { } placeholders)
                return placeholders.IsEmpty
                    ? culture.Text($"factor.{factor.Id[..end]}")
                    : culture.Text($"factor.{factor.Id[..end]}", ("place", culture.PlaceOf(factor.Geography)));
            if (!factor.Id[..end].Contains('-', StringComparison.Ordinal))
                break;
        }

        return factor.Id;
    }

    /// <summary>A grid zone in words; names of providers and regions of clouds are names already.</summary>
    public static string PlaceOf(this ReportCulture culture, string geography) => culture.Label($"zone.{geography}", geography);

    [GeneratedRegex("^class-(?<class>[a-z]+)-(?<part>input|output)-", RegexOptions.CultureInvariant)]
    private static partial Regex ClassFactor();
}
