using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The quantities of a row, brought to one meaning: total input with its cached parts, total output with its reasoning.</summary>
internal sealed class UsageReading(Mapping mapping, Columns columns)
{
    private const string WholeNumber = "a whole number from 0 to 100,000,000,000,000";
    private readonly Semantics _semantics = mapping.Semantics;
    private readonly Columns _columns = columns;
    private readonly int _requests = columns.OrdinalOf(mapping, Field.Requests);
    private readonly int _input = columns.OrdinalOf(mapping, Field.Input);
    private readonly int _cached = columns.OrdinalOf(mapping, Field.Cached);
    private readonly int _cacheWrite = columns.OrdinalOf(mapping, Field.CacheWrite);
    private readonly int _output = columns.OrdinalOf(mapping, Field.Output);
    private readonly int _reasoning = columns.OrdinalOf(mapping, Field.Reasoning);
    private readonly int _images = columns.OrdinalOf(mapping, Field.Images);
    private readonly int _audio = columns.OrdinalOf(mapping, Field.AudioSeconds);
    private readonly bool _mustHaveInput = mapping.Fields.ContainsKey(Field.Input);
    private readonly bool _mustHaveOutput = mapping.Fields.ContainsKey(Field.Output);
    private readonly Requirement _inputRequired = new(mapping, columns, Field.Input);
    private readonly Requirement _outputRequired = new(mapping, columns, Field.Output);
    private readonly bool _isRowARequest = mapping.Semantics.Grain == Grain.Request && !mapping.Fields.ContainsKey(Field.Requests);

    /// <summary>What a format maps of these may not be empty: a row without them says nothing of usage.</summary>
    public static ImmutableArray<Field> Required { get; } = [Field.Input, Field.Output];

    /// <param name="known">What else the row states.</param>
    public void Read(in CsvFields fields, Known known, ref RowFindings findings, out Usage usage)
    {
        if (_isRowARequest) known |= Known.Requests;
        var scale = _semantics.Scale;
        var requests = Count(fields, _requests, 1, Known.Requests, ref known, ref findings);
        var input = Count(fields, _input, scale, Known.Input, ref known, ref findings);
        var cached = Count(fields, _cached, scale, Known.Cached, ref known, ref findings);
        var cacheWrite = Count(fields, _cacheWrite, scale, Known.CacheWrite, ref known, ref findings);
        var output = Count(fields, _output, scale, Known.Output, ref known, ref findings);
        var reasoning = Count(fields, _reasoning, scale, Known.Reasoning, ref known, ref findings);
        var images = Count(fields, _images, 1, Known.Images, ref known, ref findings);
        var audio = Milliseconds(fields, ref known, ref findings);
        if (_mustHaveInput && (known & Known.Input) == 0) _inputRequired.Check(fields, ref findings);
        if (_mustHaveOutput && (known & Known.Output) == 0) _outputRequired.Check(fields, ref findings);
        var partsOfInput = (_semantics.InputIncludesCached ? cached : 0) + (_semantics.InputIncludesCacheWrite ? cacheWrite : 0);
        if (partsOfInput > input && (known & Known.Input) != 0) PartAboveWhole(fields, _cached >= 0 && cached > 0 ? _cached : _cacheWrite, _input, ref findings);
        if (_semantics.OutputIncludesReasoning && reasoning > output && (known & Known.Output) != 0) PartAboveWhole(fields, _reasoning, _output, ref findings);
        usage = new(
            _isRowARequest ? 1 : requests,
            input + (_semantics.InputIncludesCached ? 0 : cached) + (_semantics.InputIncludesCacheWrite ? 0 : cacheWrite),
            cached,
            cacheWrite,
            output + (_semantics.OutputIncludesReasoning ? 0 : reasoning),
            reasoning,
            images,
            audio,
            known);
    }

    /// <summary>An empty field is unknown, not zero.</summary>
    private long Count(in CsvFields fields, int ordinal, int scale, Known quantity, ref Known known, ref RowFindings findings)
    {
        var text = fields.Text(ordinal);
        if (text.IsEmpty) return 0;
        if (!Counts.TryParse(text, scale, out var count))
        {
            findings.Wrong(IssueCodes.Count, ordinal, _columns[ordinal], text, WholeNumber);
            return 0;
        }

        known |= quantity;
        return count;
    }

    /// <summary>Seconds of sound to whole milliseconds, half away from zero.</summary>
    private long Milliseconds(in CsvFields fields, ref Known known, ref RowFindings findings)
    {
        var text = fields.Text(_audio);
        if (text.IsEmpty) return 0;
        if (!Decimals.TryParse(text, out var seconds) || seconds < 0 || seconds > Counts.Most / 1_000)
        {
            findings.Wrong(IssueCodes.Count, _audio, _columns[_audio], text, "seconds of zero or more");
            return 0;
        }

        known |= Known.Audio;
        return (long)decimal.Round(seconds * 1_000m, MidpointRounding.AwayFromZero);
    }

    private void PartAboveWhole(in CsvFields fields, int part, int whole, ref RowFindings findings) => findings.Wrong(
        IssueCodes.PartAboveWhole, part, _columns[part], fields.Text(part), $"no more than {_columns[whole]} {Quoted.Number(fields.Text(whole))}");
}
