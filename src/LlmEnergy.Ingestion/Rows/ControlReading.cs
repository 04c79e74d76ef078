using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What one file says that its rows add up to, bound to its columns, and what it said so far. Threads may share it.</summary>
internal sealed class ControlReading
{
    private readonly UsageReading _usage;
    private readonly CostReading _cost;
    private readonly BoundCondition? _when;
    private readonly Lock _adding = new();
    private readonly SortedDictionary<Field, decimal> _stated = [];

    public ControlReading(Mapping mapping, Columns columns, RowReader reader)
    {
        var totals = mapping.ControlTotals!;
        // as the columns state it: every part stands beside its whole and can be taken off again
        var raw = mapping.Semantics with
        {
            Cached = PartPlace.Beside,
            CacheWrite = PartPlace.Beside,
            Reasoning = PartPlace.Beside,
            HoldsNone = Known.Nothing,
            TotalIs = [],
        };
        var stated = mapping with { Fields = totals.Fields, Semantics = raw };
        (_usage, _cost) = (new(stated, columns), new(stated, columns, reader));
        if (totals.When is { } when)
            _when = new(when, columns);
        Rule = reader.Left.Rule("control-total", statesZero: true);
        Fields = [.. totals.Fields.Keys];
    }

    /// <summary>Number of the rule that rows of totals are ignored by.</summary>
    public int Rule { get; }

    public Field[] Fields { get; }

    /// <summary>Whether each document says it, and no row does.</summary>
    public bool IsOfDocuments => _when is null;

    /// <summary>What was stated of each field; empty where nothing was.</summary>
    public IReadOnlyDictionary<Field, decimal> Stated => _stated;

    public bool IsMet<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct => _when is { } condition && condition.Holds(fields);

    /// <summary>A row of totals.</summary>
    public UsageRow Read<TFields>(in TFields fields, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        var known = Known.Nothing;
        var cost = _cost.Read(fields, ref findings, ref known);
        _usage.Read(fields, known, ref findings, out var usage, out var parts);
        return new(fields.At, 0, Rule, 0, default, 0, parts.Marks, 0, 0, usage, cost, parts.Total, parts.Dropped, 0);
    }

    /// <summary>Adds what a row of totals, or a document, states.</summary>
    public void State(in UsageRow row)
    {
        lock (_adding)
        {
            foreach (var field in Fields)
            {
                if (Of(row, field) is { } value)
                    _stated[field] = _stated.GetValueOrDefault(field) + value;
            }
        }
    }

    /// <summary>What a row states of a field, in the terms of its column; null where it does not.</summary>
    public static decimal? Of(in UsageRow row, Field field) =>
        field switch
        {
            Field.Requests => IfKnown(row, Known.Requests, row.Usage.Requests),
            Field.Input => IfKnown(row, Known.Input, row.StatedInput),
            Field.Cached => IfKnown(row, Known.Cached, row.Usage.Cached),
            Field.CacheWrite => IfKnown(row, Known.CacheWrite, row.Usage.CacheWrite),
            Field.Output => IfKnown(row, Known.Output, row.StatedOutput),
            Field.Reasoning => IfKnown(row, Known.Reasoning, row.Usage.Reasoning),
            Field.Images => IfKnown(row, Known.Images, row.Usage.Images),
            Field.Characters => IfKnown(row, Known.Characters, row.Usage.Characters),
            Field.Cost => row.Usage.Knows(Known.Cost) ? row.Cost : null,
            Field.Total => row.Total == 0 ? null : row.Total,
            _ => null,
        };

    private static decimal? IfKnown(in UsageRow row, Known quantity, long value) => row.Usage.Knows(quantity) ? value : null;
}
