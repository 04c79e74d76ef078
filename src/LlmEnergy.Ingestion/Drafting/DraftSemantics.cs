using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What the numbers of a draft mean, as far as names and values tell; the rest is left to decide.</summary>
/// <param name="evidence">Null where the rows cannot be read yet.</param>
internal sealed class DraftSemantics(FieldChoice choice, RowEvidence? evidence)
{
    /// <summary>ISO 4217 for no currency: nobody mistakes it for an answer.</summary>
    public const string NoCurrency = "XXX";
    private const string OtherForms = "decide: some times have another form: add it to a list, such as [\"yyyy-MM-dd\", \"iso\"]";
    private const string NoUnixTimes =
        "decide: these numbers are no unix times of this century: perhaps they count from a start, and the file needs times first";

    private const string UnknownForm =
        "decide: the form of the times: iso, unix-seconds, unix-milliseconds, unix-nanoseconds or an exact pattern such as yyyy-MM-dd "
        + "HH:mm:ss";

    private static readonly ImmutableArray<string> Currencies =
    [
        "usd",
        "eur",
        "gbp",
        "dkk",
        "sek",
        "nok",
        "chf",
        "pln",
        "czk",
        "jpy",
        "cad",
        "aud",
        "inr",
    ];
    private static readonly ImmutableArray<string> RequestWords =
    [
        "request",
        "call",
        "message",
        "generation",
        "completion",
        "response",
        "invocation",
    ];
    private readonly SortedDictionary<Field, Proposal> _fields = choice.Fields;

    /// <summary>Times of the proposed column; empty where there is none or nothing is known of it.</summary>
    public ImmutableArray<string> Times => _fields.TryGetValue(Field.Time, out var time) ? time.Column.Forms : [];

    /// <summary>What times are read by, right or not.</summary>
    public string TimeForm =>
        Times is [var form, ..] ? form
        : _fields.GetValueOrDefault(Field.Time)?.Column is { Stated: > 0, IsCount: true } ? TimeFormat.UnixSeconds
        : TimeFormat.Iso;

    public Grain Grain =>
        _fields.ContainsKey(Field.Requests)
        || (choice.Identity is null && (_fields.ContainsKey(Field.TimeEnd) || (Times is [var form, ..] && TimeForms.IsCoarse(form))))
            ? Grain.Bucket
            : Grain.Request;

    public DraftText Write()
    {
        var text = new DraftText();
        AddGrain(text);
        AddPart(text, "inputIncludesCached", Field.Cached, Field.Input, "cached tokens");
        AddPart(text, "inputIncludesCacheWrite", Field.CacheWrite, Field.Input, "tokens written to a cache");
        AddPart(text, "outputIncludesReasoning", Field.Reasoning, Field.Output, "reasoning tokens");
        if (choice.Total is not null && evidence?.PartsOfTotal is { } parts)
            text.Add(
                "totalIs",
                $"[{DraftText.Quote([.. new[] { Field.Input }.Concat(parts).Append(Field.Output).Select(FieldNames.Of)])}]"
            );
        AddTime(text);
        AddCost(text);
        if (choice.Identity is { } identity)
            text.Add(
                "duplicates",
                "\"first\"",
                identity.Column.IsUnique
                    ? []
                    : ["decide: the identity stands on several rows with the same numbers; first where they repeat one request"]
            );
        return text;
    }

    /// <summary>One row each, by a name that only requests have; rows of sums have an id too, at times.</summary>
    private bool NamesRequests =>
        choice.Identity is { Column: { Stated: > 1, IsUnique: true } } identity && identity.Words.Any(RequestWords.Contains);

    private void AddGrain(DraftText text)
    {
        var grain = Grain == Grain.Bucket ? "\"bucket\"" : "\"request\"";
        if (_fields.ContainsKey(Field.Requests) || NamesRequests)
            text.Add("grain", grain);
        else
            text.Add("grain", grain, "decide: request where a row is one request, bucket where it sums those of a time");
    }

