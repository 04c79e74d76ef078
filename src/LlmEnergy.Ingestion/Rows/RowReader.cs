using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Turns records into rows: a mapping with its variants, bound to the columns of one file. One instance serves all threads.
/// </summary>
internal sealed class RowReader
{
    public const int MostRecordBytes = 1 << 20;
    private readonly Columns _columns;
    private readonly byte[][] _totalWords;
    private readonly int _totalRow;
    private readonly int _emptyRow;
    private readonly Dictionary<int, string> _refusals = [];
    private readonly MappedColumns? _decoded;
    private readonly BoundMapping _format;
    private readonly (BoundCondition When, BoundMapping Mapping)[] _variants;

    /// <param name="compared">Columns by which rows that nothing names are compared; empty: nobody compares them.</param>
    public RowReader(Mapping mapping, Columns columns, ReportingPeriod period, string file, ImmutableArray<string> compared)
    {
        (Mapping, File, _columns, Compared) = (mapping, file, columns, compared);
        _decoded = columns is MappedColumns { HasOwn: true } mapped ? mapped : null;
        (OutsidePeriod, WrongOutsidePeriod) = (Left.Rule("outside-period"), Left.Rule("outside-period"));
        _emptyRow = Left.Rule("empty-row");
        _totalWords = [.. mapping.TotalWords.Select(Encoding.UTF8.GetBytes)];
        if (_totalWords.Length > 0)
            _totalRow = Left.Rule("total-row");
        if (mapping.TotalOf is { } total)
            Sum = new(total, columns, mapping.Semantics.Mark);
        if (mapping.ControlTotals is not null)
            Control = new(mapping, columns, this);
        if (mapping.Semantics.TimesOfFile is { } times)
            Times = new(times, mapping, columns);
        _format = new(mapping, columns, this, period);
        _variants =
        [
            .. mapping.Variants.Select(variant =>
                (new BoundCondition(variant.When, columns), new BoundMapping(variant.Mapping, columns, this, period))
            ),
        ];
    }

    public RowReader(Mapping mapping, Columns columns, ReportingPeriod period, string file)
        : this(mapping, columns, period, file, []) { }

    public Mapping Mapping { get; }

    public ImmutableArray<string> Compared { get; }

    public string File { get; }

    public Dimensions Dimensions { get; } = new();

    public RowKeys Keys { get; } = new();

    /// <summary>Also those of rows that do not count, and of lists without rows.</summary>
    public Buckets Buckets { get; } = new();

    public LeftRows Left { get; } = new();

    public AmountEvidence Amounts { get; } = new();

    /// <summary>Null where it is known which form the times of the file have.</summary>
    public TimeEvidence? Times { get; }

    public int OutsidePeriod { get; }

    /// <summary>Of rows that are rejected in their own period.</summary>
    public int WrongOutsidePeriod { get; }

    /// <summary>Whether a rule of the format ignores such a row.</summary>
    public bool IsByFormat(int left) => left < 0 && left != OutsidePeriod && left != WrongOutsidePeriod;

    /// <summary>Whether that rule takes it for something else than usage, and not for a statement that there was none.</summary>
    public bool IsOther(int left) => IsByFormat(left) && !Left.StatesZero(left);

    /// <summary>What a line below the rows is held against; null where there is no such line.</summary>
    public ColumnSum? Sum { get; }

    /// <summary>What the file says that its rows add up to; null where files of its format say nothing.</summary>
    public ControlReading? Control { get; }

    /// <summary>Why the file cannot be used, where a row is left by this rule; null for other rules.</summary>
    public string? RefusalOf(int left) => left < 0 && _refusals.TryGetValue(left, out var say) ? say : null;

    /// <summary>A rule that rows refuse the file by.</summary>
    public int Refuse(SpokenRule rule)
    {
        var left = Left.Rule(rule.Name);
        _refusals[left] = rule.Say;
        return left;
    }

    public UsageRow Read<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (Control is { } control && control.IsMet(fields))
            return Totals(fields, control);
        Sum?.Add(fields);
        Times?.Add(fields);
        _decoded?.Carry(fields);
        return _decoded is null ? ReadMapped(fields) : ReadMapped(new DecodedFields<TFields>(fields, _decoded));
    }

    /// <summary>The values around the rows of a document, which may state what those add up to.</summary>
    public void ReadDocument<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (Control is { IsOfDocuments: true } control)
            control.State(Totals(fields, control));
    }

    /// <summary>The values around a list that has no rows: the stretch of time in which there was nothing.</summary>
    public void ReadEmpty<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        if (_decoded is null)
            _format.Meet(fields);
        else
            _format.Meet(new DecodedFields<TFields>(fields, _decoded));
    }

    /// <summary>
    /// A record that is too long; one that spans lines may have swallowed others, and reading opens again after its first line.
    /// </summary>
    public UsageRow TooLong(RowLocation at, bool spansLines) =>
        UsageRow.NotRead(at, spansLines ? UsageRow.TooLong : Left.Keep(NotAccepted.RejectedFor([TooLong(File, at)])));

    /// <summary>A record that could not be read into fields.</summary>
    public UsageRow Rejected(RowLocation at, string code, string message) =>
        UsageRow.NotRead(at, Left.Keep(NotAccepted.RejectedFor([new(new(File, at.Line, 0), code, message)])));

    public static Issue TooLong(string file, RowLocation at, int most = MostRecordBytes) =>
        new(
            new(file, at.Line, 0),
            IssueCodes.RecordTooLong,
            string.Create(
                CultureInfo.InvariantCulture,
                $"found a record of more than {most:N0} bytes, expected less; reading goes on at the next line"
            )
        );

    private UsageRow ReadMapped<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (ref readonly var variant in _variants.AsSpan())
        {
            if (variant.When.Holds(fields))
                return variant.Mapping.Read(fields);
        }

        return _format.Read(fields);
    }

    private UsageRow Totals<TFields>(in TFields fields, ControlReading control)
        where TFields : IFields, allows ref struct
    {
        // what cannot be read of a total is not compared
        var unused = new RowFindings(File, _columns, fields.At.Line);
        return control.Read(fields, ref unused);
    }

    /// <summary>A line of totals whose cells are not those of the header.</summary>
    public UsageRow Total(RowLocation at) => UsageRow.NotRead(at, _totalRow);

    /// <summary>A row of a table without content.</summary>
    public UsageRow Empty(RowLocation at) => UsageRow.NotRead(at, _emptyRow);

    public bool HasTotalWords => _totalWords.Length > 0;

    public bool IsTotalWord(ReadOnlySpan<byte> cell)
    {
        foreach (var word in _totalWords)
        {
            if (cell.SequenceEqual(word))
                return true;
        }

        return false;
    }

    public UsageRow WrongFieldCount(RowLocation at, int found, int expected)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"found {Counted.Of(found, "field")}, expected {expected} as in the header"
        );
        return UsageRow.NotRead(
            at,
            Left.Keep(NotAccepted.RejectedFor([new(new(File, at.Line, Math.Min(found, expected) + 1), IssueCodes.FieldCount, message)]))
        );
    }
}
