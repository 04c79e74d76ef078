using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>One meaning of a file's rows, bound to its columns. One instance serves all threads.</summary>
internal sealed class BoundMapping
{
    private readonly Mapping _mapping;
    private readonly Columns _columns;
    private readonly RowReader _reader;
    private readonly ReportingPeriod _period;
    private readonly TextReading _texts;
    private readonly UsageReading _usage;
    private readonly RowIdentity _identity;
    private readonly RowIdentity _parent;
    private readonly RowIdentity _likeness;
    private readonly (int Left, BoundCondition When)[] _ignore;
    private readonly PassedRows _passed;
    private readonly (SpokenRule Rule, BoundCondition When)[] _reject;
    private readonly BoundCondition? _counts;
    private readonly Requirement[] _required;
    private readonly ImmutableArray<TimeFormat> _times;
    private readonly BoundField _time;
    private readonly BoundField _timeEnd;
    private readonly Requirement _timeRequired;
    private readonly CostReading _cost;
    private readonly BilledReading? _billed;

    /// <summary>What names a row that states what was added, among those that count up: its series and its time.</summary>
    private readonly RowIdentity _points;
    private readonly BoundCondition[] _warn;
    private readonly BoundTwins _twins;
    private const ulong BeganAtZero = 1;
    private readonly bool _isBucket;
    private readonly KnownBuckets _buckets = new();

    public BoundMapping(Mapping mapping, Columns columns, RowReader reader, ReportingPeriod period)
    {
        (_mapping, _columns, _reader, _period) = (mapping, columns, reader, period);
        _texts = new(mapping, columns, reader.Dimensions);
        _usage = new(mapping, columns);
        _identity = mapping.Counter is { } counter ? RowIdentity.Series(counter.Series, columns) : new(mapping.Identity, columns);
        _parent = RowIdentity.Of(mapping.Counter?.Start ?? mapping.Parent, columns);
        _likeness = RowIdentity.Likeness(reader.Compared, columns);
        _ignore =
        [
            .. mapping.Refuse.Select(rule => (reader.Refuse(rule), new BoundCondition(rule.When, columns))),
            .. mapping.Ignore.Select(rule => (reader.Left.Rule(rule.Name, rule.StatesZero), new BoundCondition(rule.When, columns))),
        ];
        _passed = new([.. _ignore.Select(rule => rule.When)]);
        _reject = [.. mapping.Reject.Select(rule => (rule, new BoundCondition(rule.When, columns)))];
        if (mapping.Counter is { When: { } counts } steps)
        {
            _counts = new(counts, columns);
            _points = RowIdentity.Series([.. steps.Series, .. steps.Start, .. mapping.Fields[Field.Time].Names], columns);
        }

        _required =
        [
            .. mapping
                .Requires.Keys.Except([Field.Time, .. UsageReading.Required])
                .Where(field => !mapping.Constants.ContainsKey(field))
                .Select(field => new Requirement(mapping, columns, field)),
        ];
        _times = mapping.Semantics.Times;
        _time = BoundField.Of(mapping, columns, Field.Time);
        _timeEnd = BoundField.Of(mapping, columns, Field.TimeEnd);
        _timeRequired = new(mapping, columns, Field.Time);
        _cost = new(mapping, columns, reader);
        _billed = mapping.Billed is { } billed ? new(mapping, billed, columns, reader) : null;
        _warn = [.. mapping.Warn.Select(rule => new BoundCondition(rule.When, columns))];
        _twins = new(mapping.Twins, columns);
        _isBucket = mapping.Semantics.Grain == Grain.Bucket;
    }

    public UsageRow Read<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var at = fields.At;
        if (_ignore.Length > 0 && !_passed.Has(fields))
        {
            foreach (ref readonly var ignore in _ignore.AsSpan())
            {
                if (ignore.When.Holds(fields))
                    return Ignored(ignore.Left, fields, at);
            }

            _passed.Add(fields);
        }

        var findings = new RowFindings(_reader.File, _columns, at.Line);
        foreach (ref readonly var reject in _reject.AsSpan())
        {
            if (reject.When.Holds(fields))
                findings.Unusable(reject.Rule);
        }

        var (fate, rule, isRejected) = (ClassFate.Usage, 0, findings.Any);
        if (_billed is not null && (fate = _billed.FateOf(fields, out rule, ref findings)) == ClassFate.Ignore && !isRejected)
            return Ignored(rule, fields, at);
        foreach (var required in _required)
            required.Check(fields, ref findings);
        var isOutside = TryTime(fields, ref findings, out var day, out var bucket) && !_period.Contains(day);
        var known = Known.Nothing;
        var cost = _cost.Read(fields, ref findings, ref known);
        var fraction = 0m;
        Usage usage;
        RowParts parts;
        if (_billed is not null)
            (usage, parts, fraction) = Billed(fields, fate, cost, known, ref findings);
        else
            _usage.Read(fields, known, ref findings, out usage, out parts);
        var (band, basis) = Context(usage, _mapping.Semantics.Grain);
        var key = _texts.Read(fields, RowKey.MonthOf(day), bucket, band, basis, ref findings);
        if (fate == ClassFate.CostOnly)
            key = key with { Operation = _billed!.ClassOf(fields) };
        if (usage.Knows(Known.Energy))
            key = key with { Energy = _mapping.Semantics.Energy!.Of };
        if (key.Currency == 0 && usage.Knows(Known.Cost))
            _cost.WithoutCurrency(fields, ref findings);
        // what is wrong with a row of another period is that period's
        if (findings.Any)
        {
            if (isOutside)
                return Ignored(_reader.WrongOutsidePeriod, fields, at);
            var rejected = UsageRow.NotRead(at, _reader.Left.Keep(NotAccepted.RejectedFor(findings.All, findings.LacksRequired)));
            return _parent.Exists ? rejected with { Identity = _identity.Of(fields), Parent = _parent.Of(fields) } : rejected;
        }

