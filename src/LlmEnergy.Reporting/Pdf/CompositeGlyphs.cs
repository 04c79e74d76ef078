using System.Buffers.Binary;
using System.Globalization;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>Which glyphs are composed of which others: not of themselves, not deeper and not of more than fonts are.</summary>
/// <param name="glyphs">How many the font has.</param>
/// <remarks>
/// OpenType 1.9, glyf: flags, glyph, two arguments of one or two bytes, a scale of none, one, two or four numbers; more where the flags say
/// so.
/// </remarks>
internal sealed class CompositeGlyphs(int glyphs)
{
    private const int MostDepth = 6;
    private const int MostParts = 256;
    private const int Words = 0x0001;
    private const int Scale = 0x0008;
    private const int More = 0x0020;
    private const int TwoScales = 0x0040;
    private const int Matrix = 0x0080;

    private readonly Dictionary<int, List<int>> _parts = [];
    private readonly Dictionary<int, (int Depth, long Parts)> _measured = [];

    /// <summary>Takes a glyph; says what is wrong with what it names, after "found "; null where nothing is.</summary>
    public string? Fault(int glyph, ReadOnlySpan<byte> outline)
    {
        var parts = _parts[glyph] = [];
        int flags,
            at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            if (part >= glyphs)
                return "a font with a glyph composed of one that it has not";
            parts.Add(part);
            if (parts.Count > MostParts)
                return string.Create(CultureInfo.InvariantCulture, $"a font with a glyph composed of more than {MostParts} others");
            at +=
                4
                + ((flags & Words) != 0 ? 4 : 2)
                + (
                    (flags & Scale) != 0 ? 2
                    : (flags & TwoScales) != 0 ? 4
                    : (flags & Matrix) != 0 ? 8
                    : 0
                );
            if (at > outline.Length)
                return "a font with a composed glyph that is cut off";
        } while ((flags & More) != 0);
        return null;
    }

    /// <summary>To be asked when all are taken.</summary>
    public string? Cycle()
    {
        foreach (var glyph in _parts.Keys)
        {
            if (!TryMeasure(glyph, MostDepth, out var measured))
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"a font with a glyph composed of itself, or deeper than {MostDepth} times"
                );
            if (measured.Parts > MostParts)
                return string.Create(CultureInfo.InvariantCulture, $"a font with a glyph composed of more than {MostParts} others");
        }

        return null;
    }

    /// <summary>Not deeper than allowed, so that a cycle ends; what is known is not looked at again.</summary>
    private bool TryMeasure(int glyph, int most, out (int Depth, long Parts) measured)
    {
        measured = (0, 1);
        if (!_parts.TryGetValue(glyph, out var parts))
            return true;
        if (most == 0)
            return false;
        if (_measured.TryGetValue(glyph, out measured))
            return measured.Depth <= most;
        measured = (0, 0);
        foreach (var part in parts)
        {
            if (!TryMeasure(part, most - 1, out var below))
                return false;
            measured = (Math.Max(measured.Depth, below.Depth + 1), Math.Min(MostParts + 1, measured.Parts + below.Parts));
        }

        _measured[glyph] = measured;
        return true;
    }
}
