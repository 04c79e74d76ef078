using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Reporting.Tagging;

/// <summary>
/// Figures as XBRL-JSON (OIM): a candidate for tagging, which nothing asks for yet. Values are exact, so that they have no decimals.
/// </summary>
public static class CandidateFacts
{
    public const string FileName = "facts.candidate.json";

    /// <summary>Of what is this project's own: the word "candidate", and what could not be tagged.</summary>
    private const string OwnNamespace = "urn:llmenergy:candidate";

    /// <summary>The facts of a disclosure; a figure without a value is none.</summary>
    public static ImmutableArray<TaggedFact> Of(Disclosure disclosure, Taxonomy taxonomy) =>
        [
            .. taxonomy
                .Facts.Where(IsKnown)
                .Select(tag => (Tag: tag, Figure: disclosure.Figures.FirstOrDefault(figure => figure.Id.Value == tag.Figure)))
                .Where(tagged => tagged.Figure is { Value: not null })
                .Select(tagged => new TaggedFact(
                    tagged.Tag.Figure,
                    tagged.Tag.Concept,
                    tagged.Tag.Dimensions.ToImmutableSortedDictionary(by => by.Key, by => by.Value!, StringComparer.Ordinal),
                    disclosure.Period.First,
                    disclosure.Period.Last,
                    tagged.Figure!.Unit == Unit.TonnesCo2e ? TaggedFact.Tonnes : null,
                    tagged.Figure.Value!.Value
                )),
        ];

    /// <exception cref="InvalidOperationException">A fact is none of the taxonomy: its file, or the program, is wrong.</exception>
    public static void Write(Disclosure disclosure, Taxonomy taxonomy, Stream output)
    {
        var facts = Of(disclosure, taxonomy);
        if (FactCheck.Faults(facts, taxonomy).ToList() is { Count: > 0 } faults)
            throw new InvalidOperationException(string.Join('\n', faults));
        var lei = disclosure.Statement.Lei;
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WriteStartObject("documentInfo");
        json.WriteString("documentType", "https://xbrl.org/2021/xbrl-json");
        json.WriteStartObject("namespaces");
        json.WriteString(taxonomy.Prefix, taxonomy.Namespace ?? $"{OwnNamespace}:{taxonomy.Id}");
        json.WriteString("lei", "http://standards.iso.org/iso/17442");
        json.WriteString("llmenergy", OwnNamespace);
        json.WriteString("utr", "http://www.xbrl.org/2009/utr");
        json.WriteString("xbrl", "https://xbrl.org/2021");
        json.WriteEndObject();
        json.WriteStartArray("taxonomy");
        if (taxonomy.EntryPoint is { } entry)
            json.WriteStringValue(entry);
        json.WriteEndArray();
        json.WriteString("llmenergy:status", "candidate");
        json.WriteString("llmenergy:taxonomy", taxonomy.Id);
        json.WriteString("llmenergy:taxonomyStatus", taxonomy.Status);
        json.WriteBoolean("llmenergy:interim", disclosure.Period.IsInterim);
        json.WriteStartArray("llmenergy:memberUnknown");
        foreach (var tag in taxonomy.Facts.Where(tag => !IsKnown(tag)))
            json.WriteStringValue(tag.Figure);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("facts");
        foreach (var fact in facts)
        {
            json.WriteStartObject(fact.Figure);
            json.WriteString("value", PlainNumber.Of(fact.Value));
            json.WriteStartObject("dimensions");
            json.WriteString("concept", fact.Concept);
            json.WriteString("entity", lei is null ? "llmenergy:undertaking" : $"lei:{lei}");
            json.WriteString("period", $"{PlainJson.Of(fact.First)}T00:00:00/{PlainJson.Of(fact.Last.AddDays(1))}T00:00:00");
            if (fact.Unit is { } unit)
                json.WriteString("unit", unit);
            foreach (var (axis, member) in fact.Dimensions)
                json.WriteString(axis, member);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsKnown(FigureTag tag) => tag.Dimensions.Values.All(member => member is not null);
}
