using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>One file as it was counted: sums by key, days, and what became of each row.</summary>
/// <param name="taken">What counts in another source; null where nothing does.</param>
/// <param name="keepPlaces">Whether it may turn out later that a bucket does not count: its rows are then listed.</param>
/// <param name="recorded">Takes every row with its fate, in the place of a list of those that do not count; null: a list is kept.</param>
internal sealed class FileTotals(string path, RowReader reader, TakenDays? taken, bool keepPlaces, IRowFates? recorded = null)
{
    private readonly List<(int Key, long Line)>? _places = keepPlaces ? [] : null;

    private readonly TakenDays.OfFile? _taken = taken?.For(reader);

    public string Path => path;

    public RowReader Reader => reader;

    public Mapping Mapping => reader.Mapping;

    public Dimensions Dimensions => reader.Dimensions;

    public LineSums Lines { get; } = new(path, reader);

    public RowFates Fates { get; } = new(path, reader, keepRuns: recorded is null);

    public FileDays Days { get; private set; } = new();

    /// <summary>Rows that count and probably are another row once more.</summary>
    public TwinRows Twins { get; private set; } = new();

    /// <summary>Rows of sums that come again; null where rows are requests, or have a name.</summary>
    public RepeatedRows? Repeated { get; private set; } =
        reader.Mapping is { Semantics.Grain: Grain.Bucket, Counter: null, Identity.IsEmpty: true } ? new() : null;

    /// <summary>Requests that nothing names; null where there are no other files to compare them with.</summary>
    public LikeRows? Likes { get; init; }

    public ImmutableArray<Issue> Issues => Fates.Issues.All;

    /// <summary>What the container counted apart from its rows, and the rows that it handed on.</summary>
    public (RecordTally Counted, RecordTally HandedOn) Records { get; set; }

    /// <summary>A row that packed bytes ended in.</summary>
    public long CutRows { get; set; }

    /// <summary>What says that more pages follow the last one; null where nothing does.</summary>
    public string? MorePages { get; set; }

    /// <summary>Why it seems to give no usage; null where it gives some.</summary>
    public string? NoUsage { get; set; }

    /// <summary>Why the file cannot be used, where that turned out when rows were settled.</summary>
    public Issue? Refusal { get; private set; }

    /// <summary>The file cannot be used, as turned out when others were read.</summary>
    public void Refuse(string message) => Refusal ??= new(new(path, 0, 0), IssueCodes.NotUsableFile, message);

    public Bucket BucketOf(in RowKey key) => reader.Buckets[key.Bucket];

    public void Warn(string code, string message) => Fates.Issues.Add([new(new(path, 0, 0), code, message)]);

    public void Fault(string code, string message) => Fates.Issues.Add([new(new(path, 0, 0), code, message)]);

