using System.Text.Json.Nodes;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Verification;

/// <summary>
/// Ways to alter two closed quarters, of which the second rests on the first, by somebody who may write everything: hashes and chain are
/// rewritten so that
/// the folder agrees with itself. Each is found, and named. The threat model in src/LlmEnergy/README.md rests on these cases.
/// </summary>
public class ForgeryTests
{
    private const string Q3 = "2025-Q3";
    private const string Q4 = "2025-Q4";
    private const string Log = "exports/log.csv";

    private static readonly Forgery[] Found =
    [
        // the folder, consistent with itself
        new(
            "half of a figure",
            w => Change(w, "figures.json", "\"value\": 0.25741", "\"value\": 0.12870").Forge(Q3),
            "2 figures.json: states "
        ),
        new(
            "half of a figure, hash of the calculation as it was",
            w => ForgeButCalculation(Change(w, "figures.json", "\"value\": 0.25741", "\"value\": 0.12870")),
            "1 manifest.json: states the calculation hash "
        ),
        new(
            "a lower line of the ledger",
            w => Change(w, "inventory.csv", "0.21741", "0.11741").Forge(Q3),
            "2 inventory.csv: line 2, column location_kgco2e "
        ),
        new("a lower rate", w => Change(w, "rates.csv", ",0.4,", ",0.1,").Forge(Q3), "2 rates.csv: line "),
        new("less usage", w => Change(w, "activity.csv", "2500000", "1500000").Forge(Q3), "3 activity.csv: comes out with other bytes"),
        new("less usage, with all that follows from it", LessUsageThroughout, "3 activity.csv: comes out with other bytes"),
        new(
            "a finding less",
            w => w.Write($"periods/{Q3}/issues.csv", File.ReadAllText(w.Output(Q3, "issues.csv")).Split('\n')[0] + "\n").Forge(Q3),
            "3 issues.csv: comes out with other bytes"
        ),
        new(
            "a check that passed otherwise",
            w => Change(w, "checks.json", "\"actual\": 0", "\"actual\": 0.0").Forge(Q3),
            "3 checks.json: comes out with other bytes"
        ),
        new(
            "other words in the report",
            w => Change(w, "disclosure.html", "Acme A/S", "Acme Ltd").Forge(Q3),
            "3 disclosure.html: comes out with other bytes"
        ),
        new("another PDF", w => Append(w, "disclosure.pdf").Forge(Q3), "3 disclosure.pdf: comes out with other bytes"),
        new("another workbook", w => Append(w, "disclosure.xlsx").Forge(Q3), "3 disclosure.xlsx: comes out with other bytes"),
        new(
            "an output that is gone from folder and manifest",
            w => Without(w, "coverage.csv"),
            "3 coverage.csv: is written now and was not then"
        ),
        new("an output that is gone", w => Delete(w, $"periods/{Q3}/coverage.csv"), "1 coverage.csv: is missing"),
        new("a file more", w => w.Write($"periods/{Q3}/statement.pdf", "x"), "1 statement.pdf: is not a file of the report"),
        new(
            "an output outside of the folder",
            w => w.Forge(Q3, m => m["outputs"]!["../../llmenergy.json"] = ""),
            "1 manifest.json: names an output outside of its folder"
        ),
        new(
            "another account of the rows",
            w => w.Forge(Q3, m => m["inputs"]![0]!["rowsRead"] = 9),
            "3 manifest.json: comes out otherwise: inputs.0.rowsRead"
        ),
        new(
            "another configuration in the manifest",
            w => w.Forge(Q3, m => m["configuration"]!["notCalculatedTolerance"] = 0.9),
            "3 llmenergy.json: the configuration is not the recorded one: notCalculatedTolerance"
        ),
        new(
            "a draft for a final report",
            w => w.Forge(Q3, m => m["status"] = "draft"),
            "1 events.jsonl: line 1 (reported): found a final report, expected a draft one"
        ),
        new(
            "a manifest that is rewritten, and no event",
            w => w.Forge(Q3, m => m["comparesMethods"] = true, withEvents: false),
            "1 manifest.json: is not the manifest that events.jsonl records"
        ),
        // what it was made from
        new(
            "an export of the same size",
            w => w.Write(Log, File.ReadAllText(w.PathOf(Log)).Replace("2500000", "1500000", StringComparison.Ordinal)),
            $"1 {Log}: an input with other bytes than were read"
        ),
        new("an export that is gone", w => Delete(w, Log), $"1 {Log}: an input that is missing"),
        new("an export and its hash", ExportAndItsHash, "3 activity.csv: comes out with other bytes"),
        new(
            "an export whose hash is taken out",
            w => AppendRow(w).Forge(Q3, m => m["inputs"]![0]!.AsObject().Remove("sha256")),
            $"1 {Log}: an input without a hash"
        ),
        new(
            "a setting whose hash is taken out",
            w => w.Forge(Q3, m => m["settings"]![0]!.AsObject().Remove("sha256")),
            "1 llmenergy.json: an input without a hash"
        ),
        new(
            "an export more",
            w => w.Write("exports/more.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("z", "2025-08-01")),
            "3 exports/more.csv: is an export that came later, and has rows of the period (1)"
        ),
        new("a register more", w => w.Write("instruments.csv", Instruments), "3 inventory.csv: comes out with other bytes"),
        new(
            "a register that cannot be read",
            w => w.Write("instruments.csv", "junk"),
            "2 instruments.csv: the workspace cannot be opened: instruments.csv:1"
        ),
        new(
            "a configuration that cannot be read",
            w => w.Write("llmenergy.json", "{"),
            "2 llmenergy.json: the workspace cannot be opened: llmenergy.json:1"
        ),
        new(
            "an input outside of the workspace",
            w => w.Forge(Q3, m => m["inputs"]![0]!["path"] = "../log.csv"),
            "1 manifest.json: names an input outside of the workspace"
        ),
        // the chain, each event with its hash and that of the one before
        new(
            "an event less, without a new chain",
            w => Lines(w, lines => lines.Where((_, at) => at != 1)),
            "1 events.jsonl: line 2 is not as it was written"
        ),
        new("no events", w => Lines(w, _ => []), "1 events.jsonl: has no event"),
        new(
            "the closing less",
            w => w.ForgeEvents(Q3, events => events.SkipLast(1)),
            $"1 events.jsonl: has no closing, and {Q4} rests on it as closed"
        ),
        new(
            "closed before it was signed",
            w => w.ForgeEvents(Q3, events => [events[0], events[4], events[3], events[1]]),
            "1 events.jsonl: line 2 (closed): found it not approved"
        ),
        new(
            "signed after it was closed",
            w => w.ForgeEvents(Q3, events => [.. events.SkipLast(2), events[4], events[3]]),
            "1 events.jsonl: line 5 (approved): found it after the closing"
        ),
        new(
            "a step less",
            w => w.ForgeEvents(Q3, events => events.Where(e => e.Kind != EventKind.Reviewed)),
            "1 events.jsonl: line 3 (approved): found it not reviewed"
        ),
        new(
            "a step twice",
            w => w.ForgeEvents(Q3, events => [.. events.Take(2), .. events.Skip(1)]),
            "1 events.jsonl: line 3 (prepared): found it prepared already"
        ),
        new(
            "closed twice",
            w => w.ForgeEvents(Q3, events => [.. events, events[^1]]),
            "1 events.jsonl: line 6 (closed): found it after the closing"
        ),
        new(
            "one person for all",
            w => w.ForgeEvents(Q3, events => events.Select(e => e with { By = "A. Berg" })),
            "1 events.jsonl: line 3 (reviewed): found 'A. Berg', who prepared it"
        ),
        new(
            "nobody",
            w => w.ForgeEvents(Q3, events => events.Select(e => e.Kind == EventKind.Approved ? e with { By = " " } : e)),
            "1 events.jsonl: line 4 (approved): found no name"
        ),
        new(
            "a time before the report",
            w =>
                w.ForgeEvents(
                    Q3,
                    events =>
                        events.Select(e => e.Kind == EventKind.Prepared ? e with { Time = new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero) } : e)
                ),
            "1 events.jsonl: line 2 (prepared): found the time 1999-01-01 00:00:00 UTC, expected none before that of the event before it"
        ),
        new("no report", w => w.ForgeEvents(Q3, events => events.Skip(1)), "1 events.jsonl: line 1 (prepared): found it before any report"),
        new(
            "a signature of another manifest",
            w => w.ForgeEvents(Q3, events => events.Select(e => e.Kind == EventKind.Approved ? e with { Manifest = "0" } : e)),
            "1 events.jsonl: line 4 (approved): found it about another manifest"
        ),
        new("a report after the closing", ReportAfterTheClosing, "1 events.jsonl: line 6 (reported): found it after the closing"),
        // what others say
        new(
            "a quarter that the next one rests on",
            w => Change(w, "figures.json", "\"value\": 0.25741", "\"value\": 0.12870").Forge(Q3),
            $"1 manifest.json: is not the manifest that {Q4} rests on"
        ),
        new(
            "the figures of the quarter before",
            w => Change(w, "figures.json", "\"value\": 0.25741", "\"value\": 0.12870"),
            $"1 periods/{Q3}/figures.json: is not the file of figures",
            Q4
        ),
        new(
            "the manifest of the quarter before",
            w => w.Forge(Q3, m => m["comparesMethods"] = true),
            $"1 periods/{Q3}/manifest.json: is not the manifest of the closed period",
            Q4
        ),
        new(
            "the closing of the quarter before",
            w => w.ForgeEvents(Q3, events => events.SkipLast(1)),
            $"1 periods/{Q3}/events.jsonl: has no closing",
            Q4
        ),
        new(
            "the quarter before is gone",
            w => Delete(w, $"periods/{Q3}"),
            $"1 periods/{Q3}/manifest.json: the manifest of a closed period that the report refers to is missing",
            Q4
        ),
        // the version, and the program
        new(
            "a version to come",
            w => ForgeAll(w, m => m["tool"] = "LlmEnergy 9.9.9"),
            "1 manifest.json: names LlmEnergy 9.9.9 as its maker"
        ),
        new(
            "a version that never was",
            w => ForgeAll(w, m => m["tool"] = "LlmEnergy 0.1.7"),
            "1 manifest.json: names LlmEnergy 0.1.7 as its maker"
        ),
        new("another program", w => ForgeAll(w, m => m["tool"] = "Excel"), "1 manifest.json: names Excel as its maker"),
        new(
            "the first version",
            w => ForgeAll(w, m => m["tool"] = "LlmEnergy 0.1.0"),
            "1 manifest.json: has language, which LlmEnergy 0.1.0, its maker by the manifest, did not write"
        ),
        new(
            "the version before",
            w => ForgeAll(w, m => m["tool"] = "LlmEnergy 0.2.0"),
            "1 activity.csv: has characters, which LlmEnergy 0.2.0, its maker by the manifest, did not write"
        ),
        new(
            "the version before, in its form, with less usage",
            w => AsOfTheVersionBefore(Change(w, "activity.csv", "2500000", "1500000")),
            "3 activity.csv: line 2, column output_tokens is not what comes out of the exports"
        ),
        new(
            "a program with a lower factor",
            OtherFactors,
            "2 inventory.csv: line 2, column location_kgco2e_low is not what comes out of activity.csv"
        ),
    ];

