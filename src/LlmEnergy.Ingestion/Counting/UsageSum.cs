using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>A sum of usage that is added to in place: on the path of every row, copies of a whole usage are what costs.</summary>
internal struct UsageSum
{
    private long _requests;
    private long _input;
    private long _cached;
    private long _cacheWrite;
    private long _output;
    private long _reasoning;
    private long _images;
    private long _audioMilliseconds;
    private long _characters;
    private long _generationMilliseconds;
    private long _energyMicrojoules;

    /// <summary>What some part of the sum does not state; nothing at first.</summary>
    private Known _unknown;

    public readonly Usage Value =>
        new(
            _requests,
            _input,
            _cached,
            _cacheWrite,
            _output,
            _reasoning,
            _images,
            _audioMilliseconds,
            Known.Everything & ~_unknown,
            _characters,
            _generationMilliseconds,
            _energyMicrojoules
        );

    /// <exception cref="OverflowException">The sum cannot be held; it is then of no use.</exception>
    public void Add(in Usage usage)
    {
        _requests += usage.Requests;
        _input += usage.Input;
        _output += usage.Output;
        _unknown |= ~usage.Known;
        // most rows have none of the others
        if (
            (
                usage.Cached
                | usage.CacheWrite
                | usage.Reasoning
                | usage.Images
                | usage.AudioMilliseconds
                | usage.Characters
                | usage.GenerationMilliseconds
                | usage.EnergyMicrojoules
            ) == 0
        )
            return;
        _cached += usage.Cached;
        _cacheWrite += usage.CacheWrite;
        _reasoning += usage.Reasoning;
        _images += usage.Images;
        _audioMilliseconds += usage.AudioMilliseconds;
        _characters += usage.Characters;
        _generationMilliseconds += usage.GenerationMilliseconds;
        _energyMicrojoules += usage.EnergyMicrojoules;
    }
}
