using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion;

/// <summary>The rows of one file, folded as they come: sums by key, counts by outcome, and every row that was not accepted.</summary>
internal sealed class FileTotals(string file, RowReader reader, ReadingProgress progress)
{
    private readonly FileIssues _issues = new(file);
    private readonly DecisionRuns _decisions = new(file);
    private readonly DistinctCount[] _distinct = [.. FieldNames.Text.Select(field => new DistinctCount(field))];
    private LineTotals[] _lines = new LineTotals[64];
    private Usage _ignored = Usage.None;
    private Issue? _firstLacking;
    private long _accepted;
    private long _ignoredRows;
    private long _rejected;
    private long _lacking;

    public IEnumerable<(RowKey Key, LineTotals Totals)> Lines =>
        _lines.Index().Where(line => line.Item.Rows > 0).Select(line => (reader.Keys[line.Index], line.Item));

    public Dimensions Dimensions => reader.Dimensions;

    public ImmutableArray<Issue> Issues => _issues.All;

    public ImmutableArray<RowDecision> Decisions => _decisions.All;

    public Usage Ignored => _ignored;

    public RowCounts Rows => new(_accepted + _ignoredRows + _rejected, _accepted, 0, _ignoredRows, _rejected);

    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        try
        {
            if (row.Left == 0) Add(row);
            else Leave(row.At, row.Usage, reader.Left.Take(row.Left));
        }
        catch (OverflowException)
        {
            throw TooLarge(file);
        }

        progress.Passed(row.At.Offset, cancellation);
    }

    /// <summary>A record that did not become a row.</summary>
    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation)
    {
        Leave(at, default, NotAccepted.RejectedFor([issue]));
        progress.Passed(at.Offset, cancellation);
    }

    public static RefusedFileException TooLarge(string file) => new(file, IssueCodes.SumTooLarge, "found counts whose sum is too large to hold, expected less");

    /// <summary>Where every row with usage lacks a required field, it is the export that is wrong, not its rows.</summary>
    public void RefuseIfAllRowsLackTheSame()
    {
        if (_accepted > 0 || _lacking == 0 || _lacking != _rejected) return;
        var message = string.Create(CultureInfo.InvariantCulture, $"{_firstLacking!.Message} (so in all {_lacking:N0} rows with usage; the file is not read)");
        throw new RefusedFileException(_firstLacking with { Message = message });
    }

    private void Add(in UsageRow row)
    {
        if (row.Key >= _lines.Length) Array.Resize(ref _lines, Math.Max(row.Key + 1, _lines.Length * 2));
        ref var line = ref _lines[row.Key];
        if (line.Rows == 0)
        {
            CountDistinct(reader.Keys[row.Key]);
            line.Usage = row.Usage;
        }
        else
        {
            line.Usage += row.Usage;
        }

        line.Rows++;
        if (row.Band == ContextBand.UpTo100K) line.Moments += ContextMoments.Of(row.Usage);
        if (row.Usage.Knows(Known.Cost))
        {
            line.Cost += row.Cost;
            line.HasCost = true;
        }

        _accepted++;
        _decisions.Close();
    }

    private void Leave(RowLocation at, in Usage usage, NotAccepted left)
    {
        _decisions.Add(at.Line, left.Outcome, left.Rule);
        if (left.Outcome == RowOutcome.Ignored)
        {
            _ignoredRows++;
            if (usage.Known != Known.Nothing) _ignored += usage;
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
        foreach (var count in _distinct)
        {
            if (count.Add(key) <= Ingestion.Rows.Dimensions.Most) continue;
            throw new RefusedFileException(file, IssueCodes.TooManyValues, string.Create(
                CultureInfo.InvariantCulture,
                $"found more than {Ingestion.Rows.Dimensions.Most:N0} distinct values of {FieldNames.Of(count.Field)}{Largest(count)}, expected fewer: map the field to another column, or split the file"));
        }
    }

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
