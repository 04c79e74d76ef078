using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;
using LlmEnergy.Reporting;

namespace LlmEnergy;

/// <summary>
/// What a report is asked for, besides the workspace: recorded in the manifest, so that a second run can be asked for the same.
/// </summary>
/// <param name="ComparesMethods">Whether every method is shown beside the disclosed one.</param>
/// <param name="Previous">The closed period before it; null where there is none.</param>
/// <param name="Quarters">Closed quarters inside it.</param>
/// <param name="Restates">What a new version of a closed period restates; else null.</param>
public sealed record ReportRequest(
    ReportingPeriod Period,
    ReportStatus Status,
    bool ComparesMethods,
    ClosedPeriod? Previous,
    ImmutableArray<ClosedPeriod> Quarters,
    RestatementRequest? Restates
)
{
    /// <summary>The rules whose paragraphs the report cites.</summary>
    public string RuleSet { get; init; } = Disclosure.DefaultRuleSet;

    /// <summary>Whether the workspace or who asks chose them; else they hold by the financial year.</summary>
    public bool IsRuleSetChosen { get; init; }

    /// <summary>Whether the prescribed table has the rows too that LLM usage says nothing about.</summary>
    public bool ShowsFullTable { get; init; }

    /// <summary>The name of an earlier version that the rules were asked for by; else null.</summary>
    public string? FormerRuleSet { get; init; }

    /// <summary>What a reader should know of the request itself.</summary>
    public IEnumerable<Issue> Warnings =>
        FormerRuleSet is { } former
            ? [new(new("--ruleset", 0, 0), "LE2015", $"found {former}, expected its new name {RuleSet}: read as {RuleSet}")]
            : [];

    /// <summary>Whether somebody named the period; else it is the last complete quarter with data.</summary>
    public bool IsPeriodChosen { get; init; } = true;

    /// <summary>Whether the page for the board is written too.</summary>
    public bool WritesSummary { get; init; }

    /// <summary>The closed version of the same period of the year before; null where there is none.</summary>
    public ClosedPeriod? Comparative { get; init; }

    /// <summary>The first version of that period, where <see cref="Comparative"/> is a restatement of it; else null.</summary>
    public ClosedPeriod? PreviouslyStated { get; init; }

    /// <summary>The closed version of the base year; null where there is none.</summary>
    public ClosedPeriod? BaseYear { get; init; }

    /// <summary>Language of the report, such as <c>de</c>.</summary>
    public string Language { get; init; } = WorkspaceConfiguration.DefaultLanguage;

    /// <summary>All closed versions that the report rests on, each once.</summary>
    public IEnumerable<ClosedPeriod> Closed =>
        new[] { Previous, Comparative, PreviouslyStated, BaseYear, Restates?.Of }.OfType<ClosedPeriod>().Concat(Quarters).Distinct();

    /// <summary>What prints the PDF; manifests without it are of the time of one engine.</summary>
    public PdfEngine PdfEngine { get; init; }

    /// <summary>What the report assumes, since neither the workspace nor who asks says it.</summary>
    public Assumptions Assumptions(Workspace workspace) =>
        workspace.Survey is { } survey
            ? new(
                IsConfigured: false,
                IsPeriodChosen,
                workspace.Sources.Length,
                workspace.Configuration.Precedence,
                [.. survey.Files.Where(file => file.Draft is not null).Select(file => file.Path.Display)],
                [.. survey.Findings.Select(issue => issue.At.File)]
            )
            : Domain.Figures.Assumptions.None with
            {
                IsPeriodChosen = IsPeriodChosen,
            };

    /// <summary>As things stand in the workspace now.</summary>
    public static ReportRequest Of(
        Workspace workspace,
        ReportingPeriod period,
        ReportStatus status,
        bool comparesMethods,
        RestatementRequest? restates = null
    )
    {
        ClosedPeriod? Find(string? name) => name is null ? null : ClosedPeriod.Find(Pipeline.Periods(workspace), name);
        var (yearBefore, comparative) = (period.YearBeforeName, Find(period.YearBeforeName));
        return new(
            period,
            status,
            comparesMethods,
            Find(period.PreviousName),
            [.. period.Quarters.Select(Find).OfType<ClosedPeriod>()],
            restates
        )
        {
            Comparative = comparative,
            PreviouslyStated =
                comparative is not null && comparative.Folder != yearBefore
                    ? ClosedPeriod.First(Pipeline.Periods(workspace), yearBefore!)
                    : null,
            BaseYear = Find(BaseYearOf(workspace, period)),
            RuleSet = workspace.Configuration.RuleSet ?? Reporting.RuleSet.DefaultOf(period).Name,
            IsRuleSetChosen = workspace.Configuration.RuleSet is not null,
            Language = workspace.Configuration.Language,
        };
    }

    /// <summary>
    /// Name of the base year where one is set and had ended before the period: a later one is not what the period is compared with.
    /// </summary>
    public static string? BaseYearOf(Workspace workspace, ReportingPeriod period) =>
        workspace.Configuration.BaseYear is { } name && workspace.Period(name).Last < period.First ? name : null;

    /// <summary>By other rules than those of the workspace.</summary>
    /// <exception cref="ConfigurationException">There are none of that name.</exception>
    public ReportRequest With(string ruleSet) =>
        Reporting.RuleSet.Find(ruleSet) is { } rules
            ? this with
            {
                RuleSet = rules.Name,
                IsRuleSetChosen = true,
                FormerRuleSet = rules.Name == ruleSet ? null : ruleSet,
            }
            : throw new ConfigurationException(
                new Issue(
                    new("--ruleset", 0, 0),
                    "LE2001",
                    $"found '{ruleSet}', expected one of {string.Join(", ", Reporting.RuleSet.Names)}"
                )
            );

    public void WriteTo(Utf8JsonWriter json)
    {
        if (!IsPeriodChosen)
            json.WriteBoolean("isPeriodChosen", false);
        json.WriteString("language", Language);
        json.WriteBoolean("comparesMethods", ComparesMethods);
        json.WriteString("pdfEngine", PdfEngine.Name());
        json.WriteString("ruleSet", RuleSet);
        if (FormerRuleSet is not null)
            json.WriteString("formerRuleSet", FormerRuleSet);
        json.WriteBoolean("isRuleSetChosen", IsRuleSetChosen);
        json.WriteBoolean("showsFullTable", ShowsFullTable);
        json.WriteBoolean("writesSummary", WritesSummary);
        Write("previousClosed", Previous);
        json.WriteStartArray("closedQuarters");
        foreach (var quarter in Quarters)
            quarter.WriteTo(json);
        json.WriteEndArray();
        Write("comparativeClosed", Comparative);
        Write("previouslyStatedClosed", PreviouslyStated);
        Write("baseYearClosed", BaseYear);
        if (Restates is not { } restates)
        {
            json.WriteNull("restatement");
            return;
        }

        json.WriteStartObject("restatement");
        Write("of", restates.Of);
        json.WriteBoolean("isError", restates.IsError);
        json.WriteString("explanation", restates.Explanation);
        json.WriteEndObject();

        void Write(string name, ClosedPeriod? closed)
        {
            if (closed is null)
                json.WriteNull(name);
            else
            {
                json.WritePropertyName(name);
                closed.WriteTo(json);
            }
        }
    }

    /// <summary>As a manifest records it.</summary>
    public static ReportRequest Read(JsonElement manifest, ReportingPeriod period)
    {
        ClosedPeriod? Closed(JsonElement parent, string name) =>
            parent.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? ClosedPeriod.Read(found) : null;
        var status = Enum.Parse<ReportStatus>(manifest.GetProperty("status").GetString()!, ignoreCase: true);
        return new(
            period,
            status,
            manifest.GetProperty("comparesMethods").GetBoolean(),
            Closed(manifest, "previousClosed"),
            [.. manifest.GetProperty("closedQuarters").EnumerateArray().Select(ClosedPeriod.Read)],
            manifest.GetProperty("restatement") is { ValueKind: JsonValueKind.Object } restates
                ? new(
                    Closed(restates, "of")!,
                    restates.GetProperty("isError").GetBoolean(),
                    restates.GetProperty("explanation").GetString()!
                )
                : null
        )
        {
            Comparative = Closed(manifest, "comparativeClosed"),
            PreviouslyStated = Closed(manifest, "previouslyStatedClosed"),
            BaseYear = Closed(manifest, "baseYearClosed"),
            PdfEngine = manifest.TryGetProperty("pdfEngine", out var engine)
                ? PdfEngineNames.Parse(engine.GetString()!)
                : PdfEngine.BuiltIn,
            RuleSet = manifest.TryGetProperty("ruleSet", out var rules)
                ? Reporting.RuleSet.Of(rules.GetString()!).Name
                : Disclosure.DefaultRuleSet,
            IsRuleSetChosen = !manifest.TryGetProperty("isRuleSetChosen", out var chosen) || chosen.GetBoolean(),
            FormerRuleSet = manifest.TryGetProperty("formerRuleSet", out var former) ? former.GetString() : null,
            IsPeriodChosen = !manifest.TryGetProperty("isPeriodChosen", out var named) || named.GetBoolean(),
            ShowsFullTable = manifest.TryGetProperty("showsFullTable", out var full) && full.GetBoolean(),
            WritesSummary = manifest.TryGetProperty("writesSummary", out var summary) && summary.GetBoolean(),
            Language = manifest.TryGetProperty("language", out var language)
                ? language.GetString()!
                : WorkspaceConfiguration.DefaultLanguage,
        };
    }
}

/// <summary>Why a closed period is restated.</summary>
public sealed record RestatementRequest(ClosedPeriod Of, bool IsError, string Explanation);
