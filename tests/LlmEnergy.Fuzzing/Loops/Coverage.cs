using SharpFuzz.Common;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>
/// What the instrumented libraries ran through: a counter for each edge between two branches, in 65,536 places. They write it on whatever
/// thread they
/// are, so that one input after the other is run, on one thread.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Places = 1 << 16;

    private readonly byte[] _trace = GC.AllocateArray<byte>(Places, pinned: true);
    private readonly byte[] _seen = new byte[Places];

    public Coverage() => Trace.SharedMem = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _trace[0]);

    /// <summary>Of all inputs so far.</summary>
    public int Edges => Places - _seen.AsSpan().Count((byte)0);

    public void Start()
    {
        Array.Clear(_trace);
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the input since the start ran through an edge as none did before: at all, or by an order more often.</summary>
    public bool IsNew()
    {
        var isNew = false;
        for (var from = 0; from < Places; )
        {
            var offset = _trace.AsSpan(from).IndexOfAnyExcept((byte)0);
            if (offset < 0)
                break;
            from += offset;
            var times = Order(_trace[from]);
            isNew |= (_seen[from] & times) == 0;
            _seen[from] |= times;
            from++;
        }

        return isNew;
    }

    /// <summary>As AFL does: 1, 2, 3, up to 7, 15, 31, 127, more, a bit each.</summary>
    private static byte Order(byte times) =>
        times switch
        {
            1 => 1,
            2 => 2,
            3 => 4,
            < 8 => 8,
            < 16 => 16,
            < 32 => 32,
            < 128 => 64,
            _ => 128,
        };
}
