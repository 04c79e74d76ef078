using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>What the rows of a file say of its columns when they are read: what names and single columns cannot tell.</summary>
internal sealed class RowEvidence : IRowSink
{
    /// <summary>Fewer may rise by chance.</summary>
    private const int LeastRises = 4;

    private static readonly ImmutableArray<Field> Parts = [Field.Cached, Field.CacheWrite, Field.Reasoning];
    private readonly CancellationTokenSource _enough;
    private readonly Dictionary<ulong, Usage> _byIdentity = [];
    private readonly bool[] _isAbove = new bool[Parts.Length];
    private readonly bool[] _isPositive = new bool[Parts.Length];

    /// <summary>Whether, in all rows so far, the total is input and output and the parts of this set.</summary>
    private readonly bool[] _isTotal = [.. Enumerable.Repeat(true, 1 << Parts.Length)];
    private int _totals;
    private Usage? _before;
    private bool _falls;
    private int _rises;
    private int _rows;

    private RowEvidence(CancellationTokenSource enough) => _enough = enough;

    /// <summary>In no row the input or the output is below that of the row before, and in several it is above.</summary>
    public bool NeverFalls => !_falls && _rises >= LeastRises;

    /// <summary>Rows of one identity state different numbers: it names a session, or a stream writes it again with more.</summary>
    public bool RepeatsWithOtherNumbers { get; private set; }

    /// <param name="profile">Its parts are beside their wholes, and the total of a row is read as its characters.</param>
    public static RowEvidence Gather(ExportFile file, string profile)
    {
        using var enough = new CancellationTokenSource();
        var evidence = new RowEvidence(enough);
        try
        {
            var mapping = Mapping.Parse(Encoding.UTF8.GetBytes(profile), file.Display);
            var rows = RowSources.Open(file, mapping, 1);
            rows.Read(new(mapping, rows.Columns(mapping), ReportingPeriod.Always, file.Display), evidence, enough.Token);
        }
        catch (Exception exception) when (exception is RefusedFileException or ConfigurationException || enough.IsCancellationRequested)
        {
            // what was read up to here says enough
        }

        return evidence;
    }

    /// <summary>
    /// Whether a part is larger than its whole in some row, or the totals of the rows have it beside; false where nothing tells.
    /// </summary>
    public bool IsBeside(Field part) => _isAbove[Parts.IndexOf(part)] || (SetOfTotal is { } set && Has(set, part));

    /// <summary>The totals of the rows are sums without this part: it is inside, or it is not counted there.</summary>
    public bool IsLeftOutOfTotal(Field part) => _isPositive[Parts.IndexOf(part)] && SetOfTotal is { } set && !Has(set, part);

    public void Accept(in UsageRow row, CancellationToken cancellation)
    {
        if (++_rows > FileSample.Records)
            _enough.Cancel();
        cancellation.ThrowIfCancellationRequested();
        if (row.Left != 0)
            return;
        if (row.Identity != 0 && !_byIdentity.TryAdd(row.Identity, row.Usage))
            RepeatsWithOtherNumbers |= _byIdentity[row.Identity] != row.Usage;
        if (_before is { } before)
        {
            _falls |= row.Usage.Input < before.Input || row.Usage.Output < before.Output;
            _rises += row.Usage.Input > before.Input || row.Usage.Output > before.Output ? 1 : 0;
        }

        _before = row.Usage;
        Compare(row.Usage);
    }

    public void Reject(RowLocation at, Issue issue, CancellationToken cancellation)
    {
        // reading says later what is wrong with it
    }

    public void Counted(RecordTally records, PlaceKind places)
    {
        // a draft states no numbers
    }

    public void MissPages(string member)
    {
        // reading says it
    }

    public void Warn(string code, string message)
    {
        // the same
    }

    private void Compare(in Usage usage)
    {
        ReadOnlySpan<long> parts = [usage.Cached, usage.CacheWrite, usage.Reasoning];
        var (input, output) = (usage.Input - usage.Cached - usage.CacheWrite, usage.Output - usage.Reasoning);
        for (var part = 0; part < parts.Length; part++)
        {
            var isWholeKnown = usage.Knows(Parts[part] == Field.Reasoning ? Known.Output : Known.Input);
            _isPositive[part] |= parts[part] > 0;
            _isAbove[part] |= isWholeKnown && parts[part] > (Parts[part] == Field.Reasoning ? output : input);
        }

        if (!usage.Knows(Known.Characters) || !usage.Knows(Known.Input) || !usage.Knows(Known.Output))
            return;
        _totals++;
        for (var set = 0; set < _isTotal.Length; set++)
        {
            var sum = input + output;
            for (var part = 0; part < parts.Length; part++)
                sum += (set & (1 << part)) != 0 ? parts[part] : 0;
            _isTotal[set] &= sum == usage.Characters;
        }
    }

    /// <summary>The parts that totals of rows have beside input and output; null where there are no totals, or nothing tells.</summary>
    public ImmutableArray<Field>? PartsOfTotal => SetOfTotal is { } set ? [.. Parts.Where(part => Has(set, part))] : null;

    /// <summary>There are totals, and they are no sum of input, output and parts in all rows.</summary>
    public bool HasOtherTotals => _totals > 0 && !_isTotal.Contains(true);

    /// <summary>The one set of parts that the totals have beside input and output; null where there is none, or more than one.</summary>
    private int? SetOfTotal
    {
        get
        {
            if (_totals == 0)
                return null;
            var sets = Enumerable
                .Range(0, _isTotal.Length)
                .Where(set => _isTotal[set] && Parts.All(part => !Has(set, part) || _isPositive[Parts.IndexOf(part)]))
                .ToList();
            return sets is [var only] ? only : null;
        }
    }

    private static bool Has(int set, Field part) => (set & (1 << Parts.IndexOf(part))) != 0;
}
