using System.Globalization;
using System.Text;
using CsvHelper;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Containers.Csv;
using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>Reads groups of rows that a database has added up: the row of their sums tells what became of each of them.</summary>
internal sealed class PushedSums(PushQuery query, RowReader reader, RowSums sums, IDatabase database, string display)
{
    private readonly int _cells = query.Columns.Asked.Count;

    public long Rows { get; private set; }

    /// <summary>Rows that count and state nothing that names them.</summary>
    public long Unnamed { get; private set; }

    /// <summary>Rows that are looked at by their names, and have one.</summary>
    public long Named { get; private set; }

    /// <exception cref="RefusedFileException">The database sent something else, or what it could not add up.</exception>
    public void Read(Stream csv, CancellationToken cancellation)
    {
        try
        {
            using var groups = CsvReader.Create(csv, TableRows.Options, leaveOpen: true);
            groups.ReadHeader();
            while (groups.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (database.ErrorIn(groups.RawRecord) is { } error)
                    throw error;
                if (groups.FieldCount != _cells + PushedGroup.Cells + query.Wholes.Length + query.Products.Length)
                    throw new FormatException();
                Add(groups);
            }
        }
        catch (Exception e) when (e is CsvFormatException or FormatException)
        {
            throw TableRows.NoRows(display);
        }
        catch (OverflowException)
        {
            throw new RefusedFileException(FileTotals.TooLarge(display));
        }
    }

    private void Add(CsvReader csv)
    {
        var group = new PushedGroup(Number(csv, _cells), Number(csv, _cells + 1) != 0, Number(csv, _cells + 2), Number(csv, _cells + 3));
        if (group.Strange > 0)
            throw PushRefusals.Refused(
                display,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted.Of(group.Strange, "row")} with lists, objects or JSON in a text where a value of JSON is asked for"
                )
            );
        if (!group.IsOdd)
            RefuseTooLarge(csv);
        var row = reader.Read(new CsvFields(csv, new(0, 0), members: null));
        if (reader.RefusalOf(row.Left) is { } refusal)
            throw new RefusedFileException(
                new(new(display, 0, 0), IssueCodes.NotUsableFile, $"found a row that the whole file is refused for: {refusal}")
            );
        Rows += group.Rows;
        if (row.Left == 0)
            Unnamed += group.Unnamed;
        if (row.Left == 0 || row.Left == reader.OutsidePeriod)
            Named += group.Rows - group.Unnamed;
        var (outcome, rule) =
            row.Left != 0 && reader.Left.Take(row.Left) is { } left ? (left.Outcome, left.Rule) : (RowOutcome.Accepted, "");
        if (group.IsOdd)
            sums.Add(outcome, rule, row, group.Rows);
        else
            AddSum(csv, group, outcome, rule, row);
    }

    private void AddSum(CsvReader csv, PushedGroup group, RowOutcome outcome, string rule, UsageRow row)
    {
        var (key, moments) = (reader.Keys[row.Key], default(ContextMoments));
        if (outcome == RowOutcome.Accepted && key.Basis == ContextBasis.Request)
        {
            // of one row, where its sums stand in the place of it
            var band = (ContextBand)Number(csv, _cells + PushedGroup.Cells + WholeOf(row.Marks));
            row = row with { Key = reader.Keys.NumberOf(key with { Band = band }), Band = band };
            if (band == ContextBand.UpTo100K)
                moments = Moments(csv, row);
        }

        var usage = row.Usage with { Requests = checked(row.Usage.Requests * group.Rows) };
        sums.Add(outcome, rule, row, new RowSum(group.Rows, usage, moments, row.Cost, row.Total, row.Dropped));
    }

    /// <summary>Which of the sums the whole input is.</summary>
    private int WholeOf(RowMarks marks)
    {
        for (var whole = 0; whole < query.Wholes.Length; whole++)
        {
            if (
                query.Wholes[whole].Contains(Field.Cached) == IsBeside(marks, RowMarks.CachedBeside, Field.Cached)
                && query.Wholes[whole].Contains(Field.CacheWrite) == IsBeside(marks, RowMarks.CacheWriteBeside, Field.CacheWrite)
            )
                return whole;
        }

        throw new FormatException();
    }

    private bool IsBeside(RowMarks marks, RowMarks beside, Field part) =>
        (marks & beside) != 0 && query.Wholes.Any(whole => whole.Contains(part));

    /// <summary>From the sums of products: what is whole is a sum itself.</summary>
    private ContextMoments Moments(CsvReader csv, in UsageRow row)
    {
        var input = query.Wholes[WholeOf(row.Marks)];
        List<Field> cached = row.Usage.Cached > 0 ? [Field.Cached] : [];
        var isReasoningBeside = (row.Marks & RowMarks.ReasoningBeside) != 0 && row.Usage.Reasoning > 0;
        // as far as the row's variant reads them
        List<Field> output =
        [
            .. row.StatedOutput > 0 ? [Field.Output] : Array.Empty<Field>(),
            .. isReasoningBeside ? [Field.Reasoning] : Array.Empty<Field>(),
        ];
        var (all, ofCached) = (Product(csv, input, input), Product(csv, input, cached));
        return new(all - ofCached, ofCached, Product(csv, input, output));
    }

    private decimal Product(CsvReader csv, IEnumerable<Field> left, IReadOnlyCollection<Field> right)
    {
        var sum = 0m;
        foreach (var one in left)
        {
            foreach (var other in right)
            {
                var at = query.Products.IndexOf(one <= other ? (one, other) : (other, one));
                if (at >= 0)
                    sum += Decimal(csv, _cells + PushedGroup.Cells + query.Wholes.Length + at);
            }
        }

        return sum;
    }

    /// <summary>What no row may state would be taken for a fault of all rows of the group.</summary>
    private void RefuseTooLarge(CsvReader csv)
    {
        foreach (var field in FieldNames.Counts.Append(Field.Cost))
        {
            foreach (var ordinal in query.Columns.OrdinalsOf(reader.Mapping, field).Take(1))
            {
                var most = field == Field.Cost ? 1_000_000_000m / Math.Min(1m, reader.Mapping.Semantics.CostScale) : Counts.Most;
                if (csv.GetSpan(ordinal).Length > 0 && Math.Abs(Decimal(csv, ordinal)) > most)
                    throw new OverflowException();
            }
        }
    }

    private static long Number(CsvReader csv, int cell) =>
        long.Parse(Encoding.UTF8.GetString(csv.GetSpan(cell)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static decimal Decimal(CsvReader csv, int cell) =>
        decimal.Parse(
            Encoding.UTF8.GetString(csv.GetSpan(cell)),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );
}
