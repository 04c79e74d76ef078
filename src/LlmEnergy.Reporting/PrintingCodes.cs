namespace LlmEnergy.Reporting;

/// <summary>Findings of the printing itself; README lists each code.</summary>
internal static class PrintingCodes
{
    /// <summary>The PDF is to be printed by a browser, and there is none.</summary>
    public const string NoBrowser = "LE4020";

    /// <summary>Characters that the PDF's typeface lacks.</summary>
    public const string MissingGlyphs = "LE4021";
}