    private void AddPart(DraftText text, string key, Field part, Field whole, string name)
    {
        if (!_fields.TryGetValue(part, out var proposal))
            return;
        if (IsBeside(part, proposal, whole))
        {
            text.Add(key, "false");
            return;
        }

        var hint = evidence?.IsLeftOutOfTotal(part) == true ? "; the totals of the file leave it out, as where it is inside" : "";
        text.Add(
            key,
            "true",
            $"decide: look up whether {FieldNames.Of(whole)} includes {name} (true) or leaves them out (false){hint}; "
                + "wrong, tokens count twice or not at all"
        );
    }

    /// <summary>
    /// A part larger than its whole is not in it, nor is one that totals have beside it. Nothing tells that it is inside.
    /// </summary>
    private bool IsBeside(Field part, Proposal proposal, Field whole)
    {
        if (!_fields.TryGetValue(whole, out var total))
            return false;
        var isRest = whole == Field.Input && total.Words.Contains("uncached");
        return isRest || proposal.Column.Sum > total.Column.Sum || evidence?.IsBeside(part) == true;
    }

    public void AddTime(DraftText text)
    {
        var column = _fields.GetValueOrDefault(Field.Time)?.Column;
        text.Add(
            "time",
            DraftText.Quote(TimeForm),
            Times switch
            {
                [var day, var month] => [$"decide: days and months of these times may be either way round: {day} or {month}"],
                [_] => column!.HasOtherTimes ? [OtherForms] : [],
                _ when TimeForm == TimeFormat.UnixSeconds => [NoUnixTimes],
                _ => (string[])[UnknownForm],
            }
        );
        if (!TimeFormat.NeedsZone(TimeForm))
            return;
        if (column is { Stated: > 0 } && column.WithOffset == column.Stated)
            text.Add("zone", "\"UTC\"", "the times state their offset; this is for those that do not");
        else
            text.Add("zone", "\"UTC\"", "decide: the zone of the times, UTC or a fixed offset such as +02:00");
    }

    private void AddCost(DraftText text)
    {
        if (!_fields.TryGetValue(Field.Cost, out var cost))
            return;
        AddMoney(text, cost);
        if (cost.Column.Mark == DecimalMark.Comma)
            text.Add("decimal", "\",\"");
        else if (cost.Column is { Mark: null, ShowsNoMark: false })
            text.Add("decimal", "\".\"", "decide: the decimal mark of the cost: some amounts have a comma, others a point");
    }

    /// <summary>In which currency amounts are, and in which part of it.</summary>
    public void AddMoney(DraftText text, Proposal cost)
    {
        if (!_fields.ContainsKey(Field.Currency))
            AddCurrency(text, cost);
        if (cost.Words.Any(word => word is "cents" or "cent" or "minor"))
            text.Add("costScale", "0.01", "decide: the amounts are hundredths of the currency, by the name of their column");
        if (cost.Words.Any(word => word is "micros" or "micro"))
            text.Add("costScale", "0.000001", "decide: the amounts are millionths of the currency, by the name of their column");
    }

    internal static bool NamesCurrency(Proposal cost) => Currencies.Any(cost.Words.Contains);

    internal static void AddCurrency(DraftText text, Proposal cost)
    {
        var stated = cost.Column.Currencies.Order(StringComparer.Ordinal).ToList();
        if (Currencies.FirstOrDefault(cost.Words.Contains) is { } named)
            text.Add("currency", DraftText.Quote(named.ToUpperInvariant()));
        else if (stated is [var only])
            text.Add("currency", DraftText.Quote(only));
        else if (stated.Contains("USD"))
            text.Add("currency", "\"USD\"", $"decide: the currency of the cost; its sign is that of {string.Join(", ", stated)}");
        else
            text.Add("currency", DraftText.Quote(NoCurrency), "decide: the currency of the cost (ISO 4217)");
    }
}
