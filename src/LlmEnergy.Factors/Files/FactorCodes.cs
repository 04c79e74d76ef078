namespace LlmEnergy.Factors.Files;

/// <summary>What the loader refuses; README lists each code.</summary>
internal static class FactorCodes
{
    /// <summary>A file of the pack is missing, or stands there twice.</summary>
    public const string File = "LE3001";

    /// <summary>A column is missing, unknown or repeated.</summary>
    public const string Column = "LE3002";

    /// <summary>A record has broken quotes or another number of fields than the header.</summary>
    public const string Record = "LE3003";

    /// <summary>A field that must say something is empty: unit, geography, boundary, source, locator, licence and so on.</summary>
    public const string Empty = "LE3004";

    /// <summary>Not a number, date, status or id of the form wanted.</summary>
    public const string Form = "LE3005";

    /// <summary>A unit that is not on the list.</summary>
    public const string Unit = "LE3006";

    /// <summary>Low, value and high out of order, or outside what the unit can plausibly be.</summary>
    public const string Magnitude = "LE3007";

    /// <summary>An id, region, alias or row number that stands there already.</summary>
    public const string Duplicate = "LE3008";

    /// <summary>Validities of one series overlap or leave a gap, or a validity ends before it begins.</summary>
    public const string Validity = "LE3009";

    /// <summary>Something is named that is not there: source, zone, class, provider, cloud.</summary>
    public const string Reference = "LE3010";

    /// <summary>A pattern of the model map that is not a regular expression of the non-backtracking kind.</summary>
    public const string Pattern = "LE3011";

    /// <summary>
    /// A factor that stands for one of the pack without reason, author or date, or with another unit, geography or validity.
    /// </summary>
    public const string Override = "LE3012";
}
