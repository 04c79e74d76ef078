using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>Turns records into rows: a mapping, bound to the columns of one file. One instance serves all threads.</summary>
internal sealed class RowReader
{
    public const int MostRecordBytes = 1 << 20;
    private const decimal MostCost = 1_000_000_000m;
    private readonly Mapping _mapping;
    private readonly ReportingPeriod _period;
    private readonly string _file;
    private readonly Columns _columns;
    private readonly TextReading _texts;
    private readonly UsageReading _usage;
    private readonly (int Left, BoundCondition When)[] _ignore;
    private readonly int _outsidePeriod;
    private readonly Requirement[] _required;
    private readonly TimeFormat _timeFormat;
    private readonly int _time;
    private readonly Requirement _timeRequired;
    private readonly int _cost;

    public RowReader(Mapping mapping, Columns columns, ReportingPeriod period, string file)
    {
        (_mapping, _columns, _period, _file) = (mapping, columns, period, file);
        _texts = new(mapping, columns, Dimensions);
        _usage = new(mapping, columns);
        _ignore = [.. mapping.Ignore.Select(rule => (Left.Rule(rule.Name), new BoundCondition(rule.When, columns)))];
        _outsidePeriod = Left.Rule("outside-period");
        _required = [.. mapping.Requires.Keys.Except([Field.Time, .. UsageReading.Required]).Where(field => !mapping.Constants.ContainsKey(field)).Select(field => new Requirement(mapping, columns, field))];
        _timeFormat = mapping.Semantics.Time;
        _time = columns.OrdinalOf(mapping, Field.Time);
        _timeRequired = new(mapping, columns, Field.Time);
        _cost = columns.OrdinalOf(mapping, Field.Cost);
    }

    public Dimensions Dimensions { get; } = new();

    public RowKeys Keys { get; } = new();

    public LeftRows Left { get; } = new();

    public UsageRow Read(in CsvFields fields)
    {
        var at = fields.At;
        if (fields.Bytes > MostRecordBytes) return new(at, 0, UsageRow.TooLong, default, default, 0m);
        if (fields.Count != _columns.Count) return WrongFieldCount(at, fields.Count);
        foreach (ref readonly var rule in _ignore.AsSpan())
        {
            if (rule.When.Holds(fields)) return Ignored(rule.Left, fields, at);
        }

        var findings = new RowFindings(_file, at.Line);
        foreach (var required in _required) required.Check(fields, ref findings);
        if (TryDay(fields, ref findings, out var day) && !_period.Contains(day)) return Ignored(_outsidePeriod, fields, at);
        var known = Known.Nothing;
        var cost = Cost(fields, ref findings, ref known);
        _usage.Read(fields, known, ref findings, out var usage);
        var (band, basis) = Context(usage);
        var key = _texts.Read(fields, RowKey.MonthOf(day), band, basis, ref findings);
        if (key.Currency == 0 && usage.Knows(Known.Cost)) findings.WrongUnquoted(IssueCodes.Cost, _cost, _columns[_cost], "a cost without a currency", "a currency beside it");
        return findings.Any
            ? new(at, 0, Left.Keep(NotAccepted.RejectedFor(findings.All, findings.LacksRequired)), band, default, 0m)
            : new(at, Keys.NumberOf(key), 0, band, usage, cost);
    }

    public static Issue TooLong(string file, RowLocation at) => new(
        new(file, at.Line, 0),
        IssueCodes.RecordTooLong,
        string.Create(CultureInfo.InvariantCulture, $"found a record of more than {MostRecordBytes:N0} bytes, expected less; reading goes on at the next line"));

    private UsageRow WrongFieldCount(RowLocation at, int found)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"found {found} fields, expected {_columns.Count} as in the header");
        var issue = new Issue(new(_file, at.Line, Math.Min(found, _columns.Count) + 1), IssueCodes.FieldCount, message);
        return new(at, 0, Left.Keep(NotAccepted.RejectedFor([issue])), default, default, 0m);
    }

    /// <summary>With its usage, as far as that can be read: for the control totals.</summary>
    private UsageRow Ignored(int rule, in CsvFields fields, RowLocation at)
    {
        var unused = new RowFindings(_file, at.Line);
        _usage.Read(fields, Known.Nothing, ref unused, out var usage);
        return new(at, 0, rule, default, usage, 0m);
    }

    private bool TryDay(in CsvFields fields, ref RowFindings findings, out DateOnly day)
    {
        var text = fields.Text(_time);
        if (_timeFormat.TryDay(text, out day)) return true;
        if (text.IsEmpty) _timeRequired.Check(fields, ref findings);
        else findings.Wrong(IssueCodes.Time, _time, _columns[_time], text, $"a time of the form {_timeFormat.Pattern}");
        return false;
    }

    /// <summary>Fixed at 18 decimals, half away from zero: sums are then exact and do not depend on the order of rows.</summary>
    private decimal Cost(in CsvFields fields, ref RowFindings findings, ref Known known)
    {
        if (_cost < 0) return 0m;
        var text = fields.Text(_cost);
        if (text.IsEmpty) return 0m;
        if (!Decimals.TryParse(text, out var cost) || cost is > MostCost or < -MostCost)
        {
            findings.WrongUnquoted(IssueCodes.Cost, _cost, _columns[_cost], "no amount", "a decimal number with a point, up to 28 digits and 1,000,000,000");
            return 0m;
        }

        known |= Known.Cost;
        return cost.Scale > 18 ? decimal.Round(cost, 18, MidpointRounding.AwayFromZero) : cost;
    }

    private (ContextBand Band, ContextBasis Basis) Context(in Usage usage)
    {
        if (!usage.Knows(Known.Requests) || usage.Requests == 0) return (ContextBand.UpTo10K, ContextBasis.None);
        var basis = _mapping.Semantics.Grain == Grain.Request && usage.Requests == 1 ? ContextBasis.Request : ContextBasis.BucketMean;
        return (ContextBands.Of(usage.Input, usage.Requests), basis);
    }
}
