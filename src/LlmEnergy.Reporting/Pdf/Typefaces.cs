using LlmEnergy.Reporting.Theme;
using UglyToad.PdfPig.Writer;

namespace LlmEnergy.Reporting.Pdf;

/// <summary>The two weights, of the theme or built in. Texts are measured on <paramref name="measuring"/>, which that does not change.</summary>
internal sealed class Typefaces(PdfDocumentBuilder builder, PdfPageBuilder measuring, ThemeFonts? own)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private Typeface? _regular;
    private Typeface? _bold;

    /// <summary>Characters that were replaced.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    public Typeface this[Ink ink] => ink.IsBold
        ? _bold ??= new(builder, measuring, Program("Bold", own?.Bold), _missing)
        : _regular ??= new(builder, measuring, Program("Regular", own?.Regular), _missing);

    private static byte[] Program(string weight, ReadOnlyMemory<byte>? own)
    {
        if (own is { } given) return given.ToArray();
        using var resource = typeof(Typefaces).Assembly.GetManifestResourceStream($"LlmEnergy.Reporting.Fonts.Inter-{weight}.ttf")!;
        var program = new byte[resource.Length];
        resource.ReadExactly(program);
        return program;
    }

    public string Printable(string text, Ink ink) => this[ink].Printable(text);

    public double Width(string printable, Ink ink) => this[ink].Width(printable, ink.Size);
}
