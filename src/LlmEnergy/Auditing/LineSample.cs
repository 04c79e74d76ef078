using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Auditing;

/// <summary>
/// Lines that an auditor looks at: the largest, and lines drawn without replacement with a probability in proportion to their emissions
/// (Efraimidis and Spirakis 2006: those of the smallest -ln(u)/weight, with u uniform). The same seed draws the same lines of the same
/// folder.
/// </summary>
public static class LineSample
{
    /// <summary>Largest lines that are always looked at.</summary>
    public const int Largest = 5;

    /// <summary>Line and why it is in the sample, in the order of their numbers.</summary>
    public static ImmutableArray<(InventoryLine Line, string Why)> Of(Inventory inventory, int drawn, int seed)
    {
        var weighted = inventory
            .Lines.Select(line => (Line: line, Kilograms: line.Total?.Central?.KilogramsCo2e ?? 0m))
            .Where(line => line.Kilograms > 0m)
            .ToList();
        var largest = weighted
            .OrderByDescending(line => line.Kilograms)
            .ThenBy(line => line.Line.Activity.Number)
            .Take(Largest)
            .Select(line => line.Line.Activity.Number)
            .ToHashSet();
        return
        [
            .. weighted
                .Where(line => !largest.Contains(line.Line.Activity.Number))
                .OrderBy(line => -Math.Log(Uniform(seed, line.Line.Activity.Id)) / (double)line.Kilograms)
                .ThenBy(line => line.Line.Activity.Number)
                .Take(drawn)
                .Select(line => (line.Line, Why: "drawn"))
                .Concat(weighted.Where(line => largest.Contains(line.Line.Activity.Number)).Select(line => (line.Line, Why: "largest")))
                .OrderBy(line => line.Line.Activity.Number),
        ];
    }

    /// <summary>In (0, 1), of a hash: no generator whose numbers may be others in another version.</summary>
    private static double Uniform(int seed, string line)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {line}")));
        return ((BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) + 0.5) / (1UL << 53);
    }
}
