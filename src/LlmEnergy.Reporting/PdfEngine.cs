namespace LlmEnergy.Reporting;

/// <summary>What prints the report as PDF.</summary>
public enum PdfEngine : byte
{
    /// <summary>Managed code of this program: the same bytes on every machine, no tags.</summary>
    BuiltIn,

    /// <summary>An installed Chromium, Chrome or Edge prints the page: tagged; the same bytes by the same version of the browser.</summary>
    Browser,
}

/// <summary>Engines by the names that command line and manifest have for them.</summary>
public static class PdfEngineNames
{
    public static IReadOnlyList<string> All { get; } = ["built-in", "browser"];

    public static string Name(this PdfEngine engine) => All[(int)engine];

    /// <exception cref="FormatException">There is no engine of that name.</exception>
    public static PdfEngine Parse(string name) =>
        All.Contains(name) ? (PdfEngine)All.ToList().IndexOf(name) : throw new FormatException($"there is no PDF engine '{name}'");
}
