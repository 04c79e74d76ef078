using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// A profile that reads the tokens of the rows as they stand there: parts beside their wholes, and the total as characters.
/// </summary>
internal static class ProbeProfile
{
    private static readonly Field[] Read = [Field.Time, Field.Input, Field.Cached, Field.CacheWrite, Field.Output, Field.Reasoning];

    public static string Write(FieldChoice choice, FileSample sample, string rows, string? identity)
    {
        var fields = new DraftText();
        foreach (var field in Read.Where(choice.Fields.ContainsKey))
            fields.Add(FieldNames.Of(field), DraftText.Quote(choice.Fields[field].Name));
        if (choice.Total is { } total)
            fields.Add(FieldNames.Of(Field.Characters), DraftText.Quote(total));
        var semantics = new DraftText().Add("grain", "\"request\"");
        foreach (var key in new[] { "inputIncludesCached", "inputIncludesCacheWrite", "outputIncludesReasoning" })
            semantics.Add(key, "false");
        semantics.Add("time", DraftText.Quote(new DraftSemantics(choice, null).TimeForm)).Add("zone", "\"UTC\"");
        var probe = new DraftText().Add("id", "\"probe\"").Add("title", "\"probe\"");
        ProfileWriter.AddContainer(probe, sample, rows);
        if (identity is not null)
            probe.Add("identity", DraftText.Quote([identity]));
        return probe.Add("fields", fields.Write()).Add("semantics", semantics.Write()).Write();
    }
}
