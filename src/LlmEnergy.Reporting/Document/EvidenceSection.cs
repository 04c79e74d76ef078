using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What an auditor begins with: findings, controls, the account of the rows, and the trail to the inputs.</summary>
internal static class EvidenceSection
{
    private const int MostFindings = 20;

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture)
    {
        yield return new Block.Heading(1, culture.Text("findings.heading"));
        if (disclosure.Issues.IsEmpty)
            yield return new Block.Paragraph(culture.Runs("findings.none"));
        else
            yield return Findings(disclosure, culture);
        if (disclosure.Issues.Length - MostFindings is var more and > 0)
            yield return new Block.Paragraph(culture.Runs("findings.more", ("count", new Run.Text(culture.Number(more, 0)))));

        yield return new Block.Heading(1, culture.Text("checks.heading"));
        yield return Checks(disclosure, culture);

        yield return new Block.Heading(1, culture.Text("rows.heading"));
        yield return new Block.Paragraph(culture.Runs("rows.intro"));
        yield return Rows(disclosure.Inventory.Activity, culture);
        if (disclosure.Inventory.Activity.Fates is { IsEmpty: false } fates)
            yield return Fates(fates, culture);

        yield return new Block.Heading(1, culture.Text("audit.heading"));
        yield return new Block.KeyValues([
            Fact("audit.tool", disclosure.ToolVersion),
            Fact("audit.pack", disclosure.Inventory.FactorPack),
            Fact("facts.hash", CoverSection.Hash(disclosure, culture)),
        ]);
        yield return new Block.Paragraph(culture.Runs("audit.verify"));
        if (!disclosure.Inputs.IsEmpty)
            yield return Inputs(disclosure.Inputs, culture);
        yield return new Block.Heading(2, culture.Text("signoff.heading"));
        yield return new Block.Paragraph(culture.Runs("signoff.own"));
        if (!disclosure.Acceptances.IsEmpty)
            yield return Acceptances(disclosure.Acceptances, culture);
        if (!disclosure.Events.IsEmpty)
            yield return SignOffs(disclosure.Events, culture);

        Entry Fact(string key, string value) => new(culture.Text(key), [new Run.Text(value)]);
    }

    private static Block.Table Findings(Disclosure disclosure, ReportCulture culture) =>
        new(
            "",
            [
                new(culture.Text("findings.code"), "", Alignment.Left),
                new(culture.Text("findings.finding"), "", Alignment.Left),
                new(culture.Text("findings.share"), culture.Text("unit.percent"), Alignment.Right),
            ],
            [
                .. disclosure
                    .Issues.Take(MostFindings)
                    .Select(issue =>
                        ImmutableArray.Create(
                            Cell.Of(issue.Code, culture.Text(issue.Severity == Severity.Error ? "findings.error" : "findings.warning")),
                            Cell.Of(
                                issue.Message,
                                Accepted("findings.accepted", issue.At.ToString(), disclosure.AcceptanceOf(issue), culture)
                            ),
                            Cell.Of(issue.Share is { } share ? culture.Number(share * 100m, 1) : culture.Text("value.notCalculated"))
                        )
                    ),
            ],
            []
        );

    private static Block.Table Checks(Disclosure disclosure, ReportCulture culture) =>
        new(
            "",
            [
                new(culture.Text("checks.check"), "", Alignment.Left),
                new(culture.Text("checks.expected"), "", Alignment.Right),
                new(culture.Text("checks.actual"), "", Alignment.Right),
                new(culture.Text("checks.unit"), "", Alignment.Left),
                new(culture.Text("checks.result"), "", Alignment.Left),
            ],
            [
                .. disclosure.Checks.Select(check =>
                {
                    var decimals = Decimals(check, culture);
                    var detail = Accepted("checks.accepted", culture.DetailOf(check), disclosure.AcceptanceOf(check), culture);
                    return ImmutableArray.Create(
                        Cell.Of(culture.TitleOf(check), detail),
                        Cell.Of(culture.Number(check.Expected, decimals)),
                        Cell.Of(culture.Calculated(check.Actual, decimals)),
                        Cell.Of(culture.SymbolOf(check.Unit)),
                        new Cell([new Run.Text(culture.Text(check.Passed ? "checks.passed" : "checks.failed"), IsStrong: !check.Passed)])
                    );
                }),
            ],
            []
        );

    /// <summary>Rows that were not accepted, by the rule that left them, with the tokens and the cost that they state.</summary>
    private static Block.Table Fates(ImmutableArray<RowFate> fates, ReportCulture culture) =>
        new(
            culture.Text("fates.title"),
            [
                new(culture.Text("fates.rule"), "", Alignment.Left),
                new(culture.Text("fates.rows"), "", Alignment.Right),
                new(culture.Text("fates.input"), "", Alignment.Right),
                new(culture.Text("fates.output"), "", Alignment.Right),
                new(culture.Text("fates.cost"), "", Alignment.Right),
            ],
            [
                .. fates.Select(fate =>
                    ImmutableArray.Create(
                        Cell.Of(fate.Rule, culture.Text($"rows.{fate.Outcome.ToString().ToLowerInvariant()}")),
                        Cell.Of(culture.Number(fate.Rows, 0)),
                        Cell.Of(culture.Stated(fate.Usage.Knows(Known.Input) ? fate.Usage.Input : null)),
                        Cell.Of(culture.Stated(fate.Usage.Knows(Known.Output) ? fate.Usage.Output : null)),
                        Cell.Of(
                            fate.Cost.IsEmpty
                                ? culture.Stated(null)
                                : string.Join("; ", fate.Cost.Select(cost => $"{culture.Number(cost.Value, 2)} {cost.Key}"))
                        )
                    )
                ),
            ],
            []
        );

    /// <summary>A detail with who accepts what it is of, when and why; alone where nobody does.</summary>
    private static string Accepted(string key, string detail, Acceptance? acceptance, ReportCulture culture) =>
        acceptance is null
            ? detail
            : detail
                + " · "
                + culture.Text(key, ("by", acceptance.By), ("date", culture.Date(acceptance.Date)), ("reason", acceptance.Reason));

    /// <summary>As many as it takes to see why a check fails.</summary>
    private static int Decimals(Check check, ReportCulture culture)
    {
        var decimals = check.Unit == Unit.Count || check.Unit == Unit.Tokens ? 0 : ReportCulture.DecimalsFor(check.Expected, check.Actual);
        while (
            !check.Passed
            && check.Actual is { } actual
            && decimals < 12
            && culture.Number(actual, decimals) == culture.Number(check.Expected, decimals)
        )
            decimals++;
        return decimals;
    }

    private static Block.Table Rows(Activity activity, ReportCulture culture)
    {
        Column Number(string key) => new(culture.Text(key), "", Alignment.Right);
        ImmutableArray<Cell> Counts(Cell name, RowCounts rows) =>
            [
                name,
                .. new[] { rows.Read, rows.Accepted, rows.Duplicate, rows.Ignored, rows.Rejected }.Select(count =>
                    Cell.Of(culture.Number(count, 0))
                ),
            ];
        return new(
            "",
            [
                new(culture.Text("rows.file"), "", Alignment.Left),
                Number("rows.read"),
                Number("rows.accepted"),
                Number("rows.duplicate"),
                Number("rows.ignored"),
                Number("rows.rejected"),
            ],
            [
                .. activity.Files.Select(file =>
                    file.IsRead
                        ? Counts(Cell.Of(file.Path, Detail(file, culture)), file.Rows)
                        :
                        [
                            Cell.Of(file.Path, culture.Text("rows.unread", ("why", file.Why))),
                            .. Enumerable.Repeat(Cell.Of(culture.Text("value.notStated")), 5),
                        ]
                ),
            ],
            Counts(Cell.Of(culture.Text("table.total")), activity.Rows)
        );
    }

    private static string Detail(RowAccount file, ReportCulture culture) =>
        file.Parts.Rows == 0
            ? culture.Text("rows.detail", ("format", file.Format!), ("source", file.Source))
            : culture.Text(
                "rows.parts",
                ("format", file.Format!),
                ("source", file.Source),
                ("inside", culture.Number(file.Parts.Inside, 0)),
                ("beside", culture.Number(file.Parts.Beside, 0)),
                ("undecided", culture.Number(file.Parts.Undecided, 0))
            );

    private static Block.Table Inputs(ImmutableArray<InputFile> inputs, ReportCulture culture) =>
        new(
            culture.Text("audit.inputs"),
            [
                new(culture.Text("rows.file"), "", Alignment.Left),
                new(culture.Text("audit.size"), culture.Text("unit.bytes"), Alignment.Right),
                new(culture.Text("audit.sha"), culture.Text("unit.sha"), Alignment.Left),
            ],
            [
                .. inputs.Select(input =>
                    ImmutableArray.Create(
                        Cell.Of(input.Path, input.Rows is { } rows ? culture.Text("audit.rows", ("count", culture.Number(rows, 0))) : ""),
                        Cell.Of(culture.Number(input.Bytes, 0)),
                        Cell.Of(ReportCulture.ShortHash(input.Sha256))
                    )
                ),
            ],
            []
        );

    private static Block.Table Acceptances(ImmutableArray<Acceptance> acceptances, ReportCulture culture) =>
        new(
            culture.Text("signoff.accepted"),
            [
                new(culture.Text("signoff.check"), "", Alignment.Left),
                new(culture.Text("signoff.by"), "", Alignment.Left),
                new(culture.Text("signoff.time"), "", Alignment.Left),
                new(culture.Text("signoff.reason"), "", Alignment.Left),
            ],
            [
                .. acceptances.Select(acceptance =>
                    ImmutableArray.Create(
                        Cell.Of(acceptance.Of),
                        Cell.Of(acceptance.By),
                        Cell.Of(culture.Date(acceptance.Date)),
                        Cell.Of(acceptance.Reason)
                    )
                ),
            ],
            []
        );

    private static Block.Table SignOffs(ImmutableArray<VersionEvent> events, ReportCulture culture) =>
        new(
            culture.Text("signoff.closed"),
            [
                new(culture.Text("signoff.version"), "", Alignment.Left),
                new(culture.Text("signoff.event"), "", Alignment.Left),
                new(culture.Text("signoff.time"), "", Alignment.Left),
                new(culture.Text("signoff.by"), "", Alignment.Left),
                new(culture.Text("signoff.manifest"), culture.Text("unit.sha"), Alignment.Left),
            ],
            [
                .. events.Select(made =>
                    ImmutableArray.Create(
                        Cell.Of(made.Version),
                        Cell.Of(made.Event),
                        Cell.Of(culture.Date(DateOnly.FromDateTime(made.Time.UtcDateTime))),
                        Cell.Of(made.By, made.Role),
                        Cell.Of(ReportCulture.ShortHash(made.Manifest))
                    )
                ),
            ],
            []
        );
}
