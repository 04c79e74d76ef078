using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// A profile for a file of no known format, proposed from the names of its columns and the look of its values. It holds names and no values, and a
/// comment "decide" at all that the file does not tell. It can be read as it stands where a column of times was found.
/// </summary>
/// <param name="Text">JSON with comments; null where the file cannot be read, or counts no usage.</param>
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
            using var opened = ExportFile.Open(file);
            var sample = FileSample.Of(opened);
            return FieldChoice.HasHeader(sample) && !CountsUsage(sample)
                ? new(null, new(new(file.Display, 0, 0), IssueCodes.UnknownFormat, FileKind.Describe(sample)))
                : new(Write(sample, opened), null);
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

    /// <param name="file">Whose rows are asked; null: names and columns alone tell.</param>
    internal static string Write(FileSample sample, ExportFile? file = null)
    {
        var rows = RowsChoice.Of(sample);
        var choice = new FieldChoice(sample, new(rows, sample.Shape.IsTree));
        var evidence = Evidence(choice, sample, rows, file);
        var semantics = new DraftSemantics(choice, evidence);
        if (semantics.Grain == Grain.Request) choice.Fields.Remove(Field.TimeEnd);
        var draft = new DraftText();
        draft.Note("Drafted from the names of the columns and the look of the values. Lines marked \"decide\" are for you.");
        draft.Add("draft", "true", "fails the check drafts-settled: take this line out when nothing is left to decide");
        if (!FieldChoice.HasHeader(sample)) draft.Note(Decide + "the first line holds values, not names: give the file a line of column names and draft again");
        draft.Add("id", "\"my.format\"", Decide + "a name of the format, and a title for people");
        draft.Add("title", DraftText.Quote($"Draft ({string.Join(" or ", sample.Shape.Containers)})"));
        AddContainer(draft, sample, rows);
        draft.Add("detect", new DraftText().Add("all", DraftText.Quote(Telling(choice, sample.Shape.IsTree))).Write("  "), "columns that every file of this format has, and no other");
        draft.Add("fields", Fields(choice, sample.Shape.IsTree));
        if (!choice.Fields.ContainsKey(Field.Provider)) draft.Note(Decide + "the provider, here as \"constants\": { \"provider\": \"openai\" } or in the source");
        AddIdentity(draft, choice);
        draft.Add("semantics", semantics.Write().Write("  "));
        AddIgnored(draft, choice);
        return draft.Write() + "\n";
    }

    private static bool CountsUsage(FileSample sample)
    {
        var fields = new FieldChoice(sample, new(RowsChoice.Of(sample), sample.Shape.IsTree)).Fields;
        return FileKind.UsageFields.Any(fields.ContainsKey) || (fields.ContainsKey(Field.Requests) && fields.ContainsKey(Field.Model));
    }

    /// <summary>What the rows tell of parts; and which of the columns that may name a request does.</summary>
    private static RowEvidence? Evidence(FieldChoice choice, FileSample sample, string rows, ExportFile? file)
    {
        if (file is null || !choice.Fields.ContainsKey(Field.Time)) return null;
        choice.ChooseIdentity(identity => !RowEvidence.Of(file, ProbeOf(choice, sample, rows, identity.Name)).RepeatsWithOtherNumbers);
        return RowEvidence.Of(file, ProbeOf(choice, sample, rows, null));
    }

    /// <summary>A profile that reads the tokens of the rows as they stand there.</summary>
    private static string ProbeOf(FieldChoice choice, FileSample sample, string rows, string? identity)
    {
        var probe = new DraftText().Add("id", "\"probe\"").Add("title", "\"probe\"");
        AddContainer(probe, sample, rows);
        var fields = new DraftText();
        foreach (var field in new[] { Field.Time, Field.Input, Field.Cached, Field.CacheWrite, Field.Output, Field.Reasoning })
            if (choice.Fields.TryGetValue(field, out var proposal)) fields.Add(FieldNames.Of(field), DraftText.Quote(proposal.Name));
        if (choice.Total is { } total) fields.Add(FieldNames.Of(Field.Characters), DraftText.Quote(total));
        if (identity is not null) probe.Add("identity", DraftText.Quote([identity]));
        return probe.Add("fields", fields.Write()).Add("semantics", new DraftText()
            .Add("grain", "\"request\"").Add("inputIncludesCached", "false").Add("inputIncludesCacheWrite", "false").Add("outputIncludesReasoning", "false")
            .Add("time", DraftText.Quote(new DraftSemantics(choice, null).TimeForm)).Add("zone", "\"UTC\"").Write()).Write();
    }

    private static void AddContainer(DraftText draft, FileSample sample, string rows)
    {
        draft.Add("container", DraftText.Quote(sample.Shape.Containers));
        if (sample.Separator is { } separator) draft.Add("csv", new DraftText().Add("separator", DraftText.Quote(separator.ToString())).Write("  "));
        AddJson(draft, sample, rows);
    }

    private static void AddIdentity(DraftText draft, FieldChoice choice)
    {
        if (choice.Identity is { } identity) draft.Add("identity", DraftText.Quote([identity.Name]), [.. OthersOf(identity, "what names a request"), .. Repeated(choice)]);
        else if (choice.Identities is [var several, ..])
            draft.Note(Decide + $"{DraftText.Quote(several.Name)} stands on several rows that differ: it is the \"identity\" only where a stream writes one request again with more, then with \"duplicates\": \"largest\"");
        if (choice.Parent is { } parent) draft.Add("parent", DraftText.Quote([parent.Name]), "a row that states what its children state together is ignored");
    }

    private static IEnumerable<string> Repeated(FieldChoice choice)
    {
        if (choice.Repeated is { } repeated)
            yield return Decide + $"{DraftText.Quote(repeated.Name)} stands on several rows with the same numbers: if they are one request that was written again, it is the identity, and they count once";
    }

    private static void AddIgnored(DraftText draft, FieldChoice choice)
    {
        var rules = choice.Ignored.Select(ignored => $"{{ \"rule\": {DraftText.Quote(ignored.Rule.Rule)}, \"when\": {{ {DraftText.Quote(ignored.Column.Name)}: {DraftText.Quote(ignored.Rule.Value)} }} }}").ToList();
        if (rules.Count > 0) draft.Add("ignore", $"[{string.Join(", ", rules)}]", Decide + "whether these rows are no usage: an answer of a gateway's cache, a request that failed before any token");
        if (choice.LacksTokens && choice.Fields.TryGetValue(Field.Input, out var input) && choice.Fields.TryGetValue(Field.Output, out var output))
            draft.Note(Decide + $"rows without tokens are rejected; where they are no requests: \"ignore\": [{{ \"rule\": \"no-usage\", \"when\": {{ {DraftText.Quote(input.Name)}: \"\", {DraftText.Quote(output.Name)}: \"\" }} }}]");
        if (choice.Status is { } status) draft.Note(Decide + $"rows that are no usage, by {DraftText.Quote(status)}: \"ignore\": [{{ \"rule\": \"failed-request\", \"when\": {{ {DraftText.Quote(status)}: \"...\" }} }}]");
    }

    private static void AddJson(DraftText draft, FileSample sample, string rows)
    {
        if (!sample.Shape.IsTree) return;
        var json = new DraftText();
        if (rows.Length > 0) json.Add("rows", DraftText.Quote(rows));
        if (sample.Shape.Names.Contains("has_more")) json.Add("more", "\"has_more\"");
        if (!json.IsEmpty) draft.Add("json", json.Write("  "));
    }

    /// <summary>Of a table all columns that are read; members of JSON may be left out where they are empty, so that only the main ones tell.</summary>
    private static IEnumerable<string> Telling(FieldChoice choice, bool isTree) => choice.Fields
        .Where(field => !isTree || field.Key is Field.Time or Field.Input or Field.Output or Field.Requests)
        .Select(field => field.Value)
        .Concat(!isTree && choice.Identity is { } identity ? [identity] : [])
        .Select(proposal => proposal.Column.IsInText ? proposal.Name[..^(proposal.Column.Name.Length - proposal.Column.Holder.Length)] : proposal.Name)
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
