using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What the numbers of a draft mean, as far as names and values tell; the rest is left to decide.</summary>
internal sealed class DraftSemantics(FieldChoice choice)
{
    /// <summary>ISO 4217 for no currency: nobody mistakes it for an answer.</summary>
    private const string NoCurrency = "XXX";
    private static readonly ImmutableArray<string> Currencies = ["usd", "eur", "gbp", "dkk", "sek", "nok", "chf", "pln", "czk", "jpy", "cad", "aud", "inr"];
    private static readonly ImmutableArray<string> RequestWords = ["request", "call", "message", "generation", "completion", "response", "invocation"];
    private readonly SortedDictionary<Field, Proposal> _fields = choice.Fields;

    /// <summary>Times of the proposed column; iso where there is none or nothing is known of it.</summary>
    public ImmutableArray<string> Times => _fields.TryGetValue(Field.Time, out var time) ? time.Column.Forms : [];

    public Grain Grain => _fields.ContainsKey(Field.Requests) || (choice.Identity is null && (_fields.ContainsKey(Field.TimeEnd) || (Times is [var form, ..] && TimeForms.IsCoarse(form)))) ? Grain.Bucket : Grain.Request;

    public DraftText Write()
    {
        var text = new DraftText();
        AddGrain(text);
        AddPart(text, "inputIncludesCached", Field.Cached, Field.Input, "cached tokens");
        AddPart(text, "inputIncludesCacheWrite", Field.CacheWrite, Field.Input, "tokens written to a cache");
        AddPart(text, "outputIncludesReasoning", Field.Reasoning, Field.Output, "reasoning tokens");
        AddTime(text);
        AddCost(text);
        if (choice.Identity is { } identity) text.Add("duplicates", "\"first\"", IsUnique(identity.Column)
            ? [] : ["decide: the identity stands on several rows; first where they repeat one request, largest where a stream writes it again with more tokens"]);
        return text;
    }

    public static bool IsUnique(SampledColumn column) => column.Distinct == column.Stated;

    /// <summary>One row each, by a name that only requests have; rows of sums have an id too, at times.</summary>
    private bool NamesRequests => choice.Identity is { Column.Stated: > 1 } identity && IsUnique(identity.Column) && identity.Words.Any(RequestWords.Contains);

    private void AddGrain(DraftText text)
    {
        var grain = Grain == Grain.Bucket ? "\"bucket\"" : "\"request\"";
        if (_fields.ContainsKey(Field.Requests) || NamesRequests) text.Add("grain", grain);
        else text.Add("grain", grain, "decide: request where a row is one request, bucket where it sums those of a time");
    }

    private void AddPart(DraftText text, string key, Field part, Field whole, string name)
    {
        if (!_fields.TryGetValue(part, out var proposal)) return;
        if (IsInside(part, proposal, whole) is { } isInside) text.Add(key, isInside ? "true" : "false");
        else text.Add(key, "true", $"decide: look up whether {FieldNames.Of(whole)} includes {name} (true) or leaves them out (false); wrong, tokens count twice or not at all");
    }

    /// <summary>A part larger than its whole is not in it, nor is one that the sum of all tokens has beside it. Nothing tells that it is inside. Null: it must be looked up.</summary>
    private bool? IsInside(Field part, Proposal proposal, Field whole)
    {
        if (!_fields.TryGetValue(whole, out var total)) return null;
        if (whole == Field.Input && total.Words.Contains("uncached")) return false;
        if (proposal.Column.Sum > total.Column.Sum) return false;
        if (choice.Total is not { } all || proposal.Column.Sum == 0 || !_fields.TryGetValue(Field.Input, out var input) || !_fields.TryGetValue(Field.Output, out var output)) return null;
        if (all.Stated != input.Column.Stated || all.Stated != output.Column.Stated) return null;
        var rest = all.Sum - input.Column.Sum - output.Column.Sum;
        var parts = new[] { Field.Cached, Field.CacheWrite, Field.Reasoning }.Where(_fields.ContainsKey).Where(field => _fields[field].Column.Sum > 0).ToList();
        var outside = Enumerable.Range(1, (1 << parts.Count) - 1).Select(set => parts.Where((_, index) => (set & (1 << index)) != 0).ToList()).Where(set => set.Sum(field => _fields[field].Column.Sum) == rest).ToList();
        return outside is [var only] && only.Contains(part) ? false : null;
    }

    private void AddTime(DraftText text)
    {
        var column = _fields.GetValueOrDefault(Field.Time)?.Column;
        var (form, comments) = Times switch
        {
            [var day, var month] => (day, [$"decide: days and months of these times may be either way round: {day} or {month}"]),
            [var only] => (only, column!.HasOtherTimes ? ["decide: some times have another form: add it to a list, such as [\"yyyy-MM-dd\", \"iso\"]"] : Array.Empty<string>()),
            _ when column is { Stated: > 0, IsCount: true } => (TimeFormat.UnixSeconds, ["decide: these numbers are no unix times of this century: perhaps they count from a start, and the file needs times first"]),
            _ => (TimeFormat.Iso, ["decide: the form of the times: iso, unix-seconds, unix-milliseconds, unix-nanoseconds or an exact pattern such as yyyy-MM-dd HH:mm:ss"]),
        };
        text.Add("time", DraftText.Quote(form), comments);
        if (!TimeFormat.NeedsZone(form)) return;
        if (column is { Stated: > 0 } && column.WithOffset == column.Stated) text.Add("zone", "\"UTC\"", "the times state their offset; this is for those that do not");
        else text.Add("zone", "\"UTC\"", "decide: the zone of the times, UTC or a fixed offset such as +02:00");
    }

    private void AddCost(DraftText text)
    {
        if (!_fields.TryGetValue(Field.Cost, out var cost)) return;
        if (!_fields.ContainsKey(Field.Currency))
        {
            if (Currencies.FirstOrDefault(cost.Words.Contains) is { } named) text.Add("currency", DraftText.Quote(named.ToUpperInvariant()));
            else text.Add("currency", DraftText.Quote(NoCurrency), "decide: the currency of the cost (ISO 4217)");
        }

        if (cost.Column.Mark == DecimalMark.Comma) text.Add("decimal", "\",\"");
        else if (cost.Column is { Mark: null, ShowsNoMark: false }) text.Add("decimal", "\".\"", "decide: the decimal mark of the cost: some amounts have a comma, others a point");
    }
}
