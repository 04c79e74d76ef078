using System.Text;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>Puts faults into bytes: others, missing, twice, elsewhere, cut off, and splinters of the formats that are read.</summary>
internal static class Mutator
{
    private static readonly byte[][] Splinters =
    [
        .. new[]
        {
            "\"",
            "\"\"",
            ",",
            ";",
            "\n",
            "\r\n",
            "\0",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            "/>",
            ":",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "-1",
            "1e999",
            "99999999999999999999",
            "0.5",
            "NaN",
            "2026-13-45",
            "9999-12",
            "9999-12-31",
            "0001-01-01",
            "true",
            "\uFEFF",
            "\u202E",
            " ",
            "'",
            "=1+1",
            "../",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0x80, 0x80],
        [0x1F, 0x8B],
        [0xFF, 0xFE],
        [0x7F, 0xFF, 0xFF, 0xFF],
    ];

    /// <summary>The same for the same number, on every machine.</summary>
    public static byte[] Mutated(IReadOnlyList<byte[]> seeds, int number)
    {
        var random = new Random(number);
        return Mutated(seeds[random.Next(seeds.Count)], random);
    }

    /// <summary>One to six faults, one or two as often as more: what many faults hide is found with few.</summary>
    public static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var faults = random.Next(1, random.Next(2) == 0 ? 3 : 7); faults > 0 && bytes.Count > 0; faults--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    // most of what is read is text, and most bytes are none
                    bytes[at] = (byte)(random.Next(4) == 0 ? random.Next(256) : random.Next(' ', '~' + 1));
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(random.Next(4) == 0 ? 8 : 7));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                case 5:
                    // once in seven times is enough for files that are cut off
                    if (random.Next(7) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    else
                        bytes[at] = bytes[random.Next(bytes.Count)];
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
