using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>The two weights. Texts are measured on <paramref name="measuring"/>, which that does not change.</summary>
internal sealed class Typefaces(PdfDocumentBuilder builder, PdfPageBuilder measuring)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private Typeface? _regular;
    private Typeface? _bold;

    /// <summary>Characters that were replaced.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    public Typeface this[Ink ink] => ink.IsBold
        ? _bold ??= new(builder, measuring, "Bold", _missing)
        : _regular ??= new(builder, measuring, "Regular", _missing);

    public string Printable(string text, Ink ink) => this[ink].Printable(text);

    public double Width(string printable, Ink ink) => this[ink].Width(printable, ink.Size);
}