    /// <summary>What agrees with everything that is left: only what was kept elsewhere finds it.</summary>
    private static readonly Forgery[] FoundByTheCode =
    [
        new(
            "other names in a new chain",
            w => w.ForgeEvents(Q4, events => events.Select(e => e.By == "B. Holm" ? e with { By = "D. Friis" } : e)),
            "",
            Q4
        ),
        new(
            "the closing of the last period less, its addendum and its mark",
            w => w.Unmarked(Q4).WithoutAddendum(Q4).ForgeEvents(Q4, events => events.SkipLast(1)),
            "",
            Q4
        ),
        new(
            "another time of the closing",
            w => w.ForgeEvents(Q4, events => events.Select(e => e.Kind == EventKind.Closed ? e with { Time = e.Time.AddDays(1) } : e)),
            "",
            Q4
        ),
        new("other exports, reported and closed again", ReportedAgain, "", Q4),
    ];

    private PeriodWorkspace _closed = null!;
    private string _code = "";

    [OneTimeSetUp]
    public void Close()
    {
        _closed = PeriodWorkspace.WithLog("2025-07-01", "2025-10-01");
        foreach (var period in new[] { Q3, Q4 })
        {
            _closed.Report(period);
            _closed.Close(period);
        }

        _code = _closed.Verify(Q4).Code;
    }

