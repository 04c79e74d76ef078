using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What becomes of the rows of a bill when a drafted profile reads them.</summary>
internal sealed class MeterEvidence : IRowSink
{
    private readonly CancellationTokenSource _enough;
    private readonly LeftRows _left;
    private readonly int _most;
    private int _rows;

    private MeterEvidence(CancellationTokenSource enough, LeftRows left, int most) => (_enough, _left, _most) = (enough, left, most);

    /// <summary>Kinds of tokens that some row sold.</summary>
    public Known Kinds { get; private set; }

    /// <summary>Rows that sold tokens.</summary>
    public int Decided { get; private set; }

    /// <summary>Names that no rule tells, as findings quote them: short, and without what is private by its form.</summary>
    public SortedSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Some rows are rejected for their unit.</summary>
    public bool HasUnknownUnits { get; private set; }

    /// <param name="most">Rows that are looked at.</param>
    /// <returns>Null where the file cannot be read so.</returns>
    public static MeterEvidence? Gather(ExportFile file, string profile, int most)
    {
        using var enough = new CancellationTokenSource();
        MeterEvidence? evidence = null;
        try
        {
            var mapping = FormatCatalog.BuiltIn.WithTables(Mapping.Parse(Encoding.UTF8.GetBytes(profile), file.Display));
            var rows = RowSources.Open(file, mapping, 1);
            var columns = MappedColumns.Of(rows.Columns(mapping), mapping, rows.Shape, Intake.None);
            var reader = new RowReader(mapping, columns, ReportingPeriod.Always, file.Display);
            evidence = new(enough, reader.Left, most);
            rows.Read(reader, evidence, enough.Token);
        }
        catch (Exception exception) when (exception is RefusedFileException or ConfigurationException || enough.IsCancellationRequested)
        {
            // what was read up to here says enough
        }

        return evidence;
    }

    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        if (++_rows > _most)
            _enough.Cancel();
        cancellation.ThrowIfCancellationRequested();
        if (row.Left == 0)
            Add(KindOf(row));
        else if (row.Left > 0)
            Add(_left.Take(row.Left).Issues);
    }

    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation)
    {
        // reading says later what is wrong with it
    }

    public void Counted(RecordTally records, PlaceKind places)
    {
        // a draft states no numbers of rows
    }

    public void MissPages(string member)
    {
        // reading says it
    }

    public void Warn(string code, string message)
    {
        // the same
    }

    private void Add(Known kind)
    {
        Kinds |= kind;
        Decided += kind == Known.Nothing ? 0 : 1;
    }

    private void Add(ImmutableArray<Issue> issues)
    {
        foreach (var issue in issues)
        {
            HasUnknownUnits |= issue.Code == IssueCodes.Unit;
            if (issue.Code == IssueCodes.UnknownMeter)
                Unknown.Add(QuotedIn(issue.Message));
        }
    }

    /// <summary>A row of a bill has one; its fraction, where there is one, is of the same.</summary>
    private static Known KindOf(in UsageRow row)
    {
        bool Has(long tokens, RowMarks fraction, in UsageRow of) => tokens != 0 || (of.Fraction != 0 && (of.Marks & fraction) != 0);
        var usage = row.Usage;
        return Has(usage.Cached, RowMarks.CachedFraction, row) ? Known.Cached
            : Has(usage.CacheWrite, RowMarks.CacheWriteFraction, row) ? Known.CacheWrite
            : Has(usage.Output, RowMarks.OutputFraction, row) ? Known.Output
            : Has(usage.Input, RowMarks.InputFraction, row) ? Known.Input
            : Known.Nothing;
    }

    /// <summary>Of "found 'name' in column, expected ...", the name; empty where there is none.</summary>
    private static string QuotedIn(string message)
    {
        var (start, end) = (message.IndexOf('\'', StringComparison.Ordinal), message.LastIndexOf("' in ", StringComparison.Ordinal));
        return start >= 0 && end > start ? message[(start + 1)..end] : "";
    }
}
