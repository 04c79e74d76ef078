using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tracing;

/// <summary>Takes the rows of a file and keeps those of the lines that are asked for, the largest of each.</summary>
/// <param name="atLine">Line of the file whose rows are kept whatever became of them; null: none.</param>
internal sealed class TracedRows(SourceInput source, RowReader reader, RecordedRuns left, Func<LineKey, bool> wants, long? atLine, int most)
    : IRowSink,
        IRowFates
{
    /// <summary>By the number of a row's key; null where none of it was met.</summary>
    private (LineKey Line, bool IsWanted)?[] _lines = new (LineKey, bool)?[64];
    private readonly Dictionary<LineKey, Kept> _kept = [];
    private readonly List<(Candidate Row, string Rule)> _atLine = [];
    private Candidate? _open;

    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Close(row.At);
        var rule =
            row.Left == 0 ? ""
            : row.Left == UsageRow.TooLong ? "too-long"
            : reader.Left.Take(row.Left).Rule;
        if (row.At.Line == atLine)
            _atLine.Add((_open = new(row), rule.Length == 0 && left.At(row.At.Line) is { } run ? run.Rule : rule));
        if (rule.Length == 0)
            Keep(row, isSettled: false);
    }

    /// <summary>A row of a table, whose fate is known here and is on no record.</summary>
    public void Add(RowOutcome outcome, string rule, in UsageRow row, byte twin)
    {
        if (outcome == RowOutcome.Accepted)
            Keep(row, isSettled: true);
    }

    private void Keep(in UsageRow row, bool isSettled)
    {
        var (line, isWanted) = LineOf(row.Key);
        if (!isWanted || (!isSettled && left.At(row.At.Line) is not null))
            return;
        if (!_kept.TryGetValue(line, out var kept))
            _kept[line] = kept = new();
        kept.Rows++;
        kept.Usage += row.Usage;
        var weight = (row.Usage.Input + row.Usage.Output, row.Cost, -row.At.Line, -row.At.Offset);
        if (kept.Largest.Count < most || (most > 0 && kept.Largest.TryPeek(out _, out var least) && weight.CompareTo(least) > 0))
        {
            if (kept.Largest.Count == most)
                kept.Largest.Dequeue();
            kept.Largest.Enqueue(_open = new(row), weight);
        }
    }

    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation)
    {
        Close(at);
        if (at.Line == atLine)
            _atLine.Add((_open = new(UsageRow.NotRead(at, 0)), issue.Code));
    }

    public void Warn(string code, string message) { }

    public void Counted(RecordTally records, PlaceKind places) { }

    public void MissPages(string member) { }

    /// <param name="text">Of records; null where they cannot be read once more.</param>
    public Dictionary<LineKey, RowsOfLine> ByLine(string file, RecordText? text) =>
        _kept.ToDictionary(
            kept => kept.Key,
            kept => new RowsOfLine(
                kept.Value.Rows,
                kept.Value.Usage,
                [
                    .. kept
                        .Value.Largest.UnorderedItems.Select(item => item.Element)
                        .OrderBy(row => row.Row.At.Line)
                        .ThenBy(row => row.Row.At.Offset)
                        .Select(row => Shown(file, row, kept.Key, "", text)),
                ]
            )
        );

    public ImmutableArray<FoundRow> AtLine(string file, RecordText text) =>
        [
            .. _atLine.Select(found =>
                Shown(file, found.Row, found.Rule.Length > 0 ? null : LineOf(found.Row.Row.Key).Line, found.Rule, text)
            ),
        ];

    private static FoundRow Shown(string file, Candidate found, LineKey? line, string rule, RecordText? text) =>
        new(
            file,
            found.Row.At.Line,
            found.Row.Day > 0 ? DateOnly.FromDayNumber(found.Row.Day) : null,
            line,
            rule,
            found.Row.Usage,
            found.Row.Usage.Knows(Known.Cost) ? found.Row.Cost : null,
            text?.Of(found.Row.At, found.End) ?? []
        );

    private (LineKey Line, bool IsWanted) LineOf(int key)
    {
        if (key >= _lines.Length)
            Array.Resize(ref _lines, Math.Max(key + 1, _lines.Length * 2));
        if (_lines[key] is { } known)
            return known;
        var of = SourceLines.KeyOf(source, reader.Keys[key], reader.Dimensions);
        var line = (of, wants(of));
        _lines[key] = line;
        return line;
    }

    /// <summary>The record before ends where this one begins.</summary>
    private void Close(RowLocation at)
    {
        if (_open is null || at.Offset <= _open.Row.At.Offset)
            return;
        _open.End = at.Offset;
        _open = null;
    }

    private sealed class Candidate(UsageRow row)
    {
        public UsageRow Row { get; } = row;

        /// <summary>Where the next record begins; null where none does.</summary>
        public long? End { get; set; }
    }

    private sealed class Kept
    {
        public long Rows { get; set; }

        public Usage Usage { get; set; } = Usage.None;

        public PriorityQueue<Candidate, (long Tokens, decimal Cost, long Line, long Offset)> Largest { get; } = new();
    }
}
