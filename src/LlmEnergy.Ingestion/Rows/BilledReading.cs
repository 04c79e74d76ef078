using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The row of a bill: what it sold, whether that counts, and how many tokens of which kind it was.</summary>
internal sealed class BilledReading
{
    private const decimal MostTokens = Counts.Most;
    private const decimal MostBlock = 1_000_000_000m;

    private readonly BilledQuantity _billed;
    private readonly Columns _columns;
    private readonly RowReader _reader;
    private readonly DecimalMark _mark;
    private readonly Known _always;
    private readonly BoundField _class;
    private readonly BoundField _quantity;
    private readonly BoundField _unit;
    private readonly BoundField _kind;
    private readonly BoundField _model;
    private readonly MoneyReading? _money;
    private readonly (byte[] Name, ClassFate Fate, int Rule)[] _classes;

    public BilledReading(Mapping mapping, BilledQuantity billed, Columns columns, RowReader reader)
    {
        BoundField Bound(FieldColumns? field) =>
            new(field is null ? [] : [.. field.Names.Select(columns.OrdinalOf).Where(ordinal => ordinal >= 0)]);

        (_billed, _columns, _reader, _mark) = (billed, columns, reader, mapping.Semantics.Mark);
        _always = mapping.Semantics.HoldsNone;
        (_class, _quantity, _unit, _kind) = (Bound(billed.Class), Bound(billed.Quantity), Bound(billed.Unit), Bound(billed.Kind));
        _model = BoundField.Of(mapping, columns, Field.Model);
        _money = billed.Check is { } check ? new(check, columns, _mark) : null;
        _classes =
        [
            .. billed.Classes.Select(pair =>
                (Encoding.UTF8.GetBytes(pair.Key), pair.Value, pair.Value == ClassFate.Ignore ? reader.Left.Rule(pair.Key) : 0)
            ),
        ];
    }

    /// <summary>What becomes of the row.</summary>
    /// <param name="rule">Where it is ignored, the rule that it is ignored by.</param>
    public ClassFate FateOf<TFields>(in TFields fields, out int rule, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        rule = 0;
        if (!_class.Exists)
            return ClassFate.Usage;
        var name = _class.Text(fields);
        foreach (ref readonly var known in _classes.AsSpan())
        {
            if (!name.SequenceEqual(known.Name) || known.Fate == ClassFate.Reject)
                continue;
            rule = known.Rule;
            return known.Fate;
        }

        Unknown(fields, ref findings);
        return ClassFate.Reject;
    }

    /// <summary>The class of the row, as the operation that its line is of.</summary>
    public int ClassOf<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct => _reader.Dimensions[Field.Operation].NumberOf(_class.Text(fields));

    /// <param name="fate">Of the class of the row.</param>
    /// <param name="cost">Of the row.</param>
    /// <param name="known">What else the row states.</param>
    public BilledUsage Read<TFields>(
        in TFields fields,
        ClassFate fate,
        (decimal Amount, string Currency) cost,
        Known known,
        ref RowFindings findings
    )
        where TFields : IFields, allows ref struct
    {
        known |= _always;
        if (fate == ClassFate.CostOnly)
            return new(Sold(fields, known), 0m, RowMarks.None);
        var kind = KindOf(_kind.Text(fields));
        var isRequests = _kind.Text(fields).SequenceEqual("requests"u8);
        if ((kind == RowMarks.None && !isRequests) || (_model.Exists && _model.Text(fields).IsEmpty))
        {
            Unknown(fields, ref findings);
            return default;
        }

        if (!TryQuantity(fields, out var quantity))
        {
            findings.Wrong(IssueCodes.Count, _quantity.Found(fields), _quantity.Text(fields), "a quantity, as a decimal number");
            return default;
        }

        var block = 1m;
        if (_unit.Exists && !TryBlock(fields, out block))
        {
            findings.WrongUnquoted(
                IssueCodes.Unit,
                _unit.Found(fields),
                $"a unit {SaidBy(fields, _unit.Found(fields))}",
                "how many tokens one is"
            );
            return default;
        }

        var tokens = quantity * block;
        if (_money is { } money && !money.Agrees(fields, quantity, block, cost, ref tokens, out var why))
        {
            findings.WrongUnquoted(IssueCodes.Unit, _quantity.Found(fields), why.Found, why.Expected);
            return default;
        }

        if (tokens is > MostTokens or < -MostTokens)
        {
            findings.WrongUnquoted(IssueCodes.Count, _quantity.Found(fields), "a larger quantity", "up to 100,000,000,000,000 tokens");
            return default;
        }

        var whole = decimal.Floor(tokens);
        if (_billed.IsWhole && whole != tokens)
        {
            findings.WrongUnquoted(
                IssueCodes.Count,
                _quantity.Found(fields),
                "a fraction, as a mean has",
                "sums: ask for the statistic Sum"
            );
            return default;
        }

        if (isRequests)
            return new(Of(RowMarks.InputFraction, 0, known | Known.Requests) with { Requests = (long)whole }, 0m, RowMarks.InputFraction);
        return new(Of(kind, (long)whole, known), tokens - whole, kind);
    }

