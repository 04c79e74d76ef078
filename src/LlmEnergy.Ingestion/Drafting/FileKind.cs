using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What a file without tokens seems to be, by words of its columns, and what to do with it.</summary>
/// <param name="Least">So many columns have to have one of the words.</param>
/// <param name="MayCount">Whether such a file says something of usage or its cost.</param>
internal sealed record FileKind(string Name, string Advice, string Words, int Least, bool MayCount)
{
    private const int MostNamed = 3;

    private static readonly ImmutableArray<FileKind> All =
    [
        new(
            "a seat report",
            "seats say nothing of usage: export the usage by model",
            "seat seats license licence licenses licences assignee assigned engaged user email role member active activity prompts "
                + "messages",
            3,
            false
        ),
        new(
            "a cloud bill",
            "its amounts can be read as spend, or by a profile with \"isBill\" beside an export of the usage",
            "billed billing invoice charge sku meter subscription service cost amount currency pricing",
            2,
            true
        ),
        new(
            "traces",
            "export the spans with the tokens of their calls, such as gen_ai.usage.input_tokens",
            "span spans trace traceid spanid kind",
            2,
            true
        ),
        new(
            "metrics",
            "sums without the name of a token count cannot be told apart: export the requests, or usage by day and model",
            "metric metrics value values gauge counter points bucket quantile le instance job",
            2,
            true
        ),
    ];

    private static readonly FileKind Other = new(
        "a table of something else",
        "name a file that states tokens, requests, images, seconds of audio or characters",
        "",
        0,
        false
    );

    /// <summary>Fields of which a profile needs one: without them nothing is known of usage.</summary>
    public static ImmutableArray<Field> UsageFields { get; } =
    [Field.Input, Field.Output, Field.Cached, Field.CacheWrite, Field.Reasoning, Field.Images, Field.AudioSeconds, Field.Characters];

    /// <summary>The kind that most columns speak for, with those that do.</summary>
    public static (FileKind Kind, IReadOnlyList<string> Telling) Of(FileSample sample)
    {
        var names = sample.Columns.Select(column => column.Name).Where(name => !ColumnName.MayBeValue(name)).ToList();
        return All.Select(kind => (Kind: kind, Telling: (IReadOnlyList<string>)[.. names.Where(kind.IsToldBy)]))
            .Where(found => found.Telling.Count >= found.Kind.Least)
            .Append((Kind: Other, Telling: []))
            .MaxBy(found => found.Telling.Count);
    }

    /// <summary>What a refusal says: no values, and no names that may be values.</summary>
    public static string Describe(FileSample sample)
    {
        var (kind, telling) = Of(sample);
        var by = telling.Count == 0 ? "" : $" ({string.Join(", ", telling.Take(MostNamed).Select(DraftText.Quote))})";
        return $"found no column that counts tokens or other usage, expected one: the file seems to be {kind.Name}{by}; {kind.Advice}";
    }

    private bool IsToldBy(string name) => ColumnName.WordsOf(name).Any(Words.Split(' ').Contains);
}
