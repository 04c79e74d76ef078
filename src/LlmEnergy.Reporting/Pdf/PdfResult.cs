using System.Collections.Immutable;
using LlmEnergy.Domain;

namespace LlmEnergy.Reporting.Pdf;

/// <param name="MissingGlyphs">Characters that the built-in typeface lacks, as <c>U+4E2D</c>, in order: each stands as a box in the
/// document.</param>
public sealed record PdfResult(int Pages, ImmutableArray<string> MissingGlyphs)
{
    private const int MostNamed = 20;

    /// <summary>Names the missing characters by their numbers, not what they stand in; empty where none is missing.</summary>
    public IEnumerable<Issue> Findings(string file)
    {
        if (MissingGlyphs.IsEmpty)
            yield break;
        var more = MissingGlyphs.Length > MostNamed ? FormattableString.Invariant($" and {MissingGlyphs.Length - MostNamed} more") : "";
        yield return new(
            new(file, 0, 0),
            PrintingCodes.MissingGlyphs,
            $"found characters that the typeface of the PDF lacks, or that steer text: "
                + $"{string.Join(", ", MissingGlyphs.Take(MostNamed))}{more}; each stands as a box there, and as it is in the other files"
        );
    }
}
