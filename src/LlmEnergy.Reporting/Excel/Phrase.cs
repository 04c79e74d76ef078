using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// What the workbook says to people, written in English and said in the language of the report: a text with places for numbers, names and
/// other phrases. Names of sheets, tables and columns are no phrases, and neither is what an export holds.
/// </summary>
/// <param name="English">With a place such as <c>{0:N0}</c> for each of <paramref name="Values"/>; it is also what translations are found
/// by.</param>
/// <param name="IsData">Whether it is said as it stands.</param>
internal readonly record struct Phrase(string English, ImmutableArray<object?> Values, bool IsData)
{
    public static implicit operator Phrase(string english) => new(english, [], IsData: false);

    public static Phrase Of(FormattableString text) => new(text.Format, [.. text.GetArguments()], IsData: false);

    public static Phrase Data(string text) => new(text, [], IsData: true);
}
