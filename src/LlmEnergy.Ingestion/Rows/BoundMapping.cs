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
    private const decimal MostCost = 1_000_000_000m;
    private readonly Mapping _mapping;
    private readonly Columns _columns;
    private readonly RowReader _reader;
    private readonly ReportingPeriod _period;
    private readonly TextReading _texts;
    private readonly UsageReading _usage;
    private readonly RowIdentity _identity;
    private readonly RowIdentity _parent;
    private readonly (int Left, BoundCondition When)[] _ignore;
    private readonly Requirement[] _required;
    private readonly ImmutableArray<TimeFormat> _times;
    private readonly BoundField _time;
    private readonly BoundField _timeEnd;
    private readonly Requirement _timeRequired;
    private readonly BoundField _cost;
    private readonly bool _isCostScaled;
    private readonly bool _isBucket;

    public BoundMapping(Mapping mapping, Columns columns, RowReader reader, ReportingPeriod period)
    {
        (_mapping, _columns, _reader, _period) = (mapping, columns, reader, period);
        _texts = new(mapping, columns, reader.Dimensions);
        _usage = new(mapping, columns);
        _identity = new(mapping.Identity, columns);
        _parent = new(mapping.Parent, columns);
        _ignore =
        [
            .. mapping.Ignore.Select(rule => (reader.Left.Rule(rule.Name, rule.StatesZero), new BoundCondition(rule.When, columns))),
        ];
        _required = [.. mapping.Requires.Keys.Except([Field.Time, .. UsageReading.Required]).Where(field => !mapping.Constants.ContainsKey(field)).Select(field => new Requirement(mapping, columns, field))];
        _times = mapping.Semantics.Times;
        _time = BoundField.Of(mapping, columns, Field.Time);
        _timeEnd = BoundField.Of(mapping, columns, Field.TimeEnd);
        _timeRequired = new(mapping, columns, Field.Time);
        _cost = BoundField.Of(mapping, columns, Field.Cost);
        _isCostScaled = mapping.Semantics.CostScale != 1m;
        _isBucket = mapping.Semantics.Grain == Grain.Bucket;
    }

    public UsageRow Read<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var at = fields.At;
        foreach (ref readonly var rule in _ignore.AsSpan())
        {
            if (rule.When.Holds(fields)) return Ignored(rule.Left, fields, at);
        }

        var findings = new RowFindings(_reader.File, _columns, at.Line);
        foreach (var required in _required) required.Check(fields, ref findings);
        var isOutside = TryTime(fields, ref findings, out var day, out var bucket) && !_period.Contains(day);
        var known = Known.Nothing;
        var cost = Cost(fields, ref findings, ref known);
        _usage.Read(fields, known, ref findings, out var usage);
        var (band, basis) = Context(usage);
        var key = _texts.Read(fields, RowKey.MonthOf(day), bucket, band, basis, ref findings);
        if (key.Currency == 0 && usage.Knows(Known.Cost)) findings.WrongUnquoted(IssueCodes.Cost, _cost.Found(fields), "a cost without a currency", "a currency beside it");
        // what is wrong with a row of another period is that period's
        if (findings.Any)
        {
            if (isOutside) return Ignored(_reader.WrongOutsidePeriod, fields, at);
            var rejected = UsageRow.NotRead(at, _reader.Left.Keep(NotAccepted.RejectedFor(findings.All, findings.LacksRequired)));
            return _parent.Exists ? rejected with { Identity = _identity.Of(fields), Parent = _parent.Of(fields) } : rejected;
        }

        if (isOutside) key = key with { IsOutside = true };
        return new(at, _reader.Keys.NumberOf(key), isOutside ? _reader.OutsidePeriod : 0, day.DayNumber, band, _identity.Of(fields), _parent.Of(fields), usage, cost);
    }

    /// <summary>With its usage and cost, as far as they can be read, for the control totals; and with its place in the tree of spans.</summary>
    private UsageRow Ignored<TFields>(int rule, in TFields fields, RowLocation at)
        where TFields : IFields, allows ref struct
    {
        var unused = new RowFindings(_reader.File, _columns, at.Line);
        var known = Known.Nothing;
        var cost = Cost(fields, ref unused, ref known);
        _usage.Read(fields, known, ref unused, out var usage);
        var isDay = TryTime(fields, ref unused, out var day, out _);
        var key = usage.Knows(Known.Cost) ? _reader.Keys.NumberOf(new RowKey { Currency = _texts.CurrencyOf(fields) }) : 0;
        return new(at, key, rule, isDay ? day.DayNumber : 0, default, _parent.Exists ? _identity.Of(fields) : 0, _parent.Of(fields), usage, cost);
    }

    private bool TryTime<TFields>(in TFields fields, ref RowFindings findings, out DateOnly day, out int bucket)
        where TFields : IFields, allows ref struct
    {
        bucket = 0;
        var text = _time.Text(fields);
        if (!_isBucket)
        {
            foreach (var format in _times)
            {
                if (format.TryDay(text, out day)) return true;
            }
        }
        else if (TryRead(text, out var start, out var end))
        {
            day = TimeFormat.DayOf(start);
            if (_timeEnd.Exists && _timeEnd.Text(fields) is { IsEmpty: false } stated)
            {
                if (!TryRead(stated, out end, out var after)) findings.Wrong(IssueCodes.Time, _timeEnd.Found(fields), stated, Expected);
                if (_mapping.Semantics.EndIsInclusive) end = after;
                if (end < start) findings.Wrong(IssueCodes.Time, _timeEnd.Found(fields), stated, "an end after the start");
            }

            bucket = _reader.Buckets.NumberOf(Bucket.Of(start, end));
            return true;
        }

        day = default;
        if (text.IsEmpty) _timeRequired.Check(fields, ref findings);
        else findings.Wrong(IssueCodes.Time, _time.Found(fields), text, Expected);
        return false;
    }

    private string Expected => $"a time of the form {string.Join(" or ", _times.Select(format => format.Pattern))}";

    private bool TryRead(ReadOnlySpan<byte> text, out long start, out long end)
    {
        foreach (var format in _times)
        {
            if (!format.TryRead(text, out start)) continue;
            end = format.EndOf(start);
            return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    /// <summary>Fixed at 18 decimals, half away from zero: sums are then exact and do not depend on the order of rows.</summary>
    private decimal Cost<TFields>(in TFields fields, ref RowFindings findings, ref Known known)
        where TFields : IFields, allows ref struct
    {
        if (!_cost.Exists) return 0m;
        var text = _cost.Text(fields);
        if (text.IsEmpty) return 0m;
        var mark = _mapping.Semantics.Mark;
        if (mark != DecimalMark.Point && fields.IsNumber(_cost.Found(fields))) mark = DecimalMark.Point;
        if (mark == DecimalMark.OfFile)
        {
            _reader.Amounts.Add(text);
            return 0m;
        }

        if (!Amounts.TryParse(text, mark, _mapping.Semantics.Currency, out var cost) || cost is > MostCost or < -MostCost)
        {
            findings.WrongUnquoted(IssueCodes.Cost, _cost.Found(fields), "no amount", $"a decimal number with a {(mark == DecimalMark.Comma ? "comma" : "point")}, up to 28 digits and 1,000,000,000");
            return 0m;
        }

        known |= Known.Cost;
        if (_isCostScaled) cost *= _mapping.Semantics.CostScale;
        return cost.Scale > 18 ? decimal.Round(cost, 18, MidpointRounding.AwayFromZero) : cost;
    }

    private (ContextBand Band, ContextBasis Basis) Context(in Usage usage)
    {
        if (!usage.Knows(Known.Requests) || usage.Requests == 0) return (ContextBand.UpTo10K, ContextBasis.None);
        var basis = _mapping.Semantics.Grain == Grain.Request && usage.Requests == 1 ? ContextBasis.Request : ContextBasis.BucketMean;
        return (ContextBands.Of(usage.Input, usage.Requests), basis);
    }
}
