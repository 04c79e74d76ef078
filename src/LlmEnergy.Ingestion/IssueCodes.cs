namespace LlmEnergy.Ingestion;

/// <summary>Every finding of this stage. LE1: a row or a file of usage; LE2010: the source of it.</summary>
public static class IssueCodes
{
    /// <summary>The file cannot be opened or read.</summary>
    public const string Unreadable = "LE1001";

    public const string Time = "LE1002";

    /// <summary>Requests, tokens, images or seconds that are no count.</summary>
    public const string Count = "LE1003";

    /// <summary>A text field that is not UTF-8 or holds control characters.</summary>
    public const string Text = "LE1004";

    public const string Cost = "LE1005";

    /// <summary>More or fewer fields than the header has.</summary>
    public const string FieldCount = "LE1006";

    /// <summary>A quote that is not closed, or stands where none may.</summary>
    public const string Quote = "LE1007";

    public const string RecordTooLong = "LE1008";

    /// <summary>A field the format cannot do without is empty or has no column.</summary>
    public const string Required = "LE1009";

    public const string UnknownFormat = "LE1010";

    public const string AmbiguousFormat = "LE1011";

    public const string DuplicateColumn = "LE1012";

    public const string Empty = "LE1013";

    /// <summary>Not text: NUL bytes, an archive, a workbook.</summary>
    public const string NotText = "LE1014";

    /// <summary>A part that is larger than its whole, such as cached above input.</summary>
    public const string PartAboveWhole = "LE1015";

    /// <summary>A dimension with more distinct values than a line key can tell apart.</summary>
    public const string TooManyValues = "LE1016";

    /// <summary>Counts so large that their sum cannot be held.</summary>
    public const string SumTooLarge = "LE1017";

    /// <summary>More findings in this file than are listed.</summary>
    public const string NotListed = "LE1018";

    /// <summary>A source names a format that there is no mapping for.</summary>
    public const string NoSuchFormat = "LE2010";
}
