namespace LlmEnergy.Ingestion.Controls;

/// <summary>Stretches of a file that are one record each, at their start, whatever stands in them. They come in their order.</summary>
internal sealed class FaultyStretches(IReadOnlyList<(long Start, long Next)> all)
{
    private int _begun;
    private long _passedTo;

    /// <summary>To be called at every turn, and at the end of the file with <see cref="long.MaxValue"/>.</summary>
    /// <param name="place">Where the record of the stretch that begins here stands.</param>
    public bool Begins(long offset, out long place)
    {
        place = 0;
        if (_begun == all.Count || offset < all[_begun].Start)
            return false;
        (place, _passedTo) = all[_begun++];
        return true;
    }

    /// <summary>Whether the bytes from here to the next turn are passed over.</summary>
    public bool IsPassed(long offset) => offset < _passedTo;

    /// <summary>The next offset after this one where a stretch begins or ends.</summary>
    public long Turn(long offset) =>
        IsPassed(offset) ? _passedTo
        : _begun < all.Count ? all[_begun].Start
        : long.MaxValue;
}
