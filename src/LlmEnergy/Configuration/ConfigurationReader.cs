using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion;
using LlmEnergy.Reporting;

namespace LlmEnergy.Configuration;

/// <summary>The keys of llmenergy.json.</summary>
internal static class ConfigurationReader
{
    private const int Schema = 1;
    private const int LongestText = 200;

    /// <summary>What the file says; null where it is no JSON object.</summary>
    /// <param name="problems">Takes all that is wrong with it: with errors among them, what is given back is of no use.</param>
    public static WorkspaceConfiguration? Read(byte[] json, ConfigurationProblems problems) =>
        ConfigurationNode.Parse(json, problems, root => Read(root, problems));

    private static WorkspaceConfiguration Read(ConfigurationNode root, ConfigurationProblems problems)
    {
        root.Schema(Schema);
        var undertaking = Named(root, "undertaking", problems);
        var sources = root.Objects("sources", isRequired: true).Select(source => SourceSettings.Read(source, problems)).ToImmutableArray();
        SourceSettings.Check(sources, problems);
        if (sources.GroupBy(source => source.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            problems.WrongValue("sources", twice.Key, "each id once");
        var fiscalYear = root.Object("fiscalYear") is { } year ? ReadFiscalYear(year, problems) : FiscalYear.Calendar;
        var configuration = new WorkspaceConfiguration(
            Schema,
            undertaking,
            fiscalYear,
            ReadMethods(root, problems),
            root.Texts("profiles"),
            root.Text("costKeys", isRequired: false),
            root.Text("deployments", isRequired: false),
            root.Text("models", isRequired: false),
            ReadIdentityMemory(root, problems),
            new(root.OneOf("gridBasis", "lifecycle", "lifecycle", "direct"), root.Flag("transmissionLosses", isRequired: false) ?? false),
            ReadShare(root, problems, "notCalculatedTolerance", Completeness.DefaultTolerance),
            sources
        )
        {
            Factors = root.Texts("factors"),
            RestatementThreshold = ReadShare(root, problems, "restatementThreshold", WorkspaceConfiguration.DefaultRestatementThreshold),
            Precedence = SourceSettings.Precedence(root, sources, problems),
            Disjoint = SourceSettings.Disjoint(root, sources, problems),
            BaseYear = Goals.BaseYear(root, fiscalYear, problems),
            Targets = Goals.Targets(root, problems),
            Decision = Goals.Decision(root, problems),
            Statement = Statements.Read(root, fiscalYear, problems),
            Gaps = EstimateRule.Read(root, "gaps"),
            Prompts = EstimateRule.Read(root, "prompts"),
            RuleSet = ReadRuleSet(root, problems),
            HasDefaultMethods = !root.Has("method"),
            OperatingPoint = UncertaintySettings.OperatingPoint(root),
            Reconciliation = AccountSettings.Reconciliation(root, problems),
            UnallocatedTolerance = Share(root, "unallocatedTolerance", problems),
            Interval = UncertaintySettings.Interval(root),
            Language = root.OneOf("language", WorkspaceConfiguration.DefaultLanguage, [.. ReportCulture.Languages]),
        };
        root.Close();
        return configuration;
    }

    private static string? ReadRuleSet(ConfigurationNode root, ConfigurationProblems problems)
    {
        if (root.Text("ruleSet", isRequired: false, [.. RuleSet.Names, .. RuleSet.FormerNames]) is not { } name)
            return null;
        if (RuleSet.Find(name) is not { } rules)
        {
            problems.WrongValue("ruleSet", Excerpt.Cut(name), $"one of {string.Join(", ", RuleSet.Names)}");
            return null;
        }

        if (rules.Name != name)
            problems.FormerName($"ruleSet {name}", rules.Name);
        return rules.Name;
    }

    internal static DateOnly? Day(ConfigurationNode node, string key, string? text, ConfigurationProblems problems)
    {
        if (text is null)
            return null;
        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and <= 2199
        )
            return day;
        problems.WrongValue(node.PathOf(key), Excerpt.Cut(text), "a day such as 2026-03-01");
        return null;
    }

    private static decimal ReadShare(ConfigurationNode root, ConfigurationProblems problems, string key, decimal otherwise) =>
        Share(root, key, problems) ?? otherwise;

    internal static decimal? Share(ConfigurationNode node, string key, ConfigurationProblems problems)
    {
        var share = node.Decimal(key);
        if (share is < 0m or > 1m)
            problems.WrongValue(node.PathOf(key), share.Value.ToString(CultureInfo.InvariantCulture), "a share from 0 to 1");
        return share;
    }

    private static int ReadIdentityMemory(ConfigurationNode root, ConfigurationProblems problems)
    {
        var mebibytes = root.Number("identityMemory") ?? (int)(Ingestor.DefaultIdentityBytes >> 20);
        if (mebibytes < 1)
            problems.WrongValue("identityMemory", mebibytes.ToString(CultureInfo.InvariantCulture), "mebibytes, 1 or more");
        return mebibytes;
    }

    internal static string Named(ConfigurationNode node, string key, ConfigurationProblems problems)
    {
        var text = node.Text(key) ?? "";
        if (node.Has(key))
            RefuseUnnamed(text, node.PathOf(key), problems);
        return text;
    }

    internal static void RefuseUnnamed(string text, string key, ConfigurationProblems problems)
    {
        if (text.Trim().Length == 0)
            problems.WrongValue(key, text, "text that is not empty");
        if (text.Length > LongestText || text.Any(char.IsControl))
            problems.WrongValue(key, "...", $"up to {LongestText} characters, none of them a control character");
    }

    private static ImmutableArray<string> ReadMethods(ConfigurationNode root, ConfigurationProblems problems)
    {
        var methods = root.Texts(
            "method",
            isRequired: false,
            [.. MethodCatalog.BuiltIn.All.Where(method => !method.SideBySideOnly).Select(method => method.Id)]
        );
        if (!root.Has("method"))
            return MethodCatalog.DefaultHierarchy;
        if (methods.IsEmpty)
            problems.WrongValue("method", "", "at least one method");
        foreach (var id in methods)
        {
            if (MethodCatalog.BuiltIn.Find(id) is not { } method)
                problems.WrongValue("method", id, $"one of {string.Join(", ", MethodCatalog.BuiltIn.All.Select(known => known.Id))}");
            else if (method.SideBySideOnly)
                problems.Add(
                    "LE2007",
                    $"method: {id} has no central value or lacks a part of the boundary: it can stand beside a disclosure, not be one; "
                        + $"use it with estimate, or report --compare-methods"
                );
        }

        return methods;
    }

    private static FiscalYear ReadFiscalYear(ConfigurationNode node, ConfigurationProblems problems)
    {
        var start = node.Text("start", isRequired: false) ?? "01-01";
        var named = node.OneOf("named", "end", "end", "start");
        var endsOn = node.Text("endsOn", isRequired: false);
        var weekEnd = node.OneOf("weekEnd", "last", "last", "nearest");
        node.Close();
        // 2001 has no 29 February: it starts no year, since three years of four have none
        var hasStart = DateOnly.TryParseExact(
            "2001-" + start,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        );
        if (!hasStart)
            problems.WrongValue(node.PathOf("start"), start, "month and day such as 07-01");
        DayOfWeek? weekday = endsOn is null
            ? null
            : Enum.GetValues<DayOfWeek>()
                .Cast<DayOfWeek?>()
                .FirstOrDefault(day => string.Equals(day.ToString(), endsOn, StringComparison.OrdinalIgnoreCase));
        if (endsOn is not null && weekday is null)
            problems.WrongValue(node.PathOf("endsOn"), endsOn, "a weekday such as saturday");
        return hasStart
            ? new(
                first.Month,
                first.Day,
                named == "start" ? FiscalYearName.Start : FiscalYearName.End,
                weekday,
                weekEnd == "nearest" ? WeekYearEnd.Nearest : WeekYearEnd.Last
            )
            : FiscalYear.Calendar;
    }
}