    /// <summary>What a row sold beside tokens, where a field has its unit.</summary>
    private Usage Sold<TFields>(in TFields fields, Known known)
        where TFields : IFields, allows ref struct
    {
        var sold = Usage.None with { Known = known };
        var (isImages, isCharacters) = (_class.Text(fields).SequenceEqual("images"u8), _class.Text(fields).SequenceEqual("characters"u8));
        if (
            !(isImages || isCharacters)
            || !TryQuantity(fields, out var quantity)
            || !_unit.Exists
            || !TryBlock(fields, out var block)
            || quantity * block is not (>= 0 and <= MostTokens)
        )
            return sold;
        var count = (long)decimal.Round(quantity * block, MidpointRounding.AwayFromZero);
        return isImages
            ? sold with
            {
                Images = count,
                Known = known | Known.Images,
            }
            : sold with
            {
                Characters = count,
                Known = known | Known.Characters,
            };
    }

    private bool TryQuantity<TFields>(in TFields fields, out decimal quantity)
        where TFields : IFields, allows ref struct
    {
        var text = _quantity.Text(fields);
        var at = _quantity.Found(fields);
        var mark = fields.IsNumber(at) ? DecimalMark.Point : _mark;
        if (mark == DecimalMark.OfFile)
        {
            _reader.Amounts.Add(text);
            mark = DecimalMark.Point;
        }

        // larger ones are no quantities, and their products could not be held
        return Amounts.TryParse(text, mark, out quantity) && quantity is <= MostTokens and >= -MostTokens;
    }

    private bool TryBlock<TFields>(in TFields fields, out decimal block)
        where TFields : IFields, allows ref struct => Decimals.TryParse(_unit.Text(fields), out block) && block is >= 1m and <= MostBlock;

    /// <summary>
    /// Quotes what the bill calls it: names of what is sold are no secret, and nobody can act without them. Where several columns are
    /// asked and none answers, the last is the narrowest: a meter, and not the service that it is of.
    /// </summary>
    private void Unknown<TFields>(in TFields fields, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        var field = _class.Exists ? _class : _kind;
        var ordinal = field.Text(fields).IsEmpty ? field[field.Columns - 1] : field.Found(fields);
        findings.WrongUnquoted(
            IssueCodes.UnknownMeter,
            ordinal,
            SaidBy(fields, ordinal),
            "words that tell what was sold and of which model: put a rule for them into a decode table of the workspace"
        );
    }

    private string SaidBy<TFields>(in TFields fields, int ordinal)
        where TFields : IFields, allows ref struct
    {
        while ((_columns as MappedColumns)?.DecoderOf(ordinal) is { } decoder)
        {
            var said = -1;
            foreach (ref readonly var from in decoder.From.AsSpan())
            {
                if (said < 0 && from.Exists && !from.Text(fields).IsEmpty)
                    said = from.Found(fields);
            }

            ordinal = said;
        }

        return ordinal is >= 0 and < MappedColumns.FirstDecoded ? Quoted.Name(fields.Text(ordinal)) : "nothing";
    }

    private Usage Of(RowMarks kind, long tokens, Known known) =>
        Usage.None with
        {
            Known = known | (_billed.HoldsNone ? Known.Input | Known.Cached | Known.CacheWrite | Known.Output : KnownBy(kind)),
            Input = kind == RowMarks.OutputFraction ? 0 : tokens,
            Cached = kind == RowMarks.CachedFraction ? tokens : 0,
            CacheWrite = kind == RowMarks.CacheWriteFraction ? tokens : 0,
            Output = kind == RowMarks.OutputFraction ? tokens : 0,
        };

    private static Known KnownBy(RowMarks kind) =>
        kind switch
        {
            RowMarks.InputFraction => Known.Input,
            RowMarks.CachedFraction => Known.Input | Known.Cached,
            RowMarks.CacheWriteFraction => Known.Input | Known.CacheWrite,
            _ => Known.Output,
        };

    private static RowMarks KindOf(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("input"u8) ? RowMarks.InputFraction
        : kind.SequenceEqual("output"u8) ? RowMarks.OutputFraction
        : kind.SequenceEqual("cached"u8) ? RowMarks.CachedFraction
        : kind.SequenceEqual("cacheWrite"u8) ? RowMarks.CacheWriteFraction
        : RowMarks.None;
}

/// <summary>Tokens of a row of a bill.</summary>
/// <param name="Usage">Whole tokens, rounded down.</param>
/// <param name="Fraction">What is left of one, from 0 to 1.</param>
/// <param name="Kind">What the fraction is of.</param>
internal readonly record struct BilledUsage(Usage Usage, decimal Fraction, RowMarks Kind);
