using System.Collections.Immutable;

namespace LlmEnergy.Setup;

/// <summary>What a configuration needs to be told; what nobody answers is assumed.</summary>
/// <param name="Undertaking">Name that the report prints.</param>
public sealed record Answers(string Undertaking)
{
    /// <summary>First day of the financial year as month and day, such as <c>07-01</c>.</summary>
    public string YearStart { get; init; } = CalendarYear;

    public const string CalendarYear = "01-01";

    public string Language { get; init; } = "en";

    /// <summary>Who is paid, for files that do not name it; null: unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>Ids of sources that state the same traffic, the one that counts first; empty: none do.</summary>
    public ImmutableArray<string> Precedence { get; init; } = [];
}
