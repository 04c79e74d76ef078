using System.Text.RegularExpressions;
using LlmEnergy.Domain;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

/// <summary>A row that the program adds to acceptances.csv, on 6 October 2026.</summary>
public partial class CheckAcceptanceTests
{
    private const string Q3 = "2026-Q3";
    private const string Header = "check,period,by,date,reason\n";
    private static readonly Writer Writer = new("tester", new(2026, 10, 6, 23, 59, 0, TimeSpan.Zero));

    [Test]
    public void Without_a_register_one_is_made_with_its_header()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Accept(workspace);
        Assert.That(Text(workspace), Is.EqualTo($"{Header}coverage,2026-Q3,A. Berg,2026-10-06,the log is lost\n"));
    }

    [TestCase(Header, "coverage,2026-Q3,A. Berg,2026-10-06,the log is lost\n", TestName = "after the header")]
    [TestCase(
        Header + "rows,2026-Q2,\"A. Berg\",2026-07-06,x\n\n",
        "coverage,2026-Q3,A. Berg,2026-10-06,the log is lost\n",
        TestName = "after quotes and an empty line"
    )]
    [TestCase(
        Header + "rows,2026-Q2,B,2026-07-06,x",
        "\ncoverage,2026-Q3,A. Berg,2026-10-06,the log is lost\n",
        TestName = "after a line without an end"
    )]
    [TestCase(
        "check,period,by,date,reason\r\n",
        "coverage,2026-Q3,A. Berg,2026-10-06,the log is lost\r\n",
        TestName = "with the line ends of Windows"
    )]
    [TestCase(
        "\uFEFFcheck,period,by,date,reason\n",
        "coverage,2026-Q3,A. Berg,2026-10-06,the log is lost\n",
        TestName = "after a byte order mark"
    )]
    [TestCase(
        "reason,date,by,period,check\n",
        "the log is lost,2026-10-06,A. Berg,2026-Q3,coverage\n",
        TestName = "in the order of the columns"
    )]
    public void What_stands_there_stays_byte_for_byte(string before, string added)
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01").Write("acceptances.csv", before);
        Accept(workspace);
        Assert.That(File.ReadAllBytes(workspace.PathOf("acceptances.csv")), Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(before + added)));
    }

    [TestCase("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", TestName = "a formula")]
    [TestCase("lost, and \"gone\"", "\"lost, and \"\"gone\"\"\"", TestName = "a comma and quotes")]
    [TestCase("  lost  ", "lost", TestName = "spaces around it")]
    public void A_reason_is_escaped_and_reads_back_as_it_was(string reason, string written)
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Accept(workspace, reason: reason);
        Assert.That(
            Text(workspace).Replace("\"'=cmd|' /C calc'!A0\"", "'=cmd|' /C calc'!A0", StringComparison.Ordinal),
            Is.EqualTo($"{Header}coverage,2026-Q3,A. Berg,2026-10-06,{written}\n")
        );
        Assert.That(Read(workspace).Of(Q3).Single().Reason, Is.EqualTo(reason.Trim()));
    }

    [TestCase("coverage", "", "lost", "--by: error LE2001: found no name, expected that of the person who accepts it")]
    [TestCase("coverage", "\u200B", "lost", "--by: error LE2001: found no name, expected that of the person who accepts it")]
    [TestCase(
        "coverage",
        "A. B\u200Berg",
        "lost",
        "--by: error LE2001: found the invisible character U+200B, expected text of one line that a reader sees as it is"
    )]
    [TestCase(
        "coverage",
        "A. Berg",
        "lo\u202Est",
        "--reason: error LE2001: found the invisible character U+202E, expected text of one line that a reader sees as it is"
    )]
    [TestCase(
        "coverage",
        "A. Berg",
        " ",
        "--reason: error LE2001: found no reason, expected why it is accepted, in a sentence that the report prints"
    )]
    [TestCase(
        "covrage",
        "A. Berg",
        "lost",
        "CHECK: error LE2001: found 'covrage', expected the id of a check such as coverage, or the code of a finding such as LE1026"
    )]
    [TestCase(
        "LE1999",
        "A. Berg",
        "lost",
        "CHECK: error LE2001: found 'LE1999', expected the id of a check such as coverage, or the code of a finding such as LE1026"
    )]
    [TestCase(
        "*",
        "A. Berg",
        "lost",
        "CHECK: error LE2001: found '*', expected the id of a check such as coverage, or the code of a finding such as LE1026"
    )]
    [TestCase(
        "coverage",
        "A. Berg",
        "lost\nand found",
        "--reason: error LE2001: found a line break or another control character, expected text of one line that a reader sees as it is"
    )]
    [TestCase(
        "coverage",
        "A. Berg",
        "'=1",
        "--reason: error LE2001: found text that the register would hold otherwise, expected a name and a reason that begin with no "
            + "apostrophe before a formula's sign"
    )]
    public void What_cannot_be_accepted_is_refused_and_nothing_is_written(string check, string by, string reason, string message)
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Refused(() => Accept(workspace, check, by: by, reason: reason), message);
        Assert.That(
            Directory.EnumerateFileSystemEntries(workspace.Folder.FullName).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "exports", "llmenergy.json" })
        );
    }

    [Test]
    public void A_reason_that_the_register_would_refuse_is_refused()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Refused(
            () => Accept(workspace, reason: new string('x', 1_001)),
            "acceptances.csv:2:5: error LE2020: found more than 1000 characters or a control character in reason, expected text of one line"
        );
    }

    [Test]
    public void What_is_no_period_is_refused()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Refused(
            () => Accept(workspace, period: "2026-Q3~r1"),
            "--period: error LE2001: found '2026-Q3~r1', expected a period such as 2026-Q3, 2026-H1, 2026, 2026-YTD3 or FY2026-Q3"
        );
    }

    [Test]
    public void A_check_is_accepted_once_for_a_period()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Accept(workspace);
        Accept(workspace, period: "2026-Q2");
        var before = Text(workspace);
        Refused(
            () => Accept(workspace, by: "B. Holm", reason: "found"),
            "acceptances.csv:2:1: error LE2020: found coverage of 2026-Q3 accepted by A. Berg on 2026-10-06 already, expected it once: "
                + "change its row where it is wrong"
        );
        Assert.That(Text(workspace), Is.EqualTo(before));
    }

    [Test]
    public void Nothing_is_accepted_after_the_closing_but_for_a_restatement()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Refused(
            () => Accept(workspace, isForRestatement: true),
            "2026-Q3: error LE2030: found a period that is not closed, expected a closed one with --for-restatement: leave that out"
        );
        workspace.Report(Q3);
        workspace.Close(Q3);
        Refused(
            () => Accept(workspace),
            "2026-Q3: error LE2030: found a period that is closed, expected an open one: nothing is accepted after the closing; with "
                + "--for-restatement the row is for the next version of it"
        );
        Accept(workspace, isForRestatement: true);
        Assert.That(Read(workspace).Of(Q3).Single().Of, Is.EqualTo("coverage"));
    }

    [Test]
    public void Two_that_write_at_once_do_not_lose_a_row()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        using var held = PeriodLock.Take(workspace.Folder, "acceptances.csv", Writer);
        Assert.That(
            () => Accept(workspace),
            Throws.TypeOf<IOException>().With.Message.StartsWith("Another run is writing acceptances.csv (tester, process ")
        );
    }

    [Test]
    public void What_a_killed_run_left_beside_the_register_is_in_nobodys_way()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01").Write(".acceptances.csv.new", "half");
        Accept(workspace);
        Assert.That((Text(workspace).Split('\n').Length, File.Exists(workspace.PathOf(".acceptances.csv.new"))), Is.EqualTo((3, false)));
    }

    /// <remarks>Not those of configuration, of printing, and of acceptances themselves, which no report weighs.</remarks>
    [Test]
    public void Every_code_of_the_readmes_that_a_report_can_find_can_be_accepted()
    {
        var tables = Directory
            .EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "README.md", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("| LE", StringComparison.Ordinal));
        var codes = Code().Matches(string.Join('\n', tables)).Select(match => match.Value).Distinct().ToList();
        Assert.That(codes, Has.Count.GreaterThan(50));
        Assert.That(codes.Where(code => code is not ("LE4020" or "LE4021")).Where(code => !Acceptable.IsKnown(code)), Is.Empty);
    }

    [Test]
    public void Every_check_that_a_report_makes_can_be_accepted()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Write("expected.csv", "provider,from\nopenai,2026-01-01\n")
            .Write("exports/bill.csv", "provider,period,service,amount,currency\nelevenlabs,2026-07,speech,1000,USD\n");
        var checks = workspace.Report(Q3, isFinal: false).Checks.Select(check => check.Id).ToList();
        Assert.That(checks, Does.Contain("cost-usd").And.Contain("plausible").And.Contain("expected-sources"));
        Assert.That(checks.Where(check => !Acceptable.IsKnown(check)), Is.Empty);
    }

    private static void Accept(
        PeriodWorkspace workspace,
        string check = "coverage",
        string period = Q3,
        string by = "A. Berg",
        string reason = "the log is lost",
        bool isForRestatement = false
    ) => CheckAcceptance.Accept(workspace.Open(), check, period, by, reason, isForRestatement, Writer);

    private static string Text(PeriodWorkspace workspace) => File.ReadAllText(workspace.PathOf("acceptances.csv"));

    private static AcceptanceRegister Read(PeriodWorkspace workspace) => workspace.Open().Registers.Acceptances;

    private static void Refused(Action action, string message) =>
        Assert.That(action, Throws.TypeOf<ConfigurationException>().With.Message.EqualTo(message));

    [GeneratedRegex("LE[14][0-9]{3}")]
    private static partial Regex Code();
}
