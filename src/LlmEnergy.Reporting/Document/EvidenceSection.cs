using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What an auditor begins with: findings, controls, the account of the rows, and the trail to the inputs.</summary>
internal static class EvidenceSection
{
    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture)
    {
        yield return new Block.Heading(1, culture.Text("findings.heading"));
        if (disclosure.Issues.IsEmpty)
            yield return new Block.Paragraph(culture.Runs("findings.none"));
        else
            yield return Findings(disclosure, culture);

        yield return new Block.Heading(1, culture.Text("checks.heading"));
        yield return Checks(disclosure, culture);

        yield return new Block.Heading(1, culture.Text("rows.heading"));
        yield return new Block.Paragraph([.. culture.Runs("rows.intro"), .. Ignored(disclosure.Inventory.Activity, culture)]);
        yield return Rows(disclosure, culture);
        yield return new Block.Paragraph(Besides(disclosure, culture));
        if (disclosure.Inventory.Activity.Fates is { IsEmpty: false } fates)
            yield return Fates(fates, culture);

        yield return new Block.Heading(1, culture.Text("audit.heading"));
        yield return new Block.KeyValues([
            Fact("audit.tool", disclosure.ToolVersion),
            Fact("audit.pack", disclosure.Inventory.FactorPack),
            Fact("facts.hash", CoverSection.Hash(disclosure, culture)),
        ]);
        yield return new Block.Paragraph(culture.Runs("audit.verify"));
        yield return new Block.Heading(2, culture.Text("signoff.heading"));
        yield return new Block.Paragraph(culture.Runs("signoff.own"));
        if (!disclosure.Acceptances.IsEmpty)
            yield return Acceptances(culture.Text("signoff.accepted"), disclosure.Acceptances, culture);
        if (!disclosure.Events.IsEmpty)
            yield return SignOffs(disclosure.Events, culture);

        Entry Fact(string key, string value) => new(culture.Text(key), [new Run.Text(value)]);
    }

    /// <summary>Findings of one cause in one row: what, how much it concerns, what to do.</summary>
    private static Block.Table Findings(Disclosure disclosure, ReportCulture culture) =>
        new(
            "",
            [
                new(culture.Text("findings.finding"), "", Alignment.Left),
                new(culture.Text("findings.effect"), Unit.KilogramsCo2e.Symbol, Alignment.Right),
                new(culture.Text("findings.remedy"), "", Alignment.Left),
                new(culture.Text("findings.code"), "", Alignment.Left),
            ],
            [
                .. FindingCause
                    .Of(disclosure)
                    .Select(cause =>
                        ImmutableArray.Create(
                            Cell.Of(
                                cause.Sentence(culture),
                                Accepted("findings.accepted", cause.Places(culture), disclosure.AcceptanceOf(cause.Code), culture)
                            ),
                            Cell.Of(cause.Kilograms is { } effect ? culture.Number(effect) : culture.Text("value.notCalculated")),
                            Cell.Of(cause.Remedy(culture)),
                            Cell.Of(
                                culture.Text(cause.IsError ? "findings.error" : "findings.warning"),
                                culture.Text("findings.count", ("code", cause.Code), ("count", culture.Number(cause.Count, 0)))
                            )
                        )
                    ),
            ],
            []
        );

    /// <summary>Why rows were ignored, the most frequent reason first; nothing where none was.</summary>
    private static ImmutableArray<Run> Ignored(Activity activity, ReportCulture culture)
    {
        var reasons = activity.Fates.Where(fate => fate.Outcome == RowOutcome.Ignored).ToList();
        return reasons.Count == 0
            ? []
            : culture.Runs(
                "rows.reasons",
                (
                    "reasons",
                    new Run.Text(
                        culture.List(
                            reasons.Select(fate =>
                                culture.Text("rows.reason", ("rule", culture.RuleOf(fate)), ("count", culture.Number(fate.Rows, 0)))
                            )
                        )
                    )
                )
            );
    }

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
                    // what a check that passes looks at stands in its title; the details are in checks.json
                    var detail = check.Passed
                        ? ""
                        : Accepted("checks.accepted", culture.DetailOf(check), disclosure.AcceptanceOf(check), culture);
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
                new(culture.Text("fates.outcome"), "", Alignment.Left),
                new(culture.Text("fates.rows"), "", Alignment.Right),
                new(culture.Text("fates.input"), "", Alignment.Right),
                new(culture.Text("fates.output"), "", Alignment.Right),
                new(culture.Text("fates.cost"), "", Alignment.Right),
            ],
            [
                .. fates.Select(fate =>
                    ImmutableArray.Create(
                        Cell.Of(culture.RuleOf(fate)),
                        Cell.Of(culture.Text($"rows.{fate.Outcome.ToString().ToLowerInvariant()}")),
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

    /// <summary>What was read beside exports, each with its hash; nothing where that is none.</summary>
    private static ImmutableArray<Run> Besides(Disclosure disclosure, ReportCulture culture)
    {
        var read = disclosure.Inventory.Activity.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var others = disclosure
            .Inputs.Where(input => !read.Contains(input.Path))
            .Select(input => $"{input.Path} ({ReportCulture.ShortHash(input.Sha256)})")
            .ToList();
        return others.Count == 0 ? [] : culture.Runs("rows.besides", ("files", new Run.Text(culture.List(others))));
    }

    /// <summary>Each file once: with rows of the period by name, those without in one row.</summary>
    private static Block.Table Rows(Disclosure disclosure, ReportCulture culture)
    {
        var activity = disclosure.Inventory.Activity;
        var hashes = disclosure.Inputs.ToDictionary(input => input.Path, input => input.Sha256, StringComparer.Ordinal);
        var (used, unused) = (activity.Files.Where(IsOfPeriod).ToList(), activity.Files.Where(file => !IsOfPeriod(file)).ToList());
        Column Number(string key) => new(culture.Text(key), "", Alignment.Right);
        ImmutableArray<Cell> Counts(Cell name, RowCounts rows, string hash) =>
            [
                name,
                .. new[] { rows.Read, rows.Accepted, rows.Duplicate, rows.Ignored, rows.Rejected }.Select(count =>
                    Cell.Of(culture.Number(count, 0))
                ),
                Cell.Of(hash),
            ];
        string Hash(string path) => hashes.TryGetValue(path, out var hash) ? ReportCulture.ShortHash(hash) : "";
        ImmutableArray<Cell> Unread(RowAccount file) =>
            [
                Cell.Of(file.Path, culture.Text("rows.unread", ("why", file.Why))),
                .. Enumerable.Repeat(Cell.Of(culture.Text("value.notStated")), 5),
                Cell.Of(Hash(file.Path)),
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
                new(culture.Text("audit.sha"), culture.Text("unit.sha"), Alignment.Left),
            ],
            [
                .. used.Select(file =>
                    file.IsRead ? Counts(Cell.Of(file.Path, Detail(file, culture)), file.Rows, Hash(file.Path)) : Unread(file)
                ),
                .. unused.Count == 0
                    ? []
                    : new[]
                    {
                        Counts(
                            Cell.Of(culture.Text("rows.others", ("count", culture.Number(unused.Count, 0)))),
                            unused.Aggregate(default(RowCounts), (sum, file) => sum + file.Rows),
                            ""
                        ),
                    },
            ],
            Counts(Cell.Of(culture.Text("table.total")), activity.Rows, "")
        );
    }

    /// <summary>Also one that could not be read: nobody knows what it holds.</summary>
    private static bool IsOfPeriod(RowAccount file) => !file.IsRead || file.Rows.Read == 0 || file.Rows.Read > file.Rows.Ignored;

    private static string Detail(RowAccount file, ReportCulture culture) =>
        file.Parts.Rows == 0
            ? ""
            : culture.Text(
                "rows.parts",
                ("inside", culture.Number(file.Parts.Inside, 0)),
                ("beside", culture.Number(file.Parts.Beside, 0)),
                ("undecided", culture.Number(file.Parts.Undecided, 0))
            );

    public static Block.Table Acceptances(string caption, ImmutableArray<Acceptance> acceptances, ReportCulture culture) =>
        new(
            caption,
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
                        Cell.Of(culture.Label($"event.{made.Event}", made.Event)),
                        Cell.Of(culture.Date(DateOnly.FromDateTime(made.Time.UtcDateTime))),
                        Cell.Of(made.By, made.Role),
                        Cell.Of(ReportCulture.ShortHash(made.Manifest))
                    )
                ),
            ],
            []
        );
}
