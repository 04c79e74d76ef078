namespace LlmEnergy.Ingestion.Findings;

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

    /// <summary>Parts that are larger than their whole, such as cached above input: the rows count without them.</summary>
    public const string PartAboveWhole = "LE1015";

    /// <summary>A dimension with more distinct values than a line key can tell apart.</summary>
    public const string TooManyValues = "LE1016";

    /// <summary>Counts so large that their sum cannot be held.</summary>
    public const string SumTooLarge = "LE1017";

    /// <summary>More findings in this file than are listed.</summary>
    public const string NotListed = "LE1018";

    /// <summary>A packed file that ends too early or is damaged: what could be unpacked is read.</summary>
    public const string Damaged = "LE1019";

    /// <summary>A packed file that unpacks to more than exports do, or an archive of too many files.</summary>
    public const string TooMuchUnpacked = "LE1020";

    /// <summary>Text that is no JSON, or JSON that is nested too deep.</summary>
    public const string Json = "LE1021";

    /// <summary>An entry of an archive whose name leads out of it.</summary>
    public const string EntryPath = "LE1022";

    /// <summary>The export says that more pages follow its last one.</summary>
    public const string MorePages = "LE1023";

    /// <summary>Two exports of the same time, where nothing says which is the later one or whether they state the same usage.</summary>
    public const string Overlap = "LE1024";

    /// <summary>A bucket that reaches over the end of the period.</summary>
    public const string Straddling = "LE1025";

    /// <summary>Days without rows that no declared span covers.</summary>
    public const string Gap = "LE1026";

    /// <summary>Days with a cost and without usage, or with usage and without a cost.</summary>
    public const string CostAndUsage = "LE1027";

    /// <summary>A file whose bytes are those of another one of its source.</summary>
    public const string SameFile = "LE1028";

    /// <summary>A later export that states less than an earlier one of the same time, lacks its values, or has other dimensions.</summary>
    public const string LessThanBefore = "LE1029";

    /// <summary>Rows without what names a request: they cannot be told from repetitions.</summary>
    public const string NoIdentity = "LE1030";

    /// <summary>An input that intake.csv does not name, or names with other bytes.</summary>
    public const string Intake = "LE1031";

    /// <summary>More request identities than fit the memory allowed.</summary>
    public const string TooManyIdentities = "LE1032";

    /// <summary>Sheets of a workbook whose columns are not those that are read.</summary>
    public const string OtherSheets = "LE1033";

    /// <summary>A file that was written to, or replaced, while it was read.</summary>
    public const string Changed = "LE1034";

    /// <summary>A file that holds data and gives no usage.</summary>
    public const string NoUsage = "LE1035";

    /// <summary>A row that states other tokens than the rows below it together.</summary>
    public const string OtherThanBelow = "LE1036";

    /// <summary>The rows of a file are not the records that its bytes hold.</summary>
    public const string RowsInPlace = "LE1037";

    /// <summary>Read by a drafted profile whose open decisions are not settled.</summary>
    public const string Draft = "LE1038";

    /// <summary>Rows of sums that come again in the same order in the same file.</summary>
    public const string RepeatedRows = "LE1039";

    /// <summary>A file says that its rows add up to something else.</summary>
    public const string ControlTotal = "LE1040";

    /// <summary>Rows whose own total is another than what they state.</summary>
    public const string OtherTotal = "LE1041";

    /// <summary>Rows that do not tell whether parts are inside their wholes.</summary>
    public const string UndecidedParts = "LE1042";

    /// <summary>Rows that the format gives a warning for.</summary>
    public const string Warned = "LE1043";

    /// <summary>Rows that probably are another row once more, though nothing names them as one.</summary>
    public const string Twins = "LE1044";

    /// <summary>Counters whose beginning is not known.</summary>
    public const string CountingBegins = "LE1045";

    /// <summary>E-mail addresses, keys or numbers of people where names are due: they are masked.</summary>
    public const string Masked = "LE1050";

    /// <summary>A source names a format that there is no mapping for.</summary>
    public const string NoSuchFormat = "LE2010";

    /// <summary>A row of a bill whose words no decode table tells.</summary>
    public const string UnknownMeter = "LE1046";

    /// <summary>A row of a bill whose unit is not known, or is another one by what the row costs.</summary>
    public const string Unit = "LE1047";

    /// <summary>Corrections of a bill that are larger than what they correct.</summary>
    public const string BelowZero = "LE1048";

    /// <summary>Rows of a bill for inference that is sold in another unit than tokens.</summary>
    public const string SoldWithoutTokens = "LE1049";

    /// <summary>A row that its format has a reason not to use.</summary>
    public const string NotUsable = "LE1051";

    /// <summary>A table that lacks a column of tokens, or what names the rows above others.</summary>
    public const string LackingColumn = "LE1070";

    /// <summary>A file that its format has a reason not to use, told by a row.</summary>
    public const string NotUsableFile = "LE1052";

    /// <summary>A document or a picture among the exports: kept as evidence, and not read.</summary>
    public const string Evidence = "LE1053";

    /// <summary>Requests of a file that another file of its source has too, and that nothing names.</summary>
    public const string LikeFiles = "LE1062";

    /// <summary>A row of sums that stands twice in its file.</summary>
    public const string RepeatedRow = "LE1063";

    /// <summary>The connection string of a database cannot be had, or is not one that may be used.</summary>
    public const string Connection = "LE1056";

    /// <summary>A database that cannot be reached, does not answer, or ended the query.</summary>
    public const string Database = "LE1057";

    /// <summary>A table, or a column of it, that is not there.</summary>
    public const string Table = "LE1058";

    /// <summary>Other rows than the database counts.</summary>
    public const string TableRows = "LE1059";

    /// <summary>Rows of a table without what their versions are told by.</summary>
    public const string UnnamedVersions = "LE1060";

    /// <summary>A format that tables are not read by.</summary>
    public const string NotForTables = "LE1061";

    /// <summary>A format, a column or rows that a database cannot add up as it is done here.</summary>
    public const string NotPushed = "LE1064";
}