    [OneTimeTearDown]
    public void Delete() => _closed.Dispose();

    [TestCase(Q3)]
    [TestCase(Q4)]
    public void As_it_was_closed_it_is_verified(string period) =>
        Assert.That((_closed.Verify(period).Passed, _closed.Verify(period).Text()), Is.EqualTo((true, "")));

    [TestCaseSource(nameof(Found))]
    public void A_forgery_is_found_by_its_name(Forgery forgery)
    {
        using var workspace = Forged(forgery);
        Assert.That(workspace.Verify(forgery.Period).Text().Split('\n'), Has.Some.StartsWith(forgery.Finding));
    }

    [TestCaseSource(nameof(FoundByTheCode))]
    public void What_agrees_with_all_that_is_left_is_found_by_the_code_kept_elsewhere_alone(Forgery forgery)
    {
        using var workspace = Forged(forgery);
        Assert.That(workspace.Verify(forgery.Period).Passed, Is.True, "nothing in the workspace tells");
        Assert.That(
            workspace.Verify(forgery.Period, _code).Text(),
            Does.StartWith("1 manifest.json: its SHA-256 is ").And.Contain($"the expected {_code}")
        );
    }

    [Test]
    public void A_folder_in_the_form_of_the_version_before_with_a_finding_less_is_not_fully_verified()
    {
        using var workspace = PeriodWorkspace.CopyOf(_closed.Folder.FullName, withPeriods: true);
        workspace.Write($"periods/{Q4}/issues.csv", File.ReadAllText(workspace.Output(Q4, "issues.csv")).Split('\n')[0] + "\n");
        var result = AsOfTheVersionBefore(workspace, Q4).Verify(Q4);
        Assert.That((result.Passed, result.Text(), result.NotReached.Single().Level), Is.EqualTo((false, "", VerificationLevel.Rerun)));
    }

