using System.Text;
using CsCheck;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Controls;

namespace LlmEnergy.Ingestion.Tests.Controls;

/// <summary>What counters are given, and what is expected of them.</summary>
internal static class Counted
{
    /// <summary>Sizes of the slices that a file comes in, one after the other and again.</summary>
    public static readonly Gen<int[]> Slices = Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 200], Gen.Const(1 << 20)).Array[1, 6];

    public static RecordTally By(IRecordCounter counter, string text) => By(counter, Encoding.UTF8.GetBytes(text), [1 << 20]);

    public static RecordTally By(IRecordCounter counter, ReadOnlySpan<byte> bytes, int[] slices)
    {
        for (var slice = 0; !bytes.IsEmpty; slice++)
        {
            var length = Math.Min(slices[slice % slices.Length], bytes.Length);
            counter.Add(bytes[..length]);
            bytes = bytes[length..];
        }

        return counter.End();
    }

    /// <summary>The tally of records at these places, by its definition.</summary>
    public static RecordTally At(params IEnumerable<long> places)
    {
        var all = places.ToList();
        return new(
            all.Count,
            all.Index().Aggregate(0UL, (sum, record) => unchecked(sum + ((ulong)(record.Index + 1) * (ulong)record.Item)))
        );
    }
}
