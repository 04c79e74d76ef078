using System.Globalization;

namespace LlmEnergy.Domain.Texts;

/// <summary>A number with the word for what it counts: <c>1 row</c>, <c>2,907 rows</c>.</summary>
public static class Counted
{
    /// <param name="one">The word for one, such as <c>row</c>, with what agrees with it: <c>row that states</c>.</param>
    /// <param name="many">The word for any other number; null: that for one with an s.</param>
    public static string Of(decimal count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