    /// <summary>Rows that count and state nothing that names them.</summary>
    public void SayUnnamed(long rows, Mapping mapping)
    {
        if (rows > 0)
            Warn(
                IssueCodes.NoIdentity,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(rows, "row")} with an empty {mapping.DescribedIdentity}, expected what names a request: "
                        + $"they are counted, a repetition of them would be too"
                )
            );
    }

    public static Issue TooLarge(string file) =>
        new(new(file, 0, 0), IssueCodes.SumTooLarge, "found counts whose sum is too large to hold, expected less");

    /// <summary>A row that no other one counts for.</summary>
    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public void Count(in UsageRow row)
    {
        if (row.Left != 0)
        {
            var left = reader.Left.Take(row.Left);
            recorded?.Add(left.Outcome, left.Rule, row);
            Fates.Leave(row, left);
            if (row.Left == reader.OutsidePeriod)
                Remember(row);
            else if (reader.IsByFormat(row.Left) && row.Day > 0)
                Days.Seen(row.Day);
            return;
        }

        if (_taken is not null && _taken.Has(row))
        {
            Fates.Repeat(row, _taken.Rule);
            // another source has its usage: the day is no gap of this one
            Days.Seen(row.Day);
            return;
        }

        var twin = row.Twin == 0 ? (byte)0 : Twins.Add(row);
        recorded?.Add(RowOutcome.Accepted, "", row, twin);
        Days.Add(row.Day, Lines.Add(row), row.Usage, 1);
        Fates.Accept(row.At.Line);
        Repeated?.Add(row);
        if (row.Likeness != 0)
            Likes?.Add(row);
        _places?.Add((row.Key, row.At.Line));
    }

    /// <summary>Rows of one fate that are alike, as one row with their sums.</summary>
    /// <param name="twin">Number of the rule by which they repeat others, from 1; 0 where they do not.</param>
    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public void Count(RowOutcome outcome, string rule, in UsageRow sum, long rows, in ContextMoments moments, byte twin)
    {
        if (outcome != RowOutcome.Accepted)
        {
            Fates.Add(outcome, rule, sum, rows);
            if (sum.Day > 0)
                Days.Seen(sum.Day);
        }
        else if (_taken is not null && _taken.Has(sum))
        {
            Fates.Add(RowOutcome.Duplicate, _taken.Rule, sum, rows);
            Days.Seen(sum.Day);
        }
        else
        {
            Days.Add(sum.Day, Lines.Add(sum, rows, moments), sum.Usage, rows);
            Fates.Add(outcome, rule, sum, rows);
            if (twin != 0)
                Twins.Add(twin, sum.Usage, rows);
        }
    }

    /// <summary>A row that another one counts for.</summary>
    public void Repeat(in UsageRow row, string rule, (FileTotals File, long Line)? original)
    {
        recorded?.Add(RowOutcome.Duplicate, rule, row);
        Fates.Repeat(row, rule, original?.File.Path, original?.Line ?? 0);
    }

    /// <summary>A row whose fate was settled after others were read; it may still lie outside the period.</summary>
    public void Settle(in UsageRow row, RowOutcome outcome, string rule, FileTotals? kept, long keptLine)
    {
        try
        {
            if (outcome != RowOutcome.Accepted)
            {
                recorded?.Add(outcome, rule, row);
                Fates.Settle(row, outcome, rule, kept?.Path, keptLine);
            }
            else if (row.Left == 0)
            {
                Count(row);
            }
            else
            {
                var left = reader.Left.Take(row.Left).Rule;
                recorded?.Add(RowOutcome.Ignored, left, row);
                Fates.Settle(row, RowOutcome.Ignored, left, null, 0);
                Remember(row);
            }
        }
        catch (OverflowException)
        {
            Refusal ??= TooLarge(path);
        }
        catch (RefusedFileException refused)
        {
            Refusal ??= refused.Issue;
        }
    }

    /// <summary>What lies outside the period can still be the export that a bucket in it counts from.</summary>
    private void Remember(in UsageRow row)
    {
        if (_places is not null)
            Lines.Add(row);
    }

    /// <summary>Takes back accepted rows that another file counts for: those of these keys.</summary>
    public void Disown(IReadOnlyDictionary<int, FileTotals> owners, string rule)
    {
        var inside = owners.Where(owner => !reader.Keys[owner.Key].IsOutside).ToDictionary(owner => owner.Key, owner => owner.Value);
        foreach (var key in inside.Keys)
            Fates.Disown(Lines.Remove(key), reader.Keys[key].Currency, rule);

        var run = default(RowDecision);
        foreach (var (key, line) in _places ?? [])
        {
            var owner = inside.GetValueOrDefault(key);
            if (run.Rows > 0 && owner?.Path != run.KeptPath)
            {
                Fates.Decisions.AddSettled(run);
                run = default;
            }

            if (owner is not null)
                run =
                    run.Rows == 0
                        ? new(path, line, line, 1, RowOutcome.Duplicate, rule, owner.Path)
                        : run with
                        {
                            LastLine = line,
                            Rows = run.Rows + 1,
                        };
        }

        if (run.Rows > 0)
            Fates.Decisions.AddSettled(run);
    }

    /// <summary>Takes back all accepted rows: the other file has the same bytes.</summary>
    public void DisownAll(FileTotals original)
    {
        var ((first, last), rows) = (Fates.AcceptedLines, Fates.Accepted);
        foreach (var (number, key, _) in Lines.Inside.ToList())
            Fates.Disown(Lines.Remove(number), key.Currency, "same-file");
        (Days, Twins, Repeated) = (new(), new(), null);
        Fates.Decisions.AddSettled(
            new(path, first, last, rows, RowOutcome.Duplicate, "same-file", original.Path, original.Fates.AcceptedLines.First)
        );
    }
}
