using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>A profile for a list of invoices or ledger lines: who was paid, how much, when. It has no tokens.</summary>
internal static class SpendDraft
{
    private static readonly Field[] Read =
    [
        Field.Time,
        Field.TimeEnd,
        Field.Provider,
        Field.Model,
        Field.Region,
        Field.CostKey,
        Field.Cost,
        Field.Currency,
    ];
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM", "dd.MM.yyyy", "dd/MM/yyyy", "dd-MM-yyyy"];

    /// <summary>Whether a table has all that spend needs.</summary>
    public static bool Fits(FileSample sample, FieldChoice choice) =>
        !sample.Shape.IsTree && new[] { Field.Time, Field.Provider, Field.Cost }.All(choice.Fields.ContainsKey);

    public static string Write(FileSample sample, FieldChoice choice)
    {
        var draft = new DraftText();
        draft.Note(ProfileWriter.Head);
        draft.Add("draft", "true", ProfileWriter.WhyDraft);
        draft.Add("id", "\"my.format\"", DraftText.Decide + "a name of the format, and a title for people");
        draft.Add("title", DraftText.Quote($"Draft ({string.Join(" or ", sample.Shape.Containers)})"));
        ProfileWriter.AddContainer(draft, sample, "");
        var fields = new DraftText();
        foreach (var field in Read.Where(choice.Fields.ContainsKey))
            fields.Add(
                FieldNames.Of(field),
                DraftText.Quote(choice.Fields[field].Name),
                ProfileWriter.OthersOf(choice.Fields[field], FieldNames.Of(field))
            );
        var telling = new[] { Field.Time, Field.Provider, Field.Cost }.Select(field => DraftText.Quote(choice.Fields[field].Name));
        draft.Add("detect", new DraftText().Add("all", $"[{string.Join(", ", telling)}]").Write("  "), ProfileWriter.WhyDetect);
        draft.Add(
            "fields",
            fields.Write("  "),
            DraftText.Decide + "whether every row pays for LLM services alone: other purchases count too"
        );
        var semantics = new DraftText()
            .Add("grain", "\"bucket\"")
            .Add("time", TimesOf(choice.Fields[Field.Time]))
            .Add("zone", "\"UTC\"")
            .Add("endIsInclusive", "true")
            .Add(
                "covers",
                "\"month\"",
                DraftText.Decide + "whether an invoice pays for the month of its date; else state when the service was"
            )
            .Add("decimal", "\"of-file\"", "a point or a comma, as the amounts of the file show");
        if (!choice.Fields.ContainsKey(Field.Currency))
            DraftSemantics.AddCurrency(semantics, choice.Fields[Field.Cost]);
        draft.Add("semantics", semantics.Write("  "));
        draft.Add(
            "ignore",
            $"[{{ \"rule\": \"empty-row\", \"when\": {{ {string.Join(", ", telling.Select(name => $"{name}: \"\""))} }} }}]"
        );
        return draft.Write() + "\n";
    }

    /// <summary>The form that the values show; a workbook shows none here, and has dates of its own.</summary>
    private static string TimesOf(Proposal time) => DraftText.Quote(time.Column.Forms is [var form] ? [form] : Times);
}
