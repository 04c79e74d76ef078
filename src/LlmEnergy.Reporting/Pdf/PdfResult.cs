using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Pdf;

/// <param name="MissingGlyphs">Characters that the built-in typeface lacks, as <c>U+4E2D</c>, in order: each stands as a box in the document.</param>
public sealed record PdfResult(int Pages, ImmutableArray<string> MissingGlyphs);
