using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Theme;

namespace LlmEnergy.Reporting;

/// <summary>
/// The texts of one language and how it writes numbers and dates: the only place that formats for people. Its data are its own, so that
/// a report is the same on every machine. Numbers are rounded here, once, half away from zero.
/// </summary>
public sealed partial class ReportCulture
{
    private const int SignificantDigits = 3;
    private const int MostDigits = 6;
    private const int MostDecimals = 9;
    private const string Resources = "LlmEnergy.Reporting.Texts.";
    private readonly Dictionary<string, string> _texts;
    private readonly IReadOnlyDictionary<string, string> _own;
    private readonly NumberFormatInfo _numbers;
    private readonly ImmutableArray<string> _months;
    private readonly (string Date, string Month, string List, string? First) _forms;
    private readonly bool _isNoneLikeOne;

    private ReportCulture(string language, JsonElement root)
    {
        Language = language;
        var culture = root.GetProperty("culture");
        string Of(string name) => culture.GetProperty(name).GetString()!;
        _numbers = new()
        {
            NumberDecimalSeparator = Of("decimal"),
            NumberGroupSeparator = Of("group"),
            NumberGroupSizes = [3],
            NegativeSign = "-",
            NumberNegativePattern = 1,
        };
        _forms = (Of("date"), Of("month"), Of("list"), culture.TryGetProperty("firstDay", out var first) ? first.GetString() : null);
        _isNoneLikeOne = culture.TryGetProperty("noneIsLikeOne", out var none) && none.GetBoolean();
        _months = [.. culture.GetProperty("months").EnumerateArray().Select(month => month.GetString()!)];
        _texts = Texts(root.GetProperty("texts"));
        _own = new Dictionary<string, string>(StringComparer.Ordinal);

        static Dictionary<string, string> Texts(JsonElement json) =>
            json.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
    }

    private ReportCulture(
        ReportCulture other,
        IReadOnlyDictionary<string, string> rules,
        IReadOnlyDictionary<string, string> own,
        ReportTheme theme
    )
    {
        (Language, Theme, _numbers, _months, _forms) = (other.Language, theme, other._numbers, other._months, other._forms);
        _isNoneLikeOne = other._isNoneLikeOne;
        (_texts, _own) = (new(other._texts, StringComparer.Ordinal), own);
        foreach (var (key, text) in rules.Concat(own))
            _texts[key] = text;
    }

