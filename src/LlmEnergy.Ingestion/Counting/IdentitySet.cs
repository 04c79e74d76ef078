using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// The identities of a source's rows: 64-bit hashes in 256 tables by their first byte, so that growing copies a 256th at a time. Beside
/// each
/// stands the number of the row that brought it, up to <see cref="MostLocated"/> identities; beyond, memory goes to counting alone.
/// Held outside of the garbage-collected heap: what grows is freed at once.
/// </summary>
internal sealed unsafe class IdentitySet(long mostBytes) : IDisposable
{
    public const long MostLocated = 50_331_648;
    private const int Tables = 256;
    private const int FirstSlots = 64;
    private const int MostForeseenSlots = 1 << 22;
    private readonly Table[] _tables = new Table[Tables];
    private bool _isLocated = true;
    private long _bytes;

    private long _foreseen;

    ~IdentitySet() => Dispose();

    public long Count { get; private set; }

    /// <summary>Brings the place of an identity that is looked for soon into the processor's cache.</summary>
    public void Prefetch(ulong identity)
    {
        ref readonly var table = ref _tables[identity >> 56];
        if (!Sse.IsSupported || table.Identities is null)
            return;
        var slot = identity & table.Mask;
        Sse.Prefetch0(table.Identities + slot);
        if (_isLocated)
            Sse.Prefetch0(table.Rows + slot);
    }

    /// <summary>How many identities there will be, as far as can be told: tables then grow to their size in one step.</summary>
    public void Foresee(long identities)
    {
        _foreseen = identities;
        if (identities > MostLocated && _isLocated)
            ForgetRows();
    }

    /// <param name="first">Number of the row that has the identity already; <see cref="uint.MaxValue"/> where that is no longer
    /// known.</param>
    /// <returns>False where another row has the identity.</returns>
    /// <exception cref="InsufficientMemoryException">More identities than fit the memory allowed.</exception>
    public bool Add(ulong identity, uint row, out uint first)
    {
        ref var table = ref _tables[identity >> 56];
        if ((table.Count + 1) * 4L > table.Slots * 3L)
            Grow(ref table);
        var slot = identity & table.Mask;
        for (; table.Identities[slot] != 0; slot = (slot + 1) & table.Mask)
        {
            if (table.Identities[slot] != identity)
                continue;
            first = _isLocated ? table.Rows[slot] : uint.MaxValue;
            return false;
        }

        table.Identities[slot] = identity;
        if (_isLocated)
            table.Rows[slot] = row;
        table.Count++;
        first = row;
        if (++Count > MostLocated && _isLocated)
            ForgetRows();
        return true;
    }

    /// <summary>The smallest identities, in ascending order: the first tables hold them.</summary>
    public ulong[] Smallest(int most)
    {
        var smallest = new List<ulong>();
        foreach (ref readonly var table in _tables.AsSpan())
        {
            var first = smallest.Count;
            for (var slot = 0; slot < table.Slots; slot++)
            {
                if (table.Identities[slot] != 0)
                    smallest.Add(table.Identities[slot]);
            }

            smallest.Sort(first, smallest.Count - first, null);
            if (smallest.Count >= most)
                break;
        }

        return [.. smallest.Take(most)];
    }

    public void Dispose()
    {
        foreach (ref var table in _tables.AsSpan())
        {
            NativeMemory.Free(table.Identities);
            NativeMemory.Free(table.Rows);
            table = default;
        }

        GC.SuppressFinalize(this);
    }

    private void Grow(ref Table table)
    {
        var old = table;
        var slots = old.Slots == 0 ? FirstSlots : old.Slots * 2;
        while (slots < MostForeseenSlots && slots * 3L * Tables < _foreseen * 4L)
            slots *= 2;
        _bytes += (slots - old.Slots) * (long)(sizeof(ulong) + (_isLocated ? sizeof(uint) : 0));
        if (_bytes > mostBytes)
            throw new InsufficientMemoryException();
        table = new()
        {
            Identities = (ulong*)NativeMemory.AllocZeroed((nuint)slots, sizeof(ulong)),
            Rows = _isLocated ? (uint*)NativeMemory.AllocZeroed((nuint)slots, sizeof(uint)) : null,
            Slots = slots,
            Count = old.Count,
        };
        for (var from = 0; from < old.Slots; from++)
        {
            if (old.Identities[from] == 0)
                continue;
            var slot = old.Identities[from] & table.Mask;
            while (table.Identities[slot] != 0)
                slot = (slot + 1) & table.Mask;
            table.Identities[slot] = old.Identities[from];
            if (_isLocated)
                table.Rows[slot] = old.Rows[from];
        }

        NativeMemory.Free(old.Identities);
        NativeMemory.Free(old.Rows);
    }

    private void ForgetRows()
    {
        _isLocated = false;
        foreach (ref var table in _tables.AsSpan())
        {
            NativeMemory.Free(table.Rows);
            table.Rows = null;
            _bytes -= table.Slots * (long)sizeof(uint);
        }
    }

    private struct Table
    {
        public ulong* Identities;
        public uint* Rows;
        public int Slots;
        public int Count;

        public readonly ulong Mask => (ulong)(Slots - 1);
    }
}
