using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// A profile for a file of no known format, proposed from the names of its columns and the look of its values. It holds names and no
/// values but those of what a bill sold that no word decides, and a comment "decide" at all that the file does not tell. It can be read
/// as it stands where a column of times was found.
/// </summary>
/// <param name="Text">JSON with comments; null where the file cannot be read, or counts no usage.</param>
/// <param name="Refused">What is wrong with the file.</param>
public sealed record ProfileDraft(string? Text, Issue? Refused)
{
    /// <summary>What is left to decide.</summary>
    public int Decisions =>
        Text is null ? 0 : Text.Split('\n').Count(line => line.TrimStart().StartsWith("// " + DraftText.Decide, StringComparison.Ordinal));

    /// <summary>Whether the file seems to hold neither usage nor its cost.</summary>
    public bool IsOther { get; private init; }

    /// <summary>The text under a name of its own.</summary>
    /// <param name="title">Name of the file that it was drafted from.</param>
    public string Named(string id, string title) =>
        Text!
            .Replace("\"my.format\"", DraftText.Quote(id), StringComparison.Ordinal)
            .Replace($"  // {DraftText.Decide}a name of the format, and a title for people\n", "", StringComparison.Ordinal)
            .Replace("\"title\": \"Draft (", $"\"title\": {DraftText.Quote(title)[..^1]} (", StringComparison.Ordinal);

    /// <summary>
    /// A drafted profile whose decisions somebody takes as they stand: they are kept as comments. Null where something has no answer yet: a
    /// currency, or when the usage was.
    /// </summary>
    public static string? Settled(string text)
    {
        if (text.Contains($"\"{DraftSemantics.NoCurrency}\"", StringComparison.Ordinal))
            return null;
        return text.Replace($"  // {ProfileWriter.Head}\n", $"  // {SettledHead}\n", StringComparison.Ordinal)
            .Replace($"  // {ProfileWriter.WhyDraft}\n  \"draft\": true,\n", "", StringComparison.Ordinal)
            .Replace("// " + DraftText.Decide, "// assumed: ", StringComparison.Ordinal);
    }

    private const string SettledHead =
        "Drafted from the names of the columns and the look of the values. Lines marked \"assumed\" were taken by default.";

    public static ProfileDraft Draft(InputPath file)
    {
        try
        {
            using var opened = ExportFile.Open(file);
            var sample = FileSample.Take(opened);
            if (!FieldChoice.HasHeader(sample) || CountsUsage(sample))
                return new(Write(sample, opened), null);
            var rows = RowsChoice.Choose(sample);
            if (new MeterDraft(sample, rows, opened).Write() is { } bill)
                return new(bill, null);
            var choice = new FieldChoice(sample, new(rows, sample.Shape.IsTree));
            return SpendDraft.Fits(sample, choice)
                ? new(SpendDraft.Write(sample, choice), null)
                : new(null, new(new(file.Display, 0, 0), IssueCodes.UnknownFormat, FileKind.Describe(sample)))
                {
                    IsOther = !FileKind.Of(sample).Kind.MayCount,
                };
        }
        catch (RefusedFileException refused)
        {
            return new(null, refused.Issue);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return new(
                null,
                new(new(file.Display, 0, 0), IssueCodes.Unreadable, $"found {Unreadable.Reason(exception)}, expected a readable file")
            );
        }
    }

    /// <param name="file">Whose rows are asked; null: names and columns alone tell.</param>
    internal static string Write(FileSample sample, ExportFile? file = null)
    {
        var rows = RowsChoice.Choose(sample);
        var choice = new FieldChoice(sample, new(rows, sample.Shape.IsTree));
        return new ProfileWriter(sample, rows, choice, Evidence(choice, sample, rows, file)).Write();
    }

    private static bool CountsUsage(FileSample sample)
    {
        var fields = new FieldChoice(sample, new(RowsChoice.Choose(sample), sample.Shape.IsTree)).Fields;
        return FileKind.UsageFields.Any(fields.ContainsKey) || (fields.ContainsKey(Field.Requests) && fields.ContainsKey(Field.Model));
    }

    /// <summary>What the rows tell of parts; and which of the columns that may name a request does.</summary>
    private static RowEvidence? Evidence(FieldChoice choice, FileSample sample, string rows, ExportFile? file)
    {
        if (file is null || !choice.Fields.ContainsKey(Field.Time))
            return null;
        choice.ChooseIdentity(identity =>
            !RowEvidence.Gather(file, ProbeProfile.Write(choice, sample, rows, identity.Name)).RepeatsWithOtherNumbers
        );
        return RowEvidence.Gather(file, ProbeProfile.Write(choice, sample, rows, null));
    }
}