        if (isOutside)
            key = key with { IsOutside = true };
        var isPoint = _counts is { } counts && !counts.Holds(fields);
        var identity = isPoint ? _points.Of(fields) : _identity.Of(fields);
        return new(
            at,
            _reader.Keys.NumberOf(key),
            isOutside ? _reader.OutsidePeriod : 0,
            day.DayNumber,
            band,
            Warned(fields),
            parts.Marks,
            identity,
            isPoint ? BeganAtZero : _parent.Of(fields),
            usage,
            cost,
            parts.Total,
            parts.Dropped,
            Twin(fields),
            fraction,
            identity == 0 ? _likeness.Of(fields) : 0
        );
    }

    /// <summary>Keeps the stretch of time that the fields state, if they do.</summary>
    public void Meet<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var unused = new RowFindings(_reader.File, _columns, 0);
        TryTime(fields, ref unused, out _, out _);
    }

    private (Usage Usage, RowParts Parts, decimal Fraction) Billed<TFields>(
        in TFields fields,
        ClassFate fate,
        decimal cost,
        Known known,
        ref RowFindings findings
    )
        where TFields : IFields, allows ref struct
    {
        if (fate == ClassFate.Reject)
            return (default, default, 0m);
        var currency = _reader.Dimensions[Field.Currency][Math.Max(_texts.CurrencyOf(fields), 0)];
        var billed = _billed!.Read(fields, fate, (cost, currency), known, ref findings);
        return (billed.Usage, new(billed.Kind, 0, 0), billed.Fraction);
    }

    /// <summary>
    /// With its usage and cost, as far as they can be read, for the control totals; and with its place in the tree of spans.
    /// </summary>
    private UsageRow Ignored<TFields>(int rule, in TFields fields, RowLocation at)
        where TFields : IFields, allows ref struct
    {
        var unused = new RowFindings(_reader.File, _columns, at.Line);
        var known = Known.Nothing;
        var cost = _cost.Read(fields, ref unused, ref known);
        _usage.Read(fields, known, ref unused, out var usage, out var parts);
        var isDay = TryTime(fields, ref unused, out var day, out _);
        var key = usage.Knows(Known.Cost) ? _reader.Keys.OfCurrency(_texts.CurrencyOf(fields)) : 0;
        return new(
            at,
            key,
            rule,
            isDay ? day.DayNumber : 0,
            default,
            0,
            parts.Marks,
            _parent.Exists ? _identity.Of(fields) : 0,
            _parent.Of(fields),
            usage,
            cost,
            parts.Total,
            parts.Dropped,
            0
        );
    }

    public static (ContextBand Band, ContextBasis Basis) Context(in Usage usage, Grain grain)
    {
        if (!usage.Knows(Known.Requests) || usage.Requests == 0)
            return (ContextBand.UpTo10K, ContextBasis.None);
        var basis = grain == Grain.Request && usage.Requests == 1 ? ContextBasis.Request : ContextBasis.BucketMean;
        return (ContextBands.Of(usage.Input, usage.Requests), basis);
    }

    private bool TryTime<TFields>(in TFields fields, ref RowFindings findings, out DateOnly day, out int bucket)
        where TFields : IFields, allows ref struct
    {
        bucket = 0;
        var text = _time.Text(fields);
        var stated = _timeEnd.Text(fields);
        if (_isBucket && _buckets.TryGet(text, stated, out day, out bucket))
            return true;
        if (!_isBucket)
        {
            foreach (var format in _times)
            {
                if (format.TryDay(text, out day))
                    return true;
            }
        }
        else if (TryRead(text, out var start, out var end))
        {
            if (_mapping.Semantics.CoversMonth && stated.IsEmpty)
                (start, end) = TimeFormat.MonthOf(start);
            day = TimeFormat.DayOf(start);
            var isEnd = true;
            if (!stated.IsEmpty)
            {
                isEnd = TryRead(stated, out end, out var after);
                if (!isEnd)
                    findings.Wrong(IssueCodes.Time, _timeEnd.Found(fields), stated, Expected);
                if (_mapping.Semantics.EndIsInclusive)
                    end = after;
                if (end < start)
                    findings.Wrong(IssueCodes.Time, _timeEnd.Found(fields), stated, "an end after the start");
            }

            bucket = _reader.Buckets.NumberOf(Bucket.Of(start, end));
            if (isEnd && end >= start)
                _buckets.Add(text, stated, day, bucket);
            return true;
        }

        day = default;
        if (text.IsEmpty)
            _timeRequired.Check(fields, ref findings);
        else
            findings.Wrong(IssueCodes.Time, _time.Found(fields), text, Expected);
        return false;
    }

    private string Expected => $"a time of the form {string.Join(" or ", _times.Select(format => format.Pattern))}";

    private bool TryRead(ReadOnlySpan<byte> text, out long start, out long end)
    {
        foreach (var format in _times)
        {
            if (!format.TryRead(text, out start))
                continue;
            end = format.EndOf(start);
            return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    private byte Warned<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var bits = 0;
        for (var rule = 0; rule < _warn.Length; rule++)
        {
            if (_warn[rule].Holds(fields))
                bits |= 1 << rule;
        }

        return (byte)bits;
    }

    private ulong Twin<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct =>
        _twins.Any && TryRead(_time.Text(fields), out var second, out _) ? _twins.Of(fields, second) : 0;
}
