using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>Writes the members of a drafted profile, with a comment above what is left to decide.</summary>
internal sealed class ProfileWriter(FileSample sample, string rows, FieldChoice choice, RowEvidence? evidence)
{
    public const string Head = "Drafted from the names of the columns and the look of the values. Lines marked \"decide\" are for you.";
    public const string WhyDraft = "fails the check drafts-settled: take this line out when nothing is left to decide";
    public const string WhyDetect = "columns that every file of this format has, and no other";
    private const string Decide = DraftText.Decide;
    private const int MostOthers = 3;
    private static readonly string[] TotalWords = ["total", "cumulative"];

    public string Write()
    {
        var semantics = new DraftSemantics(choice, evidence);
        if (semantics.Grain == Grain.Request)
            choice.Fields.Remove(Field.TimeEnd);
        var draft = new DraftText();
        draft.Note(Head);
        draft.Add("draft", "true", WhyDraft);
        if (!FieldChoice.HasHeader(sample))
            draft.Note(Decide + "the first line holds values, not names: give the file a line of column names and draft again");
        draft.Add("id", "\"my.format\"", Decide + "a name of the format, and a title for people");
        draft.Add("title", DraftText.Quote($"Draft ({string.Join(" or ", sample.Shape.Containers)})"));
        AddContainer(draft, sample, rows);
        draft.Add("detect", new DraftText().Add("all", DraftText.Quote(Telling())).Write("  "), WhyDetect);
        draft.Add("fields", Fields());
        if (!choice.Fields.ContainsKey(Field.Provider))
            draft.Note(Decide + "the provider, here as \"constants\": { \"provider\": \"openai\" } or in the source");
        AddIdentity(draft);
        AddCounter(draft);
        draft.Add("semantics", semantics.Write().Write("  "));
        AddTotalRow(draft);
        AddIgnored(draft);
        return draft.Write() + "\n";
    }

    public static void AddContainer(DraftText draft, FileSample sample, string rows)
    {
        draft.Add("container", DraftText.Quote(sample.Shape.Containers));
        if (sample.Separator is { } separator)
            draft.Add("csv", new DraftText().Add("separator", DraftText.Quote(separator.ToString())).Write("  "));
        if (!sample.Shape.IsTree)
            return;
        var json = new DraftText();
        if (rows.Length > 0)
            json.Add("rows", DraftText.Quote(rows));
        if (sample.Shape.Names.Contains("has_more"))
            json.Add("more", "\"has_more\"");
        if (!json.IsEmpty)
            draft.Add("json", json.Write("  "));
    }