    /// <summary>The languages that there are texts in, such as <c>en</c>, in ordinal order.</summary>
    public static ImmutableArray<string> Languages { get; } =
    [
        .. typeof(ReportCulture)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources, StringComparison.Ordinal))
            .Select(name => name[Resources.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    public string Language { get; }

    /// <summary>How numbers are written.</summary>
    internal NumberFormatInfo Numbers => _numbers;

    /// <summary>The look of the report that is written in this culture.</summary>
    public ReportTheme Theme { get; } = ReportTheme.Default;

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The built-in texts of a language, such as <c>en</c>.</summary>
    public static ReportCulture Of(string language)
    {
        using var json =
            typeof(ReportCulture).Assembly.GetManifestResourceStream($"{Resources}{language}.json")
            ?? throw new ArgumentException($"there are no texts in language '{language}'", nameof(language));
        return Read(language, json);
    }

    public static ReportCulture Read(string language, Stream json)
    {
        using var document = JsonDocument.Parse(json);
        return new(language, document.RootElement);
    }

    /// <summary>With other texts in the place of its own, and another look.</summary>
    public ReportCulture With(IReadOnlyDictionary<string, string> texts, ReportTheme theme) =>
        new(this, new Dictionary<string, string>(), texts, theme);

    /// <summary>With the sentences of a rule set in the place of its own; those that a workspace has given stay.</summary>
    public ReportCulture Under(RuleSet rules) => new(this, rules.TextsIn(Language), _own, Theme);

    /// <summary>The placeholders of a text, such as <c>{low}</c>, each once, in ordinal order; null where there is no such text.</summary>
    public ImmutableArray<string>? Placeholders(string key) => _texts.TryGetValue(key, out var text) ? PlaceholdersOf(text) : null;

    public static ImmutableArray<string> PlaceholdersOf(string text) =>
        [.. Placeholder().Matches(text).Select(match => NameOf(match.Value)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// The text for something that another layer names in English; that name where there is none, as for what is newer than the texts.
    /// </summary>
    public string Label(string key, string english) => _texts.GetValueOrDefault(key, english);

    /// <summary>Why a value is missing; as it is, in English, where the language has no words for it.</summary>
    public string Reason(MissingReason? reason) => reason is null ? "" : Label($"reason.{reason.Id}", reason.English);

    /// <summary>
    /// A text with its placeholders filled. Throws where the key is missing, or where placeholders and values do not match one to one.
    /// </summary>
    public string Text(string key, params IReadOnlyList<(string Name, string Value)> values) =>
        string.Concat(Runs(key, [.. values.Select(value => (value.Name, (Run)new Run.Text(value.Value)))]).Select(run => run.Plain));

    /// <summary>
    /// A text with runs in place of its placeholders; none of an empty text, which stands for a sentence that the rules do not have.
    /// What agrees with a number is said for one and for many: <c>{count} {count|row|rows}</c>.
    /// </summary>
    public ImmutableArray<Run> Runs(string key, params IReadOnlyList<(string Name, Run Run)> values)
    {
        var text = _texts.TryGetValue(key, out var found)
            ? found
            : throw new KeyNotFoundException($"language '{Language}' has no text '{key}'");
        if (text.Length == 0)
            return [];
        var named = values.ToDictionary(value => "{" + value.Name + "}", value => value.Run, StringComparer.Ordinal);
        var parts = Placeholder().Split(text);
        foreach (var missing in named.Keys.Except(parts.Select(NameOf)))
            throw new FormatException($"text '{key}' of language '{Language}' lacks {missing}");
        return
        [
            .. parts
                .Where(part => part.Length > 0)
                .Select(part =>
                    !Placeholder().IsMatch(part) ? new Run.Text(part)
                    : named.TryGetValue(NameOf(part), out var run) ? Agreeing(part, run)
                    : throw new FormatException($"text '{key}' of language '{Language}' asks for {part}, which it is not given")
                ),
        ];
    }

    /// <summary>The run itself, or of a placeholder with two forms the one that agrees with it.</summary>
    private Run Agreeing(string placeholder, Run number) =>
        placeholder.Trim('{', '}').Split('|') is [_, var one, var many]
            ? new Run.Text(number.Plain == "1" || (_isNoneLikeOne && number.Plain == "0") ? one : many)
            : number;

    private static string NameOf(string placeholder) =>
        placeholder.IndexOf('|', StringComparison.Ordinal) is var end and > 0 ? placeholder[..end] + "}" : placeholder;

    /// <summary>
    /// One number of decimals for a table: three significant digits in its smallest value that is not zero, but no more than six in its
    /// largest. What then falls below the last decimal prints as <c>&lt;0.01</c>.
    /// </summary>
    public static int DecimalsFor(params IEnumerable<decimal?> values)
    {
        var sizes = values
            .Where(value => value is not (null or 0m))
            .Select(value => Magnitude(value!.Value))
            .DefaultIfEmpty(SignificantDigits)
            .ToList();
        return Math.Max(0, Math.Min(SignificantDigits - 1 - sizes.Min(), MostDigits - 1 - sizes.Max()));
    }

    /// <summary>Never prints zero for what is not zero.</summary>
    public string Number(decimal value, int decimals)
    {
        var rounded = decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
        if (rounded != 0m)
            return Write(rounded, decimals);
        var last = Write(new decimal(1, 0, 0, false, (byte)decimals), decimals);
        return value == 0m ? Write(0m, decimals)
            : value > 0m ? "<" + last
            : ">-" + last;
    }

    /// <summary>With the decimals that <see cref="DecimalsFor"/> gives it alone.</summary>
    public string Number(decimal value) => Number(value, DecimalsFor(value));

    /// <summary>A calculated value; null prints as not applicable.</summary>
    public string Calculated(decimal? value, int decimals) => value is { } number ? Number(number, decimals) : Text("value.notCalculated");

    /// <summary>A measured quantity; null prints as not stated.</summary>
    public string Stated(decimal? value, int decimals) => value is { } number ? Number(number, decimals) : Text("value.notStated");

    public string Stated(long? count) => count is { } number ? Number(number, 0) : Text("value.notStated");

    /// <summary>With the decimals it was published with.</summary>
    public string AsPublished(decimal value) => Write(value, value.Scale);

    /// <summary>With all its decimals, up to nine: what a reader calculates with.</summary>
    public string Exact(decimal value)
    {
        var rounded = decimal.Round(value, MostDecimals, MidpointRounding.AwayFromZero) / 1.000000000000000000000000000m;
        return Write(rounded, rounded.Scale);
    }

    /// <summary>Two significant digits at both ends.</summary>
    public string Range(decimal low, decimal high) => Text("value.range", ("low", TwoDigits(low)), ("high", TwoDigits(high)));

    /// <summary>A fraction as a percentage with its sign.</summary>
    public string Percent(decimal fraction, int decimals = 1) => Text("value.percent", ("number", Number(fraction * 100m, decimals)));

    /// <summary>A share as a percentage with the decimals it takes to see that it is not quite all or nothing.</summary>
    public string PercentOfAll(decimal fraction)
    {
        var decimals = 1;
        while (
            decimals < 3
            && fraction is > 0m and < 1m
            && decimal.Round(fraction * 100m, decimals, MidpointRounding.AwayFromZero) is 0m or 100m
        )
            decimals++;
        return fraction < 1m && decimal.Round(fraction * 100m, decimals, MidpointRounding.AwayFromZero) == 100m
            ? Text("value.almostAll", ("percent", Percent(0.999m)))
            : Percent(fraction, decimals);
    }

    /// <summary>
    /// What part <paramref name="part"/> is of <paramref name="whole"/>, in percent without the sign; not applicable where there is no
    /// whole.
    /// </summary>
    public string Share(decimal? part, decimal? whole) => Calculated(whole is null or 0m ? null : part / whole * 100m, 1);

    public string Year(int year) => Written("{year}", new(year, 1, 1));

    public string Date(DateOnly date) => Written(_forms.Date, date);

    public string Month(DateOnly month) => Written(_forms.Month, month);

    /// <summary>A paragraph, which data write in English, with the words between its numbers in the language.</summary>
    public string Citation(string paragraph) =>
        CitationWord().Replace(paragraph, word => Label($"citation.{word.Value.Replace(' ', '_')}", word.Value));

    public string List(IEnumerable<string> items) => string.Join(_forms.List, items);

    /// <summary>The first 16 digits of a hash: enough to compare by eye.</summary>
    public static string ShortHash(string hash)
    {
        var digits = hash[(hash.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return digits.Length <= 16 ? digits : digits[..16];
    }

    private string Write(decimal value, int decimals) => value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), _numbers);

    /// <summary>One end of a range.</summary>
    public string TwoDigits(decimal value)
    {
        if (value == 0m)
            return Write(0m, 0);
        var step = Math.Max(0, Magnitude(value) - 1);
        var unit = 1m;
        for (var i = 0; i < step; i++)
            unit *= 10m;
        var rounded = decimal.Round(value / unit, Math.Clamp(1 - Magnitude(value), 0, 28), MidpointRounding.AwayFromZero) * unit;
        return Write(rounded, Math.Clamp(1 - Magnitude(rounded), 0, 28)); // 0.996 has become 1.0
    }

    /// <summary>Power of ten of the first significant digit: 0 for 1 to 9.99, -1 for 0.1 to 0.99.</summary>
    private static int Magnitude(decimal value)
    {
        var (rest, power) = (Math.Abs(value), 0);
        for (; rest >= 10m; power++)
            rest /= 10m;
        for (; rest < 1m; power--)
            rest *= 10m;
        return power;
    }

    private string Written(string form, DateOnly date) =>
        form.Replace(
                "{day}",
                date.Day == 1 && _forms.First is { } first ? first : date.Day.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
            .Replace("{month}", _months[date.Month - 1], StringComparison.Ordinal)
            .Replace("{year}", date.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [GeneratedRegex(@"\b(and for|as revised|Delegated Regulation|Article|and|of|row|to|EU)\b", RegexOptions.CultureInvariant)]
    private static partial Regex CitationWord();

    [GeneratedRegex(@"(\{[a-zA-Z]+(?:\|[^{}|]*\|[^{}|]*)?\})", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
