using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>Words that a column's name has all of (a list stands for any one of it), and words it has none of.</summary>
/// <param name="Field">Null: the identity of a request.</param>
internal sealed record NameRule(Field? Field, ImmutableArray<ImmutableArray<string>> All, ImmutableArray<string> None)
{
    private const string Money = "cost price rate spend amount usd eur dkk kosten";
    private const string Parts =
        Money
        + " cached cache reasoning thoughts thinking audio image images video text detail details limit max latency seconds ms hash "
        + "hashes ids id tool";

    private const string InUsage =
        Money + " cached cache read write creation reasoning thoughts thinking audio image images video text id ids";

    /// <summary>In the order in which fields take their columns; of one field, the surer first.</summary>
    public static ImmutableArray<NameRule> Rules { get; } =
    [
        Of(Formats.Field.Cached, "cached tokens|token|input|prompt|length", Money + " write creation output id audio image"),
        Of(Formats.Field.Cached, "cache read|hit tokens|token|input|prompt|length", Money + " write creation id audio image"),
        Of(Formats.Field.Cached, "cache read|reads", Money + " write creation id audio image"),
        Of(Formats.Field.Cached, "cached", Money + " write creation output id"),
        Of(Formats.Field.CacheWrite, "cache write|creation", Money + " id"),
        Of(Formats.Field.Reasoning, "reasoning|thoughts|thinking tokens|token", Money + " effort"),
        Of(Formats.Field.Reasoning, "reasoning|thoughts|thinking", Money + " effort id text content"),
        Of(Formats.Field.Input, "prompt|input|eingabe tokens|token|tokenanzahl", Parts + " output completion"),
        Of(Formats.Field.Input, "entrée|entree|indgående tokens|jetons", Parts + " sortie"),
        Of(Formats.Field.Input, "context|request tokens|token|length", Parts + " output completion"),
        Of(Formats.Field.Input, "inputtokens|prompttokens|eingabetokens", Parts),
        Of(Formats.Field.Input, "tokens|token in", Parts + " out"),
        Of(Formats.Field.Input, "usage prompt|input", InUsage + " output completion"),
        // a length may be one of characters, and a count one of prompts: neither comes before tokens
        Of(Formats.Field.Input, "prompt|input|eingabe length|len", Parts + " output completion"),
        Of(Formats.Field.Input, "prompt|input", Parts + " output completion count number num n prompts chars characters size"),
        Of(
            Formats.Field.Output,
            "completion|output|generated|generation|response|ausgabe tokens|token|length|len",
            Parts + " input prompt"
        ),
        Of(Formats.Field.Output, "sortie|udgående tokens|jetons", Parts + " entrée"),
        Of(Formats.Field.Output, "outputtokens|completiontokens|ausgabetokens", Parts),
        Of(Formats.Field.Output, "tokens|token out", Parts + " in"),
        Of(Formats.Field.Output, "usage completion|output", InUsage + " input prompt"),
        Of(Formats.Field.Output, "completion|output|generated", Parts + " input prompt count number num n chars characters size"),
        Of(
            Formats.Field.Requests,
            "num|number|count|n|total requests|calls|request|call",
            Money + " id tokens token time failed successful length"
        ),
        Of(
            Formats.Field.Requests,
            "requests|calls|anfragen|requêtes|requetes|appels|forespørgsler|kald",
            Money + " id tokens token time failed successful length"
        ),
        Of(Formats.Field.Images, "images", Money + " tokens token size"),
        Of(Formats.Field.AudioSeconds, "audio|speech|transcription seconds|duration", Money + " tokens token ms"),
        Of(Formats.Field.Characters, "characters|chars", Money),
        Of(Formats.Field.Currency, "currency|waehrung|währung|valuta|devise|monnaie", ""),
        Of(Formats.Field.Cost, "nettobetrag|netto|nettobeløb|ht", "currency id"),
        Of(
            Formats.Field.Cost,
            "cost|spend|costs|kosten|coût|coûts|cout|omkostning|omkostninger",
            "center centre key id currency input output prompt completion per rate unit upstream limit tags"
        ),
        Of(
            Formats.Field.Cost,
            "amount|betrag|beløb|montant",
            "center centre key id currency input output prompt completion per rate unit tax limit vat mwst ust tva ttc moms brutto"
        ),
        Of(Formats.Field.Cost, "price usd|eur|total", "id currency per rate unit input output"),
        Of(Formats.Field.Cost, "cents|charge|charged", "id type currency input output per rate unit"),
        Of(
            Formats.Field.Model,
            "model|modell|modèle|modele|engine|deployment",
            "requests tokens token cost price provider vendor group count time date region type version hash length"
        ),
        Of(Formats.Field.Model, "model version", "requests tokens token"),
        Of(Formats.Field.Model, "snapshot id", "requests tokens token"),
        Of(
            Formats.Field.Provider,
            "provider|vendor|supplier|anbieter|lieferant|kreditor|fournisseur|prestataire|leverandør|udbyder",
            "cost key number nummer id region response request"
        ),
        Of(Formats.Field.Region, "region|location|geo", "cost count"),
        Of(Formats.Field.ServiceTier, "service tier", ""),
        Of(Formats.Field.Operation, "operation|endpoint", "id time date cost count"),
        Of(Formats.Field.Operation, "call type", ""),
        Of(Formats.Field.CostKey, "cost center|centre|key", "user email owner api token"),
        Of(Formats.Field.CostKey, "costcenter|costcentre|kostenstelle", "user email owner api token"),
        Of(Formats.Field.CostKey, "team|project|workspace|department", "user email owner api token tokens cost budget secret"),
        // a billing period is no time of usage: its start is taken where there is no other
        Of(Formats.Field.TimeEnd, "end|ending|until time|date|at|timestamp|usec", "first to latency duration billing"),
        Of(Formats.Field.TimeEnd, "end|until", "first to latency duration point user id billing"),
        Of(Formats.Field.Time, "start|starting|started time|date|at|timestamp", NotStart + " billing"),
        Of(Formats.Field.Time, "timestamp|datetime|zeitstempel|zeitpunkt|tidspunkt|horodatage", NotStart),
        Of(Formats.Field.Time, "created|requested|submitted at|time|date", NotStart),
        Of(Formats.Field.Time, "usage|bucket|request|event|invocation date|time|day|start", NotStart),
        Of(
            Formats.Field.Time,
            "date|datum|dato|day|month|created|start|period|monat|måned|mois|tag|jour|rechnungsdatum|belegdatum|buchungsdatum|fakturadato"
                + "|bilagsdato|leistungsdatum",
            NotStart
        ),
        Of(Formats.Field.Time, "time|when|zeit|tid", NotStart),
        Of(null, "request|call|message|generation|completion|response|invocation|event|trace|span id|uuid|guid", NotIdentity),
        Of(null, "id|uuid", NotIdentity),
    ];