    private PeriodWorkspace Forged(Forgery forgery)
    {
        var workspace = PeriodWorkspace.CopyOf(_closed.Folder.FullName, withPeriods: true);
        forgery.Do(workspace);
        return workspace;
    }

    private const string Instruments =
        "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document\nopenai,PPA,2025-01-01,2025-12-31,GB,0.05,ppa.pdf\n";

    private static PeriodWorkspace Change(PeriodWorkspace workspace, string output, string from, string to)
    {
        var (path, text) = (workspace.Output(Q3, output), File.ReadAllText(workspace.Output(Q3, output)));
        Assert.That(text, Does.Contain(from), "what the forger looks for");
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        return workspace;
    }

    private static PeriodWorkspace Append(PeriodWorkspace workspace, string output)
    {
        File.AppendAllText(workspace.Output(Q3, output), " ");
        return workspace;
    }

    private static PeriodWorkspace AppendRow(PeriodWorkspace workspace)
    {
        File.AppendAllText(workspace.PathOf(Log), PeriodWorkspace.Row("z", "2025-08-01"));
        return workspace;
    }

    private static PeriodWorkspace Delete(PeriodWorkspace workspace, string name)
    {
        if (Directory.Exists(workspace.PathOf(name)))
        {
            // who writes a version anew takes what stands beside it away too
            Directory.Delete(workspace.PathOf(name), recursive: true);
            workspace.Unmarked(Path.GetFileName(name));
        }
        else
            File.Delete(workspace.PathOf(name));
        return workspace;
    }

    private static PeriodWorkspace Without(PeriodWorkspace workspace, string output)
    {
        File.Delete(workspace.Output(Q3, output));
        return workspace.Forge(Q3, manifest => manifest["outputs"]!.AsObject().Remove(output), without: output);
    }

    private static PeriodWorkspace Lines(PeriodWorkspace workspace, Func<string[], IEnumerable<string>> change)
    {
        var lines = File.ReadAllText(workspace.Output(Q3, EventLog.FileName))[..^1].Split('\n');
        return workspace.Write($"periods/{Q3}/{EventLog.FileName}", string.Concat(change(lines).Select(line => line + "\n")));
    }

