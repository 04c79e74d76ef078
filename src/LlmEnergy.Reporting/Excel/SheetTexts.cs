using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Document;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The phrases of the workbook in one language: those of <c>templates/workbook</c>, and the names that reports have for figures and checks.
/// A phrase without a translation is said in English.
/// </summary>
internal sealed partial class SheetTexts
{
    private const string Resources = "LlmEnergy.Reporting.SheetTexts.";
    private readonly IReadOnlyDictionary<string, string>? _texts;
    private readonly CultureInfo _numbers;
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    private SheetTexts(ReportCulture culture, IReadOnlyDictionary<string, string>? texts)
    {
        (Culture, _texts) = (culture, texts);
        _numbers = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        _numbers.NumberFormat = culture.Numbers;
    }

    public static SheetTexts English { get; } = new(ReportCulture.Of("en"), null);

    public ReportCulture Culture { get; }

    /// <summary>Phrases that were asked for in another language than English.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public static SheetTexts Of(ReportCulture culture) =>
        culture.Language == English.Culture.Language ? English : new(culture, Translations(culture.Language));

    /// <summary>The translations by their English; none of a language that has none.</summary>
    public static ImmutableSortedDictionary<string, string> Translations(string language)
    {
        using var json = typeof(SheetTexts).Assembly.GetManifestResourceStream($"{Resources}{language}.json");
        return json is null
            ? ImmutableSortedDictionary<string, string>.Empty
            : JsonSerializer
                .Deserialize(json, SheetTextsJson.Default.DictionaryStringString)!
                .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    public string this[Phrase phrase]
    {
        get
        {
            if (phrase.IsData || phrase.English.Length == 0)
                return phrase.English;
            if (_texts is not null && Word().IsMatch(phrase.English))
                _asked.Add(phrase.English);
            var text = _texts?.GetValueOrDefault(phrase.English) ?? phrase.English;
            return phrase.Values.IsDefaultOrEmpty
                ? text
                : string.Format(_numbers, text, [.. phrase.Values.Select(value => value is Phrase inner ? this[inner] : value)]);
        }
    }

    public string LabelOf(Figure figure) => _texts is null ? figure.Label : Culture.LabelOf(figure.Id, figure.Label);

    public string TitleOf(Check check) => _texts is null ? check.Title : Culture.TitleOf(check);

    /// <summary>A letter outside of the places.</summary>
    [GeneratedRegex(@"(?<!\{[^}]*)\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Reasons are phrases of reports.</summary>
    public Phrase ReasonOf(Figure figure) => Phrase.Data(_texts is null ? $"{figure.WhyMissing}" : Culture.Reason(figure.WhyMissing));
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SheetTextsJson : JsonSerializerContext;
