using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Configuration;

/// <summary>What <c>statement</c> of a configuration says of the undertaking and, below <c>periods</c>, of a period.</summary>
internal static class Statements
{
    private const int LongestText = 2_000;
    private const int LeiLength = 20;

    public static Statement Read(ConfigurationNode root, FiscalYear fiscalYear, ConfigurationProblems problems)
    {
        if (root.Object("statement") is not { } node)
            return Statement.None;
        var statement = new Statement
        {
            LegalName = Text(node, "legalName", problems),
            Lei = Lei(node, problems),
            Basis = Word<ReportingBasis>(node, "basis", problems, "consolidated", "individual"),
            Consolidation = Word<ConsolidationApproach>(
                node,
                "consolidation",
                problems,
                "financialControl",
                "operationalControl",
                "equityShare"
            ),
            BaseYearPolicy = Text(node, "baseYearPolicy", problems),
            PlannedActions = Text(node, "plannedActions", problems),
            Periods = Periods(node, fiscalYear, problems),
        };
        node.Close();
        return statement;
    }

    private static ImmutableSortedDictionary<string, PeriodStatement> Periods(
        ConfigurationNode node,
        FiscalYear fiscalYear,
        ConfigurationProblems problems
    )
    {
        var periods = ImmutableSortedDictionary.CreateBuilder<string, PeriodStatement>(StringComparer.Ordinal);
        if (node.Object("periods") is not { } map)
            return periods.ToImmutable();
        foreach (var name in map.Names())
        {
            if (!ReportingPeriod.TryParse(name, fiscalYear, out _))
                problems.WrongValue(map.PathOf(Excerpt.Cut(name)), Excerpt.Cut(name), "a period such as 2026-Q3 or FY2026");
            if (map.Object(name, isRequired: true) is not { } period)
                continue;
            periods[name] = new(
                ConfigurationReader.Day(period, "reportDate", period.Text("reportDate", isRequired: false), problems),
                Text(period, "changes", problems),
                Text(period, "eventsAfter", problems)
            );
            period.Close();
        }

        return periods.ToImmutable();
    }

    private static string? Text(ConfigurationNode node, string key, ConfigurationProblems problems)
    {
        if (node.Text(key, isRequired: false)?.Trim() is not { } text)
            return null;
        if (text.Length is 0 or > LongestText || text.Any(char.IsControl))
            problems.WrongValue(node.PathOf(key), "...", $"1 to {LongestText} characters, none of them a control character");
        return text;
    }

    private static string? Lei(ConfigurationNode node, ConfigurationProblems problems)
    {
        var lei = Text(node, "lei", problems);
        if (lei is not null && !IsLei(lei))
            problems.WrongValue(
                node.PathOf("lei"),
                Excerpt.Cut(lei),
                "a legal entity identifier: 20 letters and digits with their check digits"
            );
        return lei;
    }

    /// <summary>ISO 17442: letters count from A = 10, and the number that they make leaves 1 when it is divided by 97.</summary>
    private static bool IsLei(string lei)
    {
        if (lei.Length != LeiLength || lei.Any(character => !char.IsAsciiDigit(character) && !char.IsAsciiLetterUpper(character)))
            return false;
        var rest = 0;
        foreach (var character in lei)
            rest = char.IsAsciiDigit(character) ? ((rest * 10) + (character - '0')) % 97 : ((rest * 100) + (character - 'A' + 10)) % 97;
        return rest == 1;
    }

    /// <summary>The value of the word's place in the list, which is that of the enumeration.</summary>
    private static T? Word<T>(ConfigurationNode node, string key, ConfigurationProblems problems, params ImmutableArray<string> words)
        where T : struct, Enum
    {
        if (node.Text(key, isRequired: false, words.AsSpan()) is not { } word)
            return null;
        if (words.Contains(word))
            return Enum.GetValues<T>()[words.IndexOf(word)];
        problems.WrongValue(node.PathOf(key), Excerpt.Cut(word), $"one of {string.Join(", ", words)}");
        return null;
    }
}