    /// <summary>All but the hash of the calculation.</summary>
    private static PeriodWorkspace ForgeButCalculation(PeriodWorkspace workspace)
    {
        var then = workspace.Parsed(Q3, Manifest.FileName).GetProperty("calculationHash").GetString()!;
        workspace.Forge(Q3);
        var now = workspace.Parsed(Q3, Manifest.FileName).GetProperty("calculationHash").GetString()!;
        Change(workspace, Manifest.FileName, now, then);
        return workspace.ForgeEvents(
            Q3,
            events => events.Select(e => e with { Manifest = Sha256.Of(workspace.Output(Q3, Manifest.FileName)) })
        );
    }

    /// <summary>Every output that can be forged, under another name of the maker.</summary>
    private static PeriodWorkspace ForgeAll(PeriodWorkspace workspace, Action<JsonNode> manifest)
    {
        foreach (var output in new[] { "disclosure.html", "disclosure.pdf", "disclosure.xlsx", "issues.csv" })
            Append(workspace, output);
        return workspace.Forge(Q3, manifest);
    }

    /// <summary>Reported and closed of less usage; then the export as it was, with its hash in the manifest.</summary>
    private static PeriodWorkspace LessUsageThroughout(PeriodWorkspace workspace)
    {
        var log = File.ReadAllText(workspace.PathOf(Log));
        Delete(workspace, $"periods/{Q3}");
        Delete(workspace, $"periods/{Q4}");
        workspace.Write(Log, log.Replace("2500000", "1500000", StringComparison.Ordinal)).Report(Q3);
        workspace.Close(Q3).Write(Log, log);
        return workspace.Forge(Q3, manifest => manifest["inputs"]![0]!["sha256"] = Sha256.Of(workspace.PathOf(Log)));
    }

    private static PeriodWorkspace ExportAndItsHash(PeriodWorkspace workspace)
    {
        AppendRow(workspace);
        return workspace.Forge(
            Q3,
            manifest =>
                (manifest["inputs"]![0]!["sha256"], manifest["inputs"]![0]!["bytes"]) = (
                    Sha256.Of(workspace.PathOf(Log)),
                    new FileInfo(workspace.PathOf(Log)).Length
                )
        );
    }

    /// <summary>
    /// The chain as it was, and an event for the forged manifest behind it: the hash of the closing is still in the chain.
    /// </summary>
    private static PeriodWorkspace ReportAfterTheClosing(PeriodWorkspace workspace)
    {
        Change(workspace, "disclosure.html", "Acme A/S", "Acme Ltd").Forge(Q3, withEvents: false);
        return workspace.ForgeEvents(
            Q3,
            events => [.. events, events[0] with { Time = events[^1].Time, Manifest = Sha256.Of(workspace.Output(Q3, Manifest.FileName)) }]
        );
    }

    /// <summary>Without the members and the column that version 0.2.0 did not write.</summary>
    private static PeriodWorkspace AsOfTheVersionBefore(PeriodWorkspace workspace, string period = Q3)
    {
        var path = workspace.Output(period, "activity.csv");
        File.WriteAllText(
            path,
            string.Concat(File.ReadAllText(path)[..^1].Split('\n').Select(line => line[..line.LastIndexOf(',')] + "\n"))
        );
        return workspace.Forge(period, manifest => manifest["tool"] = "LlmEnergy 0.2.0");
    }

    private static PeriodWorkspace ReportedAgain(PeriodWorkspace workspace)
    {
        Delete(workspace, $"periods/{Q4}");
        workspace.Write("exports/more.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("z", "2025-11-01")).Report(Q4);
        return workspace.Close(Q4);
    }

    /// <summary>Somebody's own program: half of the grid's emissions, all else as it is.</summary>
    private static PeriodWorkspace OtherFactors(PeriodWorkspace workspace)
    {
        Delete(workspace, $"periods/{Q3}");
        Delete(workspace, $"periods/{Q4}");
        workspace.ReportBy(OwnFactors.HalfOfBritain, Q3);
        return workspace;
    }

    public sealed class Forgery
    {
        private readonly string _name;

        internal Forgery(string name, Func<PeriodWorkspace, PeriodWorkspace> act, string finding, string period = Q3) =>
            (_name, Do, Finding, Period) = (name, act, finding, period);

        /// <summary>Level, file and beginning of the message.</summary>
        public string Finding { get; }

        public string Period { get; }

        internal Func<PeriodWorkspace, PeriodWorkspace> Do { get; }

        public override string ToString() => _name;
    }
}
