using System.Security.Cryptography;
using System.Text;

namespace LlmEnergy.Calculation.Citations;

/// <summary>METHODOLOGY.md, as it is embedded: what an undertaking adopts when it adopts a method is the text of its heading.</summary>
public static class MethodologyText
{
    private static readonly Lazy<string> Embedded = new(() =>
    {
        var assembly = typeof(MethodologyText).Assembly;
        using var text = new StreamReader(
            assembly.GetManifestResourceStream(
                assembly.GetManifestResourceNames().Single(name => name.EndsWith("METHODOLOGY.md", StringComparison.Ordinal))
            )!,
            Encoding.UTF8
        );
        return text.ReadToEnd().ReplaceLineEndings("\n");
    });

    public static string All => Embedded.Value;

    /// <summary>From a heading of the second level to the next one, without blank ends.</summary>
    /// <exception cref="KeyNotFoundException">There is no such heading.</exception>
    public static string Section(string heading)
    {
        var start = ("\n" + All).IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0)
            throw new KeyNotFoundException($"METHODOLOGY.md has no heading '{heading}'.");
        var next = All.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return All[start..(next < 0 ? All.Length : next)].Trim();
    }

    /// <summary><c>sha256:</c> and the hash of a section, line ends as LF.</summary>
    public static string Hash(string heading) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Section(heading))));
}
