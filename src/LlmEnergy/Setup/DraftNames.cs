using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Setup;

/// <summary>Names for what is drafted from files.</summary>
internal static class DraftNames
{
    private const int Longest = 40;

    /// <summary>The id of a format by the name of its file, such as <c>my.gateway-july</c>; with a number where it is taken.</summary>
    public static string IdOf(string file, FormatCatalog formats)
    {
        var name = "my." + Slug(Path.GetFileNameWithoutExtension(file));
        for (var number = 2; ; number++)
        {
            if (formats.Find(name) is null)
                return name;
            name = FormattableString.Invariant($"my.{Slug(Path.GetFileNameWithoutExtension(file))}-{number}");
        }
    }

    /// <summary>Lower-case letters and digits of ASCII, with hyphens between.</summary>
    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var character in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(character))
                slug.Append(character);
            else if (char.IsAscii(character) && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
            if (slug.Length == Longest)
                break;
        }

        var name = slug.ToString().Trim('-');
        return name.Length == 0 ? "format" : name;
    }
}