    /// <summary>
    /// Of a table all columns that are read; members of JSON may be left out where they are empty, so that only the main ones tell.
    /// </summary>
    private IEnumerable<string> Telling()
    {
        var isTree = sample.Shape.IsTree;
        return choice
            .Fields.Where(field => !isTree || field.Key is Field.Time or Field.Input or Field.Output or Field.Requests)
            .Select(field => field.Value)
            .Concat(!isTree && choice.Identity is { } identity ? [identity] : [])
            .Select(proposal => HolderOf((proposal.Name, proposal.Column)))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The column that the file has: the one whose text the member stands in.</summary>
    public static string HolderOf((string Name, SampledColumn Column) seen) =>
        seen.Name[..^(seen.Column.Name.Length - seen.Column.Holder.Length)];

    private string Fields()
    {
        var text = new DraftText();
        if (!choice.Fields.ContainsKey(Field.Time))
            text.Note(
                Decide
                    + $"no {(sample.Shape.IsTree ? "member" : "column")} of times was found: the profile is refused until \"time\" names "
                    + $"one"
            );
        foreach (var (field, proposal) in choice.Fields)
            text.Add(
                FieldNames.Of(field),
                DraftText.Quote(proposal.Name),
                [.. Doubts(proposal), .. OthersOf(proposal, FieldNames.Of(field))]
            );
        if (choice.Total is { } total && evidence?.PartsOfTotal is not null)
            text.Add(FieldNames.Of(Field.Total), DraftText.Quote(total));
        else if (choice.Total is { } other && evidence?.HasOtherTotals == true)
            text.Note(
                Decide + $"{DraftText.Quote(other)} is no sum of input, output and their parts in all rows: see what it has beside them"
            );
        foreach (
            var missing in new[] { Field.Model, Field.Input, Field.Output }
                .Where(field => !choice.Fields.ContainsKey(field))
                .Select(FieldNames.Of)
        )
            text.Note(Decide + $"nothing was found for {missing}: add \"{missing}\" where the file states it");
        foreach (var (field, name) in choice.Refused.Where(refused => !choice.Fields.ContainsKey(refused.Field)).Take(MostOthers))
            text.Note(Decide + $"{DraftText.Quote(name)} looks like {FieldNames.Of(field)}, but {Wanted(field)}");
        return text.Write("  ");
    }

    private void AddIdentity(DraftText draft)
    {
        if (choice.Identity is { } identity)
            draft.Add("identity", DraftText.Quote([identity.Name]), [.. OthersOf(identity, "what names a request"), .. Repeated()]);
        else if (choice.Identities is [var several, ..])
            draft.Note(
                $"{Decide}{DraftText.Quote(several.Name)} stands on several rows that differ: it is the \"identity\" only where a stream "
                    + $"writes one "
                    + "request again with more, then with \"duplicates\": \"largest\""
            );
        if (choice.Parent is { } parent)
            draft.Add("parent", DraftText.Quote([parent.Name]), "a row that states what its children state together is ignored");
    }

    /// <summary>Counts that rise from row to row may state all since a start: as sums they would count again and again.</summary>
    private void AddCounter(DraftText draft)
    {
        var rising = new[] { Field.Input, Field.Output }
            .Where(choice.Fields.ContainsKey)
            .Select(field => choice.Fields[field])
            .FirstOrDefault(proposal => evidence?.NeverFalls == true || proposal.Words.Any(TotalWords.Contains));
        if (rising is not null)
            draft.Note(
                $"{Decide}whether {DraftText.Quote(rising.Name)} counts up, each row with all since a start: then \"counter\": "
                    + "{ \"series\": [...] }, which counts what it rose by"
            );
    }

    /// <summary>A last row of sums, which the rows are held against.</summary>
    private void AddTotalRow(DraftText draft)
    {
        if (sample.Total is not { } total)
            return;
        var fields = choice
            .Fields.Where(field => FieldNames.Counts.Contains(field.Key) && total.Sums.Contains(field.Value.Column))
            .ToList();
        if (fields.Count == 0)
            return;
        var sums = fields.Aggregate(
            new DraftText(),
            (text, field) => text.Add(FieldNames.Of(field.Key), DraftText.Quote(field.Value.Name))
        );
        draft.Add(
            "controlTotals",
            new DraftText()
                .Add("when", $"{{ {DraftText.Quote(total.Column)}: {DraftText.Quote(total.Word)} }}")
                .Add("fields", sums.Write("    "))
                .Write("  "),
            "the last row states the sums of those before it: it is no usage, and is held against them"
        );
    }

    private IEnumerable<string> Repeated()
    {
        if (choice.Repeated is not { } repeated)
            yield break;
        yield return $"{Decide}{DraftText.Quote(repeated.Name)} stands on several rows with the same numbers: "
            + "if they are one request that was written again, it is the identity, and they count once";
    }

    private void AddIgnored(DraftText draft)
    {
        var rules = choice.Ignored.Select(ignored => Rule(ignored.Rule.Name, (ignored.Column.Name, ignored.Rule.Value))).ToList();
        if (rules.Count > 0)
            draft.Add(
                "ignore",
                $"[{string.Join(", ", rules)}]",
                Decide + "whether these rows are no usage: answers of a gateway's cache, requests that failed before any token"
            );
        if (
            choice.LacksTokens
            && choice.Fields.TryGetValue(Field.Input, out var input)
            && choice.Fields.TryGetValue(Field.Output, out var output)
        )
            draft.Note(
                $"{Decide}rows without tokens are rejected; where they are no requests: \"ignore\": "
                    + $"[{Rule("no-usage", (input.Name, ""), (output.Name, ""))}]"
            );
        foreach (var status in choice.Statuses)
            draft.Note(
                $"{Decide}rows that are no usage, by {DraftText.Quote(status)}: \"ignore\": [{Rule("failed-request", (status, "..."))}]"
            );
    }

    private static string Rule(string name, params IEnumerable<(string Column, string Value)> when) =>
        $"{{ \"rule\": {DraftText.Quote(name)}, \"when\": {{ "
        + $"{string.Join(", ", when.Select(one => $"{DraftText.Quote(one.Column)}: {DraftText.Quote(one.Value)}"))} }} }}";

    public static IEnumerable<string> Doubts(Proposal proposal)
    {
        if (!proposal.IsByName)
            yield return Decide + "its values are times, its name does not say of what";
    }

    public static IEnumerable<string> OthersOf(Proposal proposal, string what)
    {
        if (proposal.Others.IsEmpty)
            yield break;
        var more = proposal.Others.Length > MostOthers ? ", ..." : "";
        yield return $"{Decide}{what} may also be {string.Join(", ", proposal.Others.Take(MostOthers).Select(DraftText.Quote))}{more}";
    }

    private static string Wanted(Field field) =>
        field switch
        {
            Field.TimeEnd => "its values are no times in a known form",
            Field.Cost or Field.AudioSeconds or Field.GenerationSeconds or Field.EnergyWh => "its values are no amounts",
            _ => "its values are not all whole numbers (\"scale\" is for thousands or millions of tokens)",
        };
}
