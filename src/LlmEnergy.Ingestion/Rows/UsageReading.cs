using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The quantities of a row, brought to one meaning: total input with its cached parts, total output with its reasoning.</summary>
internal sealed class UsageReading
{
    private const string WholeNumber = "a whole number from 0 to 100,000,000,000,000";
    private readonly Semantics _semantics;
    private readonly Columns _columns;
    private readonly CountReading _requests;
    private readonly CountReading _input;
    private readonly CountReading _cached;
    private readonly CountReading _cacheWrite;
    private readonly CountReading _output;
    private readonly CountReading _reasoning;
    private readonly CountReading _images;
    private readonly CountReading _characters;
    private readonly SecondsReading _audio;
    private readonly SecondsReading _generation;
    private readonly Requirement? _inputRequired;
    private readonly Requirement? _outputRequired;
    private readonly bool _isRowARequest;
    private readonly Known _always;

    public UsageReading(Mapping mapping, Columns columns)
    {
        CountReading Bound(Field field, Known quantity, int scale = 1) =>
            new(BoundField.Of(mapping, columns, field), mapping.Fields.GetValueOrDefault(field)?.IsSum == true, quantity, scale);

        (_semantics, _columns) = (mapping.Semantics, columns);
        _requests = Bound(Field.Requests, Known.Requests);
        _input = Bound(Field.Input, Known.Input, _semantics.Scale);
        _cached = Bound(Field.Cached, Known.Cached, _semantics.Scale);
        _cacheWrite = Bound(Field.CacheWrite, Known.CacheWrite, _semantics.Scale);
        _output = Bound(Field.Output, Known.Output, _semantics.Scale);
        _reasoning = Bound(Field.Reasoning, Known.Reasoning, _semantics.Scale);
        _images = Bound(Field.Images, Known.Images);
        _characters = Bound(Field.Characters, Known.Characters);
        _audio = new(BoundField.Of(mapping, columns, Field.AudioSeconds), Known.Audio);
        _generation = new(BoundField.Of(mapping, columns, Field.GenerationSeconds), Known.Generation);
        if (mapping.Fields.ContainsKey(Field.Input)) _inputRequired = new(mapping, columns, Field.Input);
        if (mapping.Fields.ContainsKey(Field.Output)) _outputRequired = new(mapping, columns, Field.Output);
        var holdsRequests = (_semantics.HoldsNone & Known.Requests) == 0;
        _isRowARequest = _semantics.Grain == Grain.Request && holdsRequests && !mapping.Fields.ContainsKey(Field.Requests);
        _always = (_isRowARequest ? Known.Requests : Known.Nothing) | _semantics.HoldsNone;
    }

    /// <summary>What a format maps of these may not be empty: a row without them says nothing of usage.</summary>
    public static ImmutableArray<Field> Required { get; } = [Field.Input, Field.Output];

    /// <param name="known">What else the row states.</param>
    public void Read<TFields>(in TFields fields, Known known, ref RowFindings findings, out Usage usage)
        where TFields : IFields, allows ref struct
    {
        known |= _always;
        var requests = _requests.Read(fields, ref known, ref findings);
        var input = _input.Read(fields, ref known, ref findings);
        var cached = _cached.Read(fields, ref known, ref findings);
        var cacheWrite = _cacheWrite.Read(fields, ref known, ref findings);
        var output = _output.Read(fields, ref known, ref findings);
        var reasoning = _reasoning.Read(fields, ref known, ref findings);
        var images = _images.Read(fields, ref known, ref findings);
        var characters = _characters.Read(fields, ref known, ref findings);
        var audio = _audio.Milliseconds(fields, ref known, ref findings);
        var generation = _generation.Milliseconds(fields, ref known, ref findings);
        if ((known & Known.Input) == 0) _inputRequired?.Check(fields, ref findings);
        if ((known & Known.Output) == 0) _outputRequired?.Check(fields, ref findings);
        var partsOfInput = (_semantics.InputIncludesCached ? cached : 0) + (_semantics.InputIncludesCacheWrite ? cacheWrite : 0);
        if (partsOfInput > input && (known & Known.Input) != 0) PartAboveWhole(fields, cached > 0 ? _cached : _cacheWrite, _input, ref findings);
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
            known,
            characters,
            generation);
    }

    private void PartAboveWhole<TFields>(in TFields fields, CountReading part, CountReading whole, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        var (smaller, larger) = (part.Field.Found(fields), whole.Field.Found(fields));
        var most = fields.Text(larger).IsEmpty
            ? "none: by holdsNone there is nothing that it is a part of"
            : $"no more than {_columns[larger]} {Quoted.Number(fields.Text(larger))}";
        findings.Wrong(IssueCodes.PartAboveWhole, smaller, fields.Text(smaller), most);
    }

    /// <summary>One count of a row. An empty field is unknown, not zero.</summary>
    private readonly struct CountReading(BoundField bound, bool isSum, Known quantity, int scale)
    {
        public BoundField Field => bound;

        public long Read<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
            where TFields : IFields, allows ref struct
        {
            if (!bound.Exists) return 0;
            if (isSum) return Sum(fields, ref known, ref findings);
            var text = bound.Text(fields);
            if (text.IsEmpty) return 0;
            if (Counts.TryParse(text, scale, out var count))
            {
                known |= quantity;
                return count;
            }

            findings.Wrong(IssueCodes.Count, bound.Found(fields), text, WholeNumber);
            return 0;
        }

        private long Sum<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
            where TFields : IFields, allows ref struct
        {
            var sum = 0L;
            for (var index = 0; index < bound.Columns; index++)
            {
                var text = fields.Text(bound[index]);
                if (text.IsEmpty) continue;
                if (Counts.TryParse(text, scale, out var count)) known |= quantity;
                else findings.Wrong(IssueCodes.Count, bound[index], text, WholeNumber);
                sum += count;
            }

            return sum;
        }
    }

    /// <summary>A duration of a row, in seconds with decimals. An empty field is unknown, not zero.</summary>
    private readonly struct SecondsReading(BoundField bound, Known quantity)
    {
        /// <summary>Half away from zero.</summary>
        public long Milliseconds<TFields>(in TFields fields, ref Known known, ref RowFindings findings)
            where TFields : IFields, allows ref struct
        {
            if (!bound.Exists) return 0;
            var text = bound.Text(fields);
            if (text.IsEmpty) return 0;
            if (!Decimals.TryParse(text, out var seconds) || seconds < 0 || seconds > Counts.Most / 1_000)
            {
                findings.Wrong(IssueCodes.Count, bound.Found(fields), text, "seconds of zero or more");
                return 0;
            }

            known |= quantity;
            return (long)decimal.Round(seconds * 1_000m, MidpointRounding.AwayFromZero);
        }
    }
}
