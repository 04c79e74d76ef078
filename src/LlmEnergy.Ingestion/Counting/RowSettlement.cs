using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Takes the rows of one file and hands each on to its totals, once it is known which of the rows with one identity counts. Identities are
/// settled
/// before the period is looked at: a request counts in one period, whichever periods its rows fall into.
/// </summary>
internal sealed class RowSettlement : IRowSink
{
    /// <summary>Rows are looked for among the identities this many rows after their place in memory was asked for.</summary>
    private const int Ahead = 64;
    private readonly FileTotals _totals;
    private readonly ReadingProgress _progress;
    private readonly SourceIdentities _identities;
    private readonly UsageRow[] _waiting = new UsageRow[Ahead];
    private readonly ControlSums? _control;
    private readonly bool _hasIdentity;

    /// <summary>Rows count only when all of their source are known.</summary>
    private readonly bool _waits;
    private readonly long _bytes;
    private readonly long _identitiesBefore;
    private long _identified;
    private int _waitingRows;
    private bool _hasUsage;
    private long _lastLine;
    private RowTally _byOffset;
    private RowTally _byLine;

    /// <param name="bytes">Of the file as it is read; 0 where that is not known.</param>
    public RowSettlement(FileTotals totals, ReadingProgress progress, SourceIdentities identities, long bytes)
    {
        (_totals, _progress, _identities) = (totals, progress, identities);
        (_bytes, _identitiesBefore) = (bytes, identities.Count);
        var mapping = totals.Mapping;
        _control = totals.Reader.Control is { } control ? new(control) : null;
        _hasIdentity =
            mapping.Counter is not null || !mapping.Identity.IsEmpty || mapping.Variants.Any(variant => !variant.Mapping.Identity.IsEmpty);
        _waits = mapping.Counter is not null || mapping.Semantics.Duplicates == Duplicates.Largest || !mapping.Parent.IsEmpty;
    }

    public long Rows { get; private set; }

    /// <summary>Rows that count and state nothing that names them.</summary>
    public long Unnamed { get; private set; }

    /// <summary>Every row was ignored by a rule of the format that takes it for something else than usage.</summary>
    public bool IsAllOther { get; private set; } = true;

    /// <summary>Why the file cannot be used, where all its rows with usage, of all periods, lack the same.</summary>
    public Issue? AllLackTheSame => _hasUsage ? null : _totals.Fates.AllLackTheSame;

    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        Tally(row.At);
        if (_hasIdentity)
        {
            if (_waitingRows == Ahead)
                Flush();
            if (row.Identity != 0)
                _identities.Expect(row.Identity);
            if (row.Twin != 0)
                _totals.Twins.Expect(row.Twin);
            _waiting[_waitingRows++] = row;
        }
        else
        {
            Take(row);
        }

        _progress.Passed(row.At.Offset, cancellation);
    }

    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation)
    {
        Tally(at);
        Flush();
        Take(UsageRow.NotRead(at, _totals.Reader.Left.Keep(NotAccepted.RejectedFor([issue]))));
        _progress.Passed(at.Offset, cancellation);
    }

    public void Counted(RecordTally records, PlaceKind places) =>
        _totals.Records = (records, places == PlaceKind.Line ? _byLine.Value : _byOffset.Value);

    public void Warn(string code, string message) => _totals.Warn(code, message);

    public void MissPages(string member) => _totals.MorePages = member;

    /// <summary>To be called after the last row.</summary>
    /// <param name="cut">Where packed bytes ended too early: the line that they stopped in is a row that was read in part.</param>
    public void End((string Found, bool IsInsideARow)? cut)
    {
        Flush();
        if (cut is { } damage)
        {
            var at = new RowLocation(Math.Max(_lastLine, 1) + 1, 0);
            var issue = new Issue(
                new(_totals.Path, at.Line, 0),
                IssueCodes.Damaged,
                $"found {damage.Found}, expected a whole file: what could be unpacked is read, what follows is missing"
            );
            if (damage.IsInsideARow)
            {
                // what could be unpacked ends before it: neither side has counted it
                Take(UsageRow.NotRead(at, _totals.Reader.Left.Keep(NotAccepted.RejectedFor([issue]))));
                _totals.CutRows = 1;
            }
            else
            {
                _totals.Fates.Issues.Add([issue]);
            }
        }

        _control?.Say(_totals);
        if (_totals.Reader.Sum is { Wrong: { } stated } sum)
            _totals.Fault(
                IssueCodes.ControlTotal,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {sum.Column} {sum.Found:#,0.######} in all rows together, expected {stated:#,0.######} as the line below "
                ) + "them says: rows are missing, or are not read as they are meant"
            );
        _totals.SayUnnamed(Unnamed, _totals.Mapping);
    }

    private void Tally(RowLocation at)
    {
        _byOffset.Add(at.Offset);
        _byLine.Add(at.Line);
    }

    private void Flush()
    {
        foreach (ref readonly var row in _waiting.AsSpan(0, _waitingRows))
            Take(row);
        _waitingRows = 0;
    }

    private void Take(in UsageRow row)
    {
        _lastLine = row.At.Line;
        Rows++;
        if (_totals.Reader.RefusalOf(row.Left) is { } refusal)
            throw new RefusedFileException(
                new(
                    new(_totals.Path, row.At.Line, 0),
                    IssueCodes.NotUsableFile,
                    $"found a row that the whole file is refused for: {refusal}"
                )
            );
        try
        {
            if (_control is null)
                Settle(row);
            else
                Settle(_control.Add(row));
        }
        catch (OverflowException)
        {
            throw new RefusedFileException(FileTotals.TooLarge(_totals.Path));
        }
    }

    private void Settle(in UsageRow row)
    {
        _hasUsage |= row.Left == 0 || row.Left == _totals.Reader.OutsidePeriod;
        IsAllOther &= _totals.Reader.IsOther(row.Left);
        if (row.Left != 0 && row.Left != _totals.Reader.OutsidePeriod)
        {
            _identities.Link(row);
            _totals.Count(row);
        }
        else if (_hasIdentity)
        {
            TakeOnce(row);
        }
        else
        {
            _totals.Count(row);
        }
    }

    private void TakeOnce(in UsageRow row)
    {
        if (row.Identity == 0)
        {
            // beside a counter, it is a row that states what it adds
            if (row.Left == 0 && _totals.Mapping.Counter is null)
                Unnamed++;
            _totals.Count(row);
            return;
        }

        if ((++_identified & 0xFFFF) == 0)
            _identities.Foresee(_identitiesBefore, row.At.Offset, _bytes);
        if (_waits)
        {
            _totals.Fates.Decisions.Close();
            _identities.Hold(_totals, row);
        }
        else if (_identities.IsFirst(_totals, row, out var original))
        {
            _totals.Count(row);
        }
        else
        {
            _totals.Repeat(row, "same-identity", original);
        }
    }
}
