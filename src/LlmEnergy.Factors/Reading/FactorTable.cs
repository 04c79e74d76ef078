using System.Globalization;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Factors.Reading;

/// <summary>A file of factors, or of what they are chosen by: a table with the codes of factor files.</summary>
internal static class FactorTable
{
    private const int FirstYear = 1900;

    private static readonly TableCodes Codes = new(FactorCodes.Column, FactorCodes.Record, FactorCodes.Empty, FactorCodes.Form);

    /// <summary>Its rows, as they are asked for; a file that is not there is an issue.</summary>
    /// <param name="longestText">As <see cref="TableForm.LongestText"/> has it.</param>
    public static IEnumerable<TableRow> Read(
        FactorFiles files,
        string name,
        string[] columns,
        ICollection<Issue> issues,
        int? longestText = null,
        int mostRows = 1_000_000
    )
    {
        if (files.Find(name) is { } content)
        {
            var form = new TableForm(name, [.. columns], Codes)
            {
                FirstYear = FirstYear,
                LongestText = longestText,
                MostRows = mostRows,
            };
            return TableReader.Read(content, form, issues);
        }

        issues.Add(new(new(name, 0, 0), FactorCodes.File, "found no such file, expected one"));
        return [];
    }
}

/// <summary>What rows of factor files state in one way.</summary>
internal static class FactorRow
{
    public static int? Whole(this TableRow row, string column)
    {
        var text = row.Required(column);
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        row.Wrong(column, $"found no whole number in {column}, expected one such as 2026");
        return null;
    }

    /// <summary>A day that must be there.</summary>
    public static DateOnly? RequiredDay(this TableRow row, string column) => row.Required(column).Length == 0 ? null : row.Day(column);

    /// <summary>An id of a-z, 0-9, dot and hyphen.</summary>
    public static string Id(this TableRow row, string column)
    {
        var text = row.Required(column);
        if (!text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
            row.Wrong(column, $"found {Excerpt.Of(text)} in {column}, expected a-z, 0-9, dot and hyphen alone");
        return text;
    }

    /// <summary>An id that no earlier row has, in any case.</summary>
    public static string Id(this TableRow row, string column, ISet<string> taken)
    {
        var text = row.Id(column);
        if (text.Length > 0)
            row.Once(column, text, taken);
        return text;
    }

    /// <summary>Id of something that stands in another file.</summary>
    public static string Reference(this TableRow row, string column, Func<string, bool> isThere, string otherFile)
    {
        var text = row.Required(column);
        if (text.Length > 0 && !isThere(text))
            row.Wrong(column, FactorCodes.Reference, $"found {Excerpt.Of(text)} in {column}, expected one of {otherFile}");
        return text;
    }

    /// <summary>One word of a closed list.</summary>
    public static string OneOf(this TableRow row, string column, IReadOnlyList<string> words, string code)
    {
        var text = row.Required(column);
        if (text.Length > 0 && !words.Contains(text))
            row.Wrong(column, code, $"found {Excerpt.Of(text)} in {column}, expected one of {string.Join(", ", words)}");
        return text;
    }

    /// <summary>Refuses a key that an earlier row has; <paramref name="taken"/> compares.</summary>
    public static void Once(this TableRow row, string column, string key, ISet<string> taken)
    {
        if (!taken.Add(key))
            row.Wrong(column, FactorCodes.Duplicate, $"found {Excerpt.Of(key)} in {column} twice, expected it once");
    }
}
