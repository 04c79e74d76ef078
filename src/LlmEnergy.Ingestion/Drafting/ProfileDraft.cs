using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// A profile for a file of no known format, proposed from the names of its columns and the look of its first values. It holds names and no values, and a
/// comment "decide" at all that the file does not tell. It can be read as it stands where a column of times was found.
/// </summary>
/// <param name="Text">JSON with comments; null where the file cannot be read.</param>
/// <param name="Refused">What is wrong with the file.</param>
public sealed record ProfileDraft(string? Text, Issue? Refused)
{
    private const string Decide = "decide: ";
    private const int MostOthers = 3;

    /// <summary>What is left to decide.</summary>
    public int Decisions => Text is null ? 0 : Text.Split('\n').Count(line => line.TrimStart().StartsWith("// " + Decide, StringComparison.Ordinal));

    public static ProfileDraft Of(InputPath file)
    {
        try
        {
            return new(Write(FileSample.Of(ExportFile.Open(file))), null);
        }
        catch (RefusedFileException refused)
        {
            return new(null, refused.Issue);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return new(null, new(new(file.Display, 0, 0), IssueCodes.Unreadable, $"found {Unreadable.Reason(exception)}, expected a readable file"));
        }
    }

    internal static string Write(FileSample sample)
    {
        var rows = RowsChoice.Of(sample);
        var choice = new FieldChoice(sample, new(rows, sample.Shape.IsTree));
        if (new DraftSemantics(choice).Grain == Grain.Request) choice.Fields.Remove(Field.TimeEnd);
        var draft = new DraftText();
        draft.Note("Drafted from the names of the columns and the look of the values. Lines marked \"decide\" are for you.");
        draft.Add("draft", "true", "fails the check drafts-settled: take this line out when nothing is left to decide");
        if (!FieldChoice.HasHeader(sample)) draft.Note(Decide + "the first line holds values, not names: give the file a line of column names and draft again");
        draft.Add("id", "\"my.format\"", Decide + "a name of the format, and a title for people");
        draft.Add("title", DraftText.Quote($"Draft ({string.Join(" or ", sample.Shape.Containers)})"));
        draft.Add("container", DraftText.Quote(sample.Shape.Containers));
        if (sample.Separator is { } separator) draft.Add("csv", new DraftText().Add("separator", DraftText.Quote(separator.ToString())).Write("  "));
        AddJson(draft, sample, rows);
        draft.Add("detect", new DraftText().Add("all", DraftText.Quote(Telling(choice, sample.Shape.IsTree))).Write("  "), "columns that every file of this format has, and no other");
        draft.Add("fields", Fields(choice, sample.Shape.IsTree));
        if (!choice.Fields.ContainsKey(Field.Provider)) draft.Note(Decide + "the provider, here as \"constants\": { \"provider\": \"openai\" } or in the source");
        if (choice.Identity is { } identity) draft.Add("identity", DraftText.Quote([identity.Name]), OthersOf(identity, "what names a request"));
        draft.Add("semantics", new DraftSemantics(choice).Write().Write("  "));
        if (choice.Status is { } status) draft.Note(Decide + $"rows that are no usage, by {DraftText.Quote(status)}: \"ignore\": [{{ \"rule\": \"failed-request\", \"when\": {{ {DraftText.Quote(status)}: \"...\" }} }}]");
        return draft.Write() + "\n";
    }

    private static void AddJson(DraftText draft, FileSample sample, string rows)
    {
        if (!sample.Shape.IsTree) return;
        var json = new DraftText();
        if (rows.Length > 0) json.Add("rows", DraftText.Quote(rows));
        if (sample.Shape.Names.Contains("has_more")) json.Add("more", "\"has_more\"");
        if (!json.IsEmpty) draft.Add("json", json.Write("  "));
    }

    /// <summary>Of a table all that is read; members of JSON may be left out where they are empty, so that only the main ones tell.</summary>
    private static IEnumerable<string> Telling(FieldChoice choice, bool isTree) => choice.Fields
        .Where(field => !isTree || field.Key is Field.Time or Field.Input or Field.Output or Field.Requests)
        .Select(field => field.Value.Name)
        .Concat(!isTree && choice.Identity is { } identity ? [identity.Name] : [])
        .Distinct(StringComparer.Ordinal);

    private static string Fields(FieldChoice choice, bool isTree)
    {
        var text = new DraftText();
        if (!choice.Fields.ContainsKey(Field.Time)) text.Note(Decide + $"no {(isTree ? "member" : "column")} of times was found: the profile is refused until \"time\" names one");
        foreach (var (field, proposal) in choice.Fields)
            text.Add(FieldNames.Of(field), DraftText.Quote(proposal.Name), [.. Doubts(proposal), .. OthersOf(proposal, FieldNames.Of(field))]);
        foreach (var missing in new[] { Field.Model, Field.Input, Field.Output }.Where(field => !choice.Fields.ContainsKey(field)))
            text.Note(Decide + $"nothing was found for {FieldNames.Of(missing)}: add \"{FieldNames.Of(missing)}\" where the file states it");
        foreach (var (field, name) in choice.Refused.Where(refused => !choice.Fields.ContainsKey(refused.Field)).Take(MostOthers))
            text.Note(Decide + $"{DraftText.Quote(name)} looks like {FieldNames.Of(field)}, but {Wanted(field)}");
        return text.Write("  ");
    }

    private static IEnumerable<string> Doubts(Proposal proposal)
    {
        if (!proposal.IsByName) yield return Decide + "its values are times, its name does not say of what";
    }

    private static IEnumerable<string> OthersOf(Proposal proposal, string what)
    {
        if (proposal.Others.IsEmpty) yield break;
        var more = proposal.Others.Length > MostOthers ? ", ..." : "";
        yield return $"{Decide}{what} may also be {string.Join(", ", proposal.Others.Take(MostOthers).Select(DraftText.Quote))}{more}";
    }

    private static string Wanted(Field field) => field switch
    {
        Field.TimeEnd => "its values are no times in a known form",
        Field.Cost or Field.AudioSeconds or Field.GenerationSeconds => "its values are no amounts",
        _ => "its values are not all whole numbers (\"scale\" is for thousands or millions of tokens)",
    };
}
