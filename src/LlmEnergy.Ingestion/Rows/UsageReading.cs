using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The quantities of a row, brought to one meaning: total input with its cached parts, total output with its reasoning.</summary>
internal sealed class UsageReading
{
    private readonly Semantics _semantics;
    private readonly CountReading _requests;
    private readonly CountReading _input;
    private readonly CountReading _cached;
    private readonly CountReading _cacheWrite;
    private readonly CountReading _output;
    private readonly CountReading _reasoning;
    private readonly CountReading _images;
    private readonly CountReading _characters;
    private readonly CountReading _total;
    private readonly SecondsReading _audio;
    private readonly SecondsReading _generation;
    private readonly EnergyReading _energy;
    private readonly Requirement? _inputRequired;
    private readonly Requirement? _outputRequired;
    private readonly bool _isRowARequest;
    private readonly Known _always;

    public UsageReading(Mapping mapping, Columns columns)
    {
        CountReading Bound(Field field, Known quantity, int scale = 1) =>
            new(BoundField.Of(mapping, columns, field), mapping.Fields.GetValueOrDefault(field)?.Combination ?? default, quantity, scale);

        _semantics = mapping.Semantics;
        _requests = Bound(Field.Requests, Known.Requests);
        _input = Bound(Field.Input, Known.Input, _semantics.Scale);
        _cached = Bound(Field.Cached, Known.Cached, _semantics.Scale);
        _cacheWrite = Bound(Field.CacheWrite, Known.CacheWrite, _semantics.Scale);
        _output = Bound(Field.Output, Known.Output, _semantics.Scale);
        _reasoning = Bound(Field.Reasoning, Known.Reasoning, _semantics.Scale);
        _images = Bound(Field.Images, Known.Images);
        _characters = Bound(Field.Characters, Known.Characters);
        _total = Bound(Field.Total, Known.Nothing, _semantics.Scale);
        _audio = new(BoundField.Of(mapping, columns, Field.AudioSeconds), Known.Audio);
        _generation = new(BoundField.Of(mapping, columns, Field.GenerationSeconds), Known.Generation);
        _energy = new(BoundField.Of(mapping, columns, Field.EnergyWh), _semantics.Energy);
        if (mapping.Fields.ContainsKey(Field.Input))
            _inputRequired = new(mapping, columns, Field.Input);
        if (mapping.Fields.ContainsKey(Field.Output))
            _outputRequired = new(mapping, columns, Field.Output);
        var holdsRequests = (_semantics.HoldsNone & Known.Requests) == 0;
        _isRowARequest = _semantics.Grain == Grain.Request && holdsRequests && !mapping.Fields.ContainsKey(Field.Requests);
        _always = (_isRowARequest ? Known.Requests : Known.Nothing) | _semantics.HoldsNone;
    }

    /// <summary>What a format maps of these may not be empty: a row without them says nothing of usage.</summary>
    public static ImmutableArray<Field> Required { get; } = [Field.Input, Field.Output];

    /// <param name="known">What else the row states.</param>
    public void Read<TFields>(in TFields fields, Known known, ref RowFindings findings, out Usage usage, out RowParts parts)
        where TFields : IFields, allows ref struct
    {
        known |= _always;
        var requests = _requests.Read(fields, ref known, ref findings);
        var stated = new StatedUsage
        {
            Input = _input.Read(fields, ref known, ref findings),
            Cached = _cached.Read(fields, ref known, ref findings),
            CacheWrite = _cacheWrite.Read(fields, ref known, ref findings),
            Output = _output.Read(fields, ref known, ref findings),
            Reasoning = _reasoning.Read(fields, ref known, ref findings),
            Total = _total.Read(fields, ref known, ref findings),
        };
        var images = _images.Read(fields, ref known, ref findings);
        var characters = _characters.Read(fields, ref known, ref findings);
        var audio = _audio.Milliseconds(fields, ref known, ref findings);
        var generation = _generation.Milliseconds(fields, ref known, ref findings);
        var energy = _energy.Microjoules(fields, ref known, ref findings);
        if ((known & Known.Input) == 0)
            _inputRequired?.Check(fields, ref findings);
        if ((known & Known.Output) == 0)
            _outputRequired?.Check(fields, ref findings);
        stated.Known = known;
        var marks = stated.Places(_semantics);
        if (!stated.FitsTotal(_semantics))
            marks |= RowMarks.OtherTotal;
        var dropped = stated.DropWhatDoesNotFit(ref marks);
        parts = new(marks, stated.Total, dropped);
        usage = new(
            _isRowARequest ? 1 : requests,
            stated.WholeInput(marks),
            stated.Cached,
            stated.CacheWrite,
            stated.WholeOutput(marks),
            stated.Reasoning,
            images,
            audio,
            stated.Known,
            characters,
            generation,
            energy
        );
    }
}
