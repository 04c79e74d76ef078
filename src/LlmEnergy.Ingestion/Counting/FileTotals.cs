using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The rows of one file, folded as they come: sums by key, counts by outcome, and every row that was not accepted.</summary>
internal sealed class FileTotals
{
    /// <summary>Rows are looked for among the identities this many rows after their place in memory was asked for.</summary>
    private const int Ahead = 64;
    private const int MostKeys = 1_000_000;
    private readonly RowReader _reader;
    private readonly ReadingProgress _progress;
    private readonly SourceIdentities _identities;
    private readonly FileIssues _issues;
    private readonly DecisionRuns _decisions;
    private readonly DistinctCount[] _distinct = [.. FieldNames.Text.Select(field => new DistinctCount(field))];
    private readonly UsageRow[] _waiting = new UsageRow[Ahead];
    private readonly List<(int Key, long Line)>? _places;
    private readonly bool _hasIdentity;

    /// <summary>Rows count only when all of their source are known.</summary>
    private readonly bool _waits;
    private readonly long _bytes;
    private readonly long _identitiesBefore;
    private long _identified;
    private int _waitingRows;
    private LineTotals[] _lines = new LineTotals[64];
    private Usage _notAccepted = Usage.None;
    private Issue? _firstLacking;
    private long _accepted;
    private long _duplicates;
    private long _ignored;
    private long _rejected;
    private long _lacking;
    private long _withoutIdentity;
    private long _firstLine;
    private long _lastLine;

    /// <param name="bytes">Of the file as it is read; 0 where that is not known.</param>
    /// <param name="keepPlaces">Whether it may turn out later that a bucket does not count: its rows are then listed.</param>
    public FileTotals(string path, RowReader reader, ReadingProgress progress, SourceIdentities identities, bool keepPlaces, long bytes = 0)
    {
        (Path, _reader, _progress, _identities) = (path, reader, progress, identities);
        (_issues, _decisions) = (new(path), new(path));
        (_bytes, _identitiesBefore) = (bytes, identities.Count);
        _places = keepPlaces ? [] : null;
        _hasIdentity = !reader.Mapping.Identity.IsEmpty || reader.Mapping.Variants.Any(variant => !variant.Mapping.Identity.IsEmpty);
        _waits = reader.Mapping.Semantics.Duplicates == Duplicates.Largest || !reader.Mapping.Parent.IsEmpty;
    }

    public string Path { get; }

    public RowReader Reader => _reader;

    public Mapping Mapping => _reader.Mapping;

    public IEnumerable<(int Number, RowKey Key, LineTotals Totals)> Lines =>
        _lines.Index().Where(line => line.Item.Rows > 0).Select(line => (line.Index, _reader.Keys[line.Index], line.Item));

    public FileDays Days { get; private set; } = new();

    public Dimensions Dimensions => _reader.Dimensions;

    public ImmutableArray<Issue> Issues => _issues.All;

    public DecisionRuns Decisions => _decisions;

    public Usage NotAccepted => _notAccepted;

    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public Usage Accepted => Lines.Aggregate(Usage.None, (sum, line) => sum + line.Totals.Usage);

    public RowCounts Rows => new(_accepted + _duplicates + _ignored + _rejected, _accepted, _duplicates, _ignored, _rejected);

    /// <summary>Lines of the first and the last accepted row.</summary>
    public (long First, long Last) AcceptedLines => (_firstLine, _lastLine);

    public Bucket BucketOf(in RowKey key) => _reader.Buckets[key.Bucket];

    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        if (_hasIdentity)
        {
            if (_waitingRows == Ahead) Flush();
            if (row.Identity != 0) _identities.Expect(row.Identity);
            _waiting[_waitingRows++] = row;
        }
        else
        {
            Take(row);
        }