    /// <summary>The identity of the row's parent.</summary>
    public static NameRule Parent { get; } =
        Of(
            null,
            "parent id|uuid|guid|span|run|request|call|observation|trace",
            "user team project workspace organization account customer session"
        );

    /// <summary>What a row of a bill sold: how much, the surer name first.</summary>
    public static ImmutableArray<NameRule> Quantity { get; } =
    [
        Of(null, "quantity|menge|quantité|quantite|mængde|verbrauch|verbrauchsmenge|nutzungsmenge|tokenmenge", NotQuantity),
        Of(null, "usage|consumed|nutzung amount|units|volume", NotQuantity),
        Of(null, "tokens|token|jetons|tokenanzahl", NotQuantity + " type kind name"),
        Of(null, "anzahl|antal|count|units|nombre|stückzahl|volume", NotQuantity),
        Of(null, "amount", NotQuantity + " currency tax"),
    ];

    /// <summary>What the quantity of a bill counts.</summary>
    public static NameRule Unit { get; } =
        Of(null, "unit|einheit|mengeneinheit|maßeinheit|masseinheit|unité|unite|enhed|uom", "price amount quantity preis prix pris");

    /// <summary>What one unit costs.</summary>
    public static NameRule Price { get; } =
        Of(null, "price|preis|einzelpreis|stückpreis|prix|pris|enhedspris|rate|ressourcensatz", "id currency total");

    /// <summary>What a row of a bill calls what it sold, the surer name first; others may.</summary>
    public static ImmutableArray<NameRule> Meter { get; } =
    [
        Of(
            null,
            "meter|sku|item|usage|token|product|produkt|artikel|leistung|position type|name|description|meter|item",
            "id category code"
        ),
        Of(null, "meter|sku|item|product|produkt|artikel|leistung|position|verbrauchseinheit|bezeichnung|beschreibung", "id category code"),
        Of(null, "description|désignation|libellé|beskrivelse|ydelse|vare|type|kind|art|name", "id category code"),
    ];

    /// <summary>Whether a row of a bill is usage at all, or a credit, a tax, a purchase.</summary>
    public static NameRule ChargeType { get; } = Of(null, "charge|line|record|transaction|buchung type|category|art", "id");

    private const string NotQuantity = Money + " preis prix pris id unit einheit month";
    private const string NotStart =
        "end ending ended finish finished completed completion updated modified expires duration latency first ms to zone timezone tokens "
        + "token cost count timeout per limit";
    private const string NotIdentity =
        "user team project workspace organization org account customer session conversation thread parent key model provider deployment "
        + "batch previous snapshot tokens cost index count api owner hash line";

    public bool Holds(ImmutableArray<string> words) =>
        All.All(any => any.Any(words.Contains)) && !None.Any(word => words.Contains(word) && !All.Any(any => any.Contains(word)));

    /// <summary>Words of the name that the rule does not ask for.</summary>
    public int Others(ImmutableArray<string> words) => words.Length - All.Length;

    private static NameRule Of(Field? field, string all, string none) =>
        new(
            field,
            [.. all.Split(' ').Select(any => any.Split('|').ToImmutableArray())],
            [.. none.Split(' ', StringSplitOptions.RemoveEmptyEntries)]
        );
}
