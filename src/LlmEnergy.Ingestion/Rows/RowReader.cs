using System.Collections.Immutable;
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
    public const string OutsidePeriod = "outside-period";
    private const int MostRecordBytes = 1 << 20;
    private const decimal MostCost = 1_000_000_000m;
    private readonly Mapping _mapping;
    private readonly ReportingPeriod _period;
    private readonly string _file;
    private readonly Columns _columns;
    private readonly TextReading _texts;
    private readonly UsageReading _usage;
    private readonly ImmutableArray<(string Name, BoundCondition When)> _ignore;
    private readonly ImmutableArray<(int Ordinal, string Column, string Advice)> _required;
    private readonly int _time;
    private readonly int _cost;

    public RowReader(Mapping mapping, Columns columns, ReportingPeriod period, string file)
    {
        (_mapping, _columns, _period, _file) = (mapping, columns, period, file);
        _texts = new(mapping, columns, Dimensions);
        _usage = new(mapping, columns);
        _ignore = [.. mapping.Ignore.Select(rule => (rule.Name, new BoundCondition(rule.When, columns)))];
        _time = columns.OrdinalOf(mapping, Field.Time);
        _cost = columns.OrdinalOf(mapping, Field.Cost);
        _required = [.. Required(mapping).Select(field => (columns.OrdinalOf(mapping, field), columns.NameOf(mapping, field), Advice(mapping, field)))];
    }

    public Dimensions Dimensions { get; } = new();

    public UsageRow Read(in CsvFields fields)
    {
        var at = fields.At;
        if (at.Length > MostRecordBytes) return TooLong(_file, at);
        if (fields.Count != _columns.Count) return WrongFieldCount(at, fields.Count);
        foreach (var (name, when) in _ignore)
        {
            if (when.Holds(fields)) return UsageRow.Ignored(at, name, Stated(fields, at));
        }

        var findings = new RowFindings(_file, at.Line);
        CheckRequired(fields, ref findings);
        DateOnly day = default;
        if (_time >= 0)
        {
            if (!_mapping.Semantics.Time.TryDay(fields.Text(_time), out day))
                findings.Wrong(IssueCodes.Time, _time, _columns[_time], fields.Text(_time), $"a time of the form {_mapping.Semantics.Time.Pattern}");
            else if (!_period.Contains(day)) return UsageRow.Ignored(at, OutsidePeriod, Stated(fields, at));
        }

        var usage = _usage.Read(fields, ref findings);
        var cost = Cost(fields, ref findings, out var isCostKnown);
        if (isCostKnown) usage = usage with { Known = usage.Known | Known.Cost };
        var (band, basis) = Context(usage);
        var key = _texts.Read(fields, RowKey.MonthOf(day), band, basis, ref findings);
        if (isCostKnown && key.Currency == 0) findings.WrongUnquoted(IssueCodes.Cost, _cost, _columns[_cost], "a cost without a currency", "a currency beside it");
        return findings.Any ? UsageRow.Rejected(at, findings.All, findings.LacksRequired) : UsageRow.Accepted(at, key, usage, cost);
    }

    public static UsageRow TooLong(string file, RowLocation at) => UsageRow.Rejected(
        at, [new(new(file, at.Line, 0), IssueCodes.RecordTooLong, string.Create(CultureInfo.InvariantCulture, $"found a record of more than {MostRecordBytes:N0} bytes, expected less; reading goes on at the next line"))]);

    private UsageRow WrongFieldCount(RowLocation at, int found) => UsageRow.Rejected(
        at, [new(new(_file, at.Line, Math.Min(found, _columns.Count) + 1), IssueCodes.FieldCount, string.Create(CultureInfo.InvariantCulture, $"found {found} fields, expected {_columns.Count} as in the header"))]);

    private static IEnumerable<Field> Required(Mapping mapping) =>
        new[] { Field.Time, Field.Input, Field.Output }.Where(mapping.Fields.ContainsKey).Union(mapping.Requires.Keys).Where(field => !mapping.Constants.ContainsKey(field));

    private static string Advice(Mapping mapping, Field field) => mapping.Requires.GetValueOrDefault(field, "a value");

    private void CheckRequired(in CsvFields fields, ref RowFindings findings)
    {
        foreach (var (ordinal, column, advice) in _required)
        {
            if (fields.Text(ordinal).IsEmpty && (ordinal < 0 || ordinal != _time)) findings.Lacks(ordinal, column, advice);
        }
    }

    /// <summary>What an ignored row says of usage, as far as it can be read: for the control totals.</summary>
    private Usage Stated(in CsvFields fields, RowLocation at)
    {
        var unused = new RowFindings(_file, at.Line);
        return _usage.Read(fields, ref unused);
    }

    /// <summary>Fixed at 18 decimals, half away from zero: sums are then exact and do not depend on the order of rows.</summary>
    private decimal Cost(in CsvFields fields, ref RowFindings findings, out bool isKnown)
    {
        isKnown = false;
        if (_cost < 0) return 0m;
        var text = fields.Text(_cost);
        if (text.IsEmpty) return 0m;
        if (!Decimals.TryParse(text, out var cost) || cost is > MostCost or < -MostCost)
        {
            findings.WrongUnquoted(IssueCodes.Cost, _cost, _columns[_cost], "no amount", "a decimal number with a point, up to 28 digits and 1,000,000,000");
            return 0m;
        }

        isKnown = true;
        return cost.Scale > 18 ? decimal.Round(cost, 18, MidpointRounding.AwayFromZero) : cost;
    }

    private (ContextBand Band, ContextBasis Basis) Context(in Usage usage)
    {
        if (!usage.Knows(Known.Requests) || usage.Requests == 0) return (ContextBand.UpTo10K, ContextBasis.None);
        var basis = _mapping.Semantics.Grain == Grain.Request && usage.Requests == 1 ? ContextBasis.Request : ContextBasis.BucketMean;
        return (ContextBands.Of(usage.Input, usage.Requests), basis);
    }
}