        _progress.Passed(row.At.Offset, cancellation);
    }

    /// <summary>A record that did not become a row.</summary>
    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation)
    {
        Flush();
        Leave(at, default, Ingestion.Rows.NotAccepted.RejectedFor([issue]));
        _progress.Passed(at.Offset, cancellation);
    }

    /// <summary>Packed bytes that ended too early: the line they stopped in is a row that was read in part.</summary>
    public void RejectCut(PackedDamage damage)
    {
        Flush();
        var line = Math.Max(_lastLine, 1) + 1;
        var issue = new Issue(new(Path, line, 0), IssueCodes.Damaged, $"found {damage.Found}, expected a whole file: what could be unpacked is read, what follows is missing");
        if (damage.CutBytes > 0) Leave(new(line, 0), default, Ingestion.Rows.NotAccepted.RejectedFor([issue]));
        else _issues.Add([issue]);
    }

    public void Warn(string code, string message) => _issues.Add([new(new(Path, 0, 0), code, message, Severity.Warning)]);

    public void Fault(string code, string message) => _issues.Add([new(new(Path, 0, 0), code, message)]);

    /// <summary>To be called after the last row.</summary>
    public void End()
    {
        Flush();
        if (_withoutIdentity > 0) Warn(IssueCodes.NoIdentity, string.Create(CultureInfo.InvariantCulture, $"found {_withoutIdentity:N0} rows with an empty {string.Join(" + ", Mapping.Identity)}, expected what names a request: they are counted, a repetition of them would be too"));
    }

    public static RefusedFileException TooLarge(string file) => new(file, IssueCodes.SumTooLarge, "found counts whose sum is too large to hold, expected less");

    /// <summary>Where every row with usage lacks a required field, it is the export that is wrong, not its rows.</summary>
    public void RefuseIfAllRowsLackTheSame()
    {
        if (_accepted > 0 || _lacking == 0 || _lacking != _rejected) return;
        var message = string.Create(CultureInfo.InvariantCulture, $"{_firstLacking!.Message} (so in all {_lacking:N0} rows with usage; the file is not read)");
        throw new RefusedFileException(_firstLacking with { Message = message });
    }

    /// <summary>Why the file cannot be used, where that turned out when rows were settled.</summary>
    public RefusedFileException? Refusal { get; private set; }

    /// <summary>A row whose fate was settled after others were read.</summary>
    public void AcceptSettled(in UsageRow row)
    {
        try
        {
            Add(row);
        }
        catch (OverflowException)
        {
            Refusal ??= TooLarge(Path);
        }
        catch (RefusedFileException refused)
        {
            Refusal ??= refused;
        }
    }

    public void LeaveSettled(in UsageRow row, RowOutcome outcome, string rule, FileTotals? kept, long keptLine)
    {
        if (outcome == RowOutcome.Duplicate) _duplicates++;
        else _ignored++;
        _decisions.AddSettled(new(Path, row.At.Line, row.At.Line, 1, outcome, rule, kept?.Path, keptLine));
        try
        {
            _notAccepted += row.Usage;
        }
        catch (OverflowException)
        {
            Refusal ??= TooLarge(Path);
        }
    }

    /// <summary>Takes back accepted rows that another file counts for: those of these keys.</summary>
    public void Disown(IReadOnlyDictionary<int, FileTotals> owners, string rule)
    {
        foreach (var key in owners.Keys)
        {
            ref var line = ref _lines[key];
            _duplicates += line.Rows;
            _accepted -= line.Rows;
            _notAccepted += line.Usage;
            line = default;
        }

        var run = default(RowDecision);
        foreach (var (key, line) in _places ?? [])
        {
            var owner = owners.GetValueOrDefault(key);
            if (run.Rows > 0 && owner?.Path != run.KeptPath)
            {
                _decisions.AddSettled(run);
                run = default;
            }

            if (owner is not null) run = run.Rows == 0 ? new(Path, line, line, 1, RowOutcome.Duplicate, rule, owner.Path) : run with { LastLine = line, Rows = run.Rows + 1 };
        }

        if (run.Rows > 0) _decisions.AddSettled(run);
    }

    /// <summary>Takes back all accepted rows: the other file has the same bytes.</summary>
    public void DisownAll(FileTotals original)
    {
        var rows = _accepted;
        foreach (var (number, _, line) in Lines.ToList())
        {
            _notAccepted += line.Usage;
            _lines[number] = default;
        }

        _duplicates += rows;
        _accepted = 0;
        Days = new();
        _decisions.AddSettled(new(Path, _firstLine, _lastLine, rows, RowOutcome.Duplicate, "same-file", original.Path, original._firstLine));
    }

    private void Flush()
    {
        foreach (ref readonly var row in _waiting.AsSpan(0, _waitingRows)) Take(row);
        _waitingRows = 0;
    }

    private void Take(in UsageRow row)
    {
        try
        {
            if (row.Left != 0)
            {
                _identities.Link(row);
                Leave(row.At, row.Usage, _reader.Left.Take(row.Left));
                if (row.Left < 0 && row.Left != _reader.OutsidePeriod && row.Day > 0) Days.Seen(row.Day);
            }
            else if (_hasIdentity)
            {
                TakeOnce(row);
            }
            else
            {
                Add(row);
            }
        }
        catch (OverflowException)
        {
            throw TooLarge(Path);
        }
    }

    private void TakeOnce(in UsageRow row)
    {
        if (row.Identity == 0)
        {
            _withoutIdentity++;
            Add(row);
            return;
        }

        if ((++_identified & 0xFFFF) == 0) _identities.Foresee(_identitiesBefore, row.At.Offset, _bytes);
        if (_waits)
        {
            _decisions.Close();
            _identities.Hold(this, row);
        }
        else if (_identities.IsFirst(this, row, out var original))
        {
            Add(row);
        }
        else
        {
            _duplicates++;
            _notAccepted += row.Usage;
            _decisions.AddDuplicate(row.At.Line, "same-identity", original?.File.Path, original?.Line ?? 0);
        }
    }

    private void Add(in UsageRow row)
    {
        if (row.Key >= _lines.Length) Array.Resize(ref _lines, Math.Max(row.Key + 1, _lines.Length * 2));
        ref var line = ref _lines[row.Key];
        if (line.Rows++ == 0) CountDistinct(_reader.Keys[row.Key]);
        line.Add(row.Usage);
        if (row.Band == ContextBand.UpTo100K) line.Moments += ContextMoments.Of(row.Usage);
        if (row.Usage.Knows(Known.Cost))
        {
            line.Cost += row.Cost;
            line.HasCost = true;
        }

        Days.Add(row.Day, row.Usage, 1);
        if (_accepted++ == 0) _firstLine = row.At.Line;
        _lastLine = row.At.Line;
        _places?.Add((row.Key, row.At.Line));
        _decisions.Close();
    }

    private void Leave(RowLocation at, in Usage usage, NotAccepted left)
    {
        _decisions.Add(at.Line, left.Outcome, left.Rule);
        if (left.Outcome == RowOutcome.Ignored)
        {
            _ignored++;
            if (usage.Known != Known.Nothing) _notAccepted += usage;
            return;
        }

        _rejected++;
        _issues.Add(left.Issues);
        if (!left.LacksRequired) return;
        _lacking++;
        _firstLacking ??= left.Issues.First(issue => issue.Code == IssueCodes.Required);
    }

    private void CountDistinct(in RowKey key)
    {
        if (_reader.Keys.Count > MostKeys) throw TooMany(MostKeys, _distinct.MaxBy(count => count.Count)!);
        foreach (var count in _distinct)
        {
            if (count.Add(key) > Ingestion.Rows.Dimensions.Most) throw TooMany(Ingestion.Rows.Dimensions.Most, count);
        }
    }

    private RefusedFileException TooMany(int most, DistinctCount count) => new(Path, IssueCodes.TooManyValues, string.Create(
        CultureInfo.InvariantCulture,
        $"found more than {most:N0} {(most == MostKeys ? "lines, most of them by" : "distinct values of")} {FieldNames.Of(count.Field)}{Largest(count)}, expected fewer: map the field to another column, or split the file"));

    /// <summary>The values that most rows have. Only models are named: other fields may hold keys and people.</summary>
    private string Largest(DistinctCount count)
    {
        var largest = Lines
            .GroupBy(line => count.NumberOf(line.Key))
            .Select(group => (Value: Dimensions[count.Field][group.Key], Rows: group.Sum(line => line.Totals.Rows)))
            .OrderByDescending(value => value.Rows).ThenBy(value => value.Value, StringComparer.Ordinal).Take(3);
        var texts = largest.Select(value => string.Create(CultureInfo.InvariantCulture, $"{(count.Field == Field.Model ? Quoted.Of(value.Value) + " " : "")}{value.Rows:N0} rows"));
        return $" (largest: {string.Join(", ", texts)})";
    }
}
