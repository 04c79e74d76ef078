using System.Globalization;

namespace LlmEnergy.Factors.Reading;

/// <summary>
/// One record of a table, with its place. A reader that cannot use a field adds an issue and gives an empty value, so that all issues of a
/// record are found.
/// </summary>
internal sealed class CsvRecord(
    string file,
    long line,
    string[] fields,
    IReadOnlyDictionary<string, int> columns,
    ICollection<Issue> issues
)
{
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    /// <summary>Where the record starts.</summary>
    public long Line => line;

    public string Text(string column) => fields[columns[column]].Trim();

    public void Refuse(string column, string code, string message) => issues.Add(new(new(file, line, columns[column] + 1), code, message));

    /// <summary>Text that must not be empty.</summary>
    public string Required(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
            Refuse(column, FactorCodes.Empty, $"{column} is empty");
        return text;
    }

    /// <summary>A decimal number with a point and without thousands separators or exponent; null where empty or not a number.</summary>
    public decimal? Number(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
            return null;
        if (decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(column, FactorCodes.Form, $"{column} {Excerpt.Of(text)} is not a number such as 0.123");
        return null;
    }

    public int? Whole(string column)
    {
        var text = Required(column);
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(column, FactorCodes.Form, $"{column} {Excerpt.Of(text)} is not a whole number");
        return null;
    }

    /// <summary>A day of the years 1900 to 2199: days before and after it can be counted.</summary>
    public DateOnly? Date(string column)
    {
        var text = Required(column);
        if (text.Length == 0)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Refuse(column, FactorCodes.Form, $"{column} {Excerpt.Of(text)} is not a date of the form yyyy-MM-dd");
        else if (date.Year is < 1900 or > 2199)
            Refuse(column, FactorCodes.Form, $"{column} {text} is not a date of the years 1900 to 2199");
        else
            return date;
        return null;
    }

    /// <summary>An id of a-z, 0-9, dot and hyphen.</summary>
    public string Id(string column)
    {
        var text = Required(column);
        if (!text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
        {
            Refuse(column, FactorCodes.Form, $"{column} {Excerpt.Of(text)} has other characters than a-z, 0-9, dot and hyphen");
        }

        return text;
    }

    /// <summary>An id that no earlier record has, in any case.</summary>
    public string Id(string column, ISet<string> taken)
    {
        var text = Id(column);
        if (text.Length > 0)
            Once(column, text, taken);
        return text;
    }

    /// <summary>Id of something that stands in another file.</summary>
    public string Reference(string column, Func<string, bool> isThere, string otherFile)
    {
        var text = Required(column);
        if (text.Length > 0 && !isThere(text))
            Refuse(column, FactorCodes.Reference, $"{column} {Excerpt.Of(text)} is not in {otherFile}");
        return text;
    }

    /// <summary>One word of a closed list.</summary>
    public string OneOf(string column, IReadOnlyList<string> words, string code)
    {
        var text = Required(column);
        if (text.Length > 0 && !words.Contains(text))
            Refuse(column, code, $"{column} {Excerpt.Of(text)} is none of {string.Join(", ", words)}");
        return text;
    }

    /// <summary>Refuses a key that an earlier record has; <paramref name="taken"/> compares.</summary>
    public void Once(string column, string key, ISet<string> taken)
    {
        if (!taken.Add(key))
            Refuse(column, FactorCodes.Duplicate, $"{column} {Excerpt.Of(key)} stands there already");
    }
}
