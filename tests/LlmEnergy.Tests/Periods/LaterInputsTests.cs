using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>A quarter is signed with the inputs that its report read; what next quarter brings does not disturb it.</summary>
public class LaterInputsTests
{
    private const string Q1 = "2026-Q1";
    private const string Q2 = "2026-Q2";
    private const string Again = "expected the inputs as the report read them: run report --period 2026-Q1 --final again";

    [TestCase("exports/q1.csv", "exports/q1.csv changed since the report", TestName = "an export")]
    [TestCase("llmenergy.json", "llmenergy.json changed since the report", TestName = "the configuration")]
    [TestCase("cost-keys.csv", "cost-keys.csv changed since the report", TestName = "a setting")]
    [TestCase("report.json", "report.json changed since the report", TestName = "the look of the report")]
    public void A_step_is_refused_where_an_input_changed(string file, string found)
    {
        foreach (var kind in new[] { EventKind.Prepared, EventKind.Reviewed, EventKind.Approved, EventKind.Closed })
        {
            using var signed = Reported(kind);
            File.AppendAllText(signed.PathOf(file), "\n");
            Refused(() => signed.Sign(Q1, kind, "D. Friis"), $"{found}, {Again}");
        }
    }

    [Test]
    public void A_step_is_refused_where_an_input_is_gone()
    {
        using var workspace = Reported();
        File.Delete(workspace.PathOf("report.json"));
        Refused(() => workspace.Sign(Q1, EventKind.Prepared, "A. Berg"), $"report.json gone since the report, {Again}");
    }

    [TestCase(
        "inputs.csv",
        "period,input,value,unit,source\n2026-Q1,scope3,4651,tCO2e,s\n",
        "inputs.csv changed since the report",
        TestName = "a row that was changed"
    )]
    [TestCase(
        "inputs.csv",
        "period,input,value,unit,source\n2026-Q1,scope3,4650,tCO2e,s\n2026-Q1,net_revenue,1,EUR,s\n",
        "inputs.csv changed since the report",
        TestName = "a row that was added"
    )]
    [TestCase(
        "acceptances.csv",
        "check,period,by,date,reason\nLE4002,2026-Q1,A,2026-04-01,x\n",
        "acceptances.csv, which came after the report",
        TestName = "a register that was added"
    )]
    [TestCase(
        "exports/more.csv",
        "",
        "exports/more.csv, which came after the report and has rows of the period (1)",
        TestName = "an export that was added"
    )]
    public void A_step_is_refused_where_the_period_has_more_inputs(string file, string text, string found)
    {
        using var workspace = Reported()
            .Write(file, text.Length > 0 ? text : PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2026-03-31"));
        Refused(() => workspace.Sign(Q1, EventKind.Prepared, "A. Berg"), $"{found}, {Again}");
    }

    [Test]
    public void A_restatement_whose_inputs_changed_is_made_again()
    {
        using var workspace = Reported().Close(Q1);
        workspace.Restate(Q1);
        File.AppendAllText(workspace.PathOf("exports/q1.csv"), "\n");
        Assert.That(
            () => workspace.Sign("2026-Q1~r1", EventKind.Prepared, "A. Berg"),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EndsWith("expected the inputs as the report read them: delete periods/2026-Q1~r1 and restate again")
        );
    }

    [Test]
    public void Next_quarters_exports_and_rows_do_not_disturb_a_closed_one()
    {
        using var workspace = Reported().Close(Q1);
        Assert.That(workspace.Verify(Q1).Text(), Is.Empty);
        NextQuarter(workspace);
        Assert.That(workspace.Verify(Q1).Text(), Is.Empty);
        workspace.Report(Q2);
        workspace.Close(Q2);
        foreach (var period in new[] { Q1, Q2 })
        {
            var verified = workspace.Verify(period);
            Assert.That(
                (verified.Text(), verified.Levels[1].Compared > 0, verified.Levels[2].WhyNotCompared),
                Is.EqualTo(("", true, (string?)null)),
                period
            );
        }
    }

    [Test]
    public void Next_quarters_exports_and_rows_do_not_disturb_one_that_is_about_to_be_closed()
    {
        using var workspace = Reported();
        NextQuarter(workspace);
        Assert.That(workspace.Close(Q1).Verify(Q1).Text(), Is.Empty);
    }

    [TestCase("inputs.csv", "4650", "4651")]
    [TestCase("comparatives.csv", "2025-Q1,total,1", "2025-Q1,total,2")]
    [TestCase("instruments.csv", "0.05", "0.06")]
    [TestCase("expected.csv", "contract 1", "contract 2")]
    [TestCase("intake.csv", "console", "email")]
    [TestCase("fx.csv", "2025,1.13", "2025,1.14")]
    [TestCase("approvals.csv", "policy 7", "policy 8")]
    public void A_changed_row_of_the_closed_one_is_a_difference(string file, string then, string now)
    {
        using var workspace = Reported().Close(Q1);
        NextQuarter(workspace);
        var text = File.ReadAllText(workspace.PathOf(file));
        Assert.That(text, Does.Contain(then));
        workspace.Write(file, text.Replace(then, now, StringComparison.Ordinal));
        Assert.That(
            workspace.Verify(Q1).Text().Split('\n'),
            Does.Contain($"1 {file}: a register whose rows of the period are others than were read")
        );
    }

    [Test]
    public void A_removed_row_of_the_closed_one_is_a_difference()
    {
        using var workspace = Reported().Close(Q1);
        workspace.Write("inputs.csv", "period,input,value,unit,source\n");
        Assert.That(
            workspace.Verify(Q1).Text(),
            Does.Contain("1 inputs.csv: a register whose rows of the period are others than were read")
        );
    }

    [Test]
    public void The_manifest_says_how_many_rows_were_taken_in_and_hashes_their_text()
    {
        using var workspace = Reported();
        var setting = workspace
            .Parsed(Q1, "manifest.json")
            .GetProperty("settings")
            .EnumerateArray()
            .Single(file => file.GetProperty("path").GetString() == "inputs.csv");
        const string Text = "input=scope3\tperiod=2026-Q1\tsource=s\tunit=tCO2e\tvalue=4650\n";
        Assert.That(
            (setting.GetProperty("rows").GetInt64(), setting.GetProperty("bytes").GetInt64(), setting.GetProperty("sha256").GetString()),
            Is.EqualTo((1L, (long)Text.Length, Hashing.Sha256.OfText(Text)))
        );
    }

    [Test]
    public void A_setting_that_is_replaced_after_it_was_read_is_hashed_as_it_was_read()
    {
        using var workspace = Reported();
        var (then, opened) = (Hashing.Sha256.Of(workspace.PathOf("cost-keys.csv")), workspace.Open());
        foreach (var file in new[] { "cost-keys.csv", "llmenergy.json", "report.json" })
            workspace.Write(file, "another file");
        var hashed = opened.Hashed(
            Pipeline.Ingest(opened, opened.Period(Q1), null, CancellationToken.None, forReport: true),
            CancellationToken.None
        );
        Assert.That(
            hashed.Single(input => input.Path == "cost-keys.csv"),
            Is.EqualTo(new Domain.Figures.InputFile("cost-keys.csv", 24, then))
        );
        Assert.That(hashed.Where(input => input.Bytes == "another file".Length), Is.Empty);
    }

    /// <summary>A quarter with every register, and rows of other periods in some.</summary>
    private static PeriodWorkspace Reported(EventKind before = EventKind.Prepared) =>
        Beginnings.Copy((nameof(LaterInputsTests), before), () => Report(before));

    private static PeriodWorkspace Report(EventKind before)
    {
        var workspace = new PeriodWorkspace()
            .Configure("\"costKeys\": \"cost-keys.csv\", \"baseYear\": \"2024\",")
            .Write(
                "exports/q1.csv",
                PeriodWorkspace.Header + PeriodWorkspace.Row("a", "2026-01-05") + PeriodWorkspace.Row("b", "2026-03-31")
            )
            .Write("cost-keys.csv", "value,cost_key\nteam,4711")
            .Write("report.json", """{ "schema": 1 }""")
            .Write("inputs.csv", "period,input,value,unit,source\n2026-Q1,scope3,4650,tCO2e,s\n")
            .Write("comparatives.csv", "period,figure,value,unit,source\n2025-Q1,total,1,tCO2e,s\n2024,total,1,tCO2e,s\n")
            .Write(
                "instruments.csv",
                "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document\nopenai,PPA,2026-01-01,2026-03-31,GB,0.05,ppa.pdf\n"
            )
            .Write("expected.csv", "provider,from,reason\nopenai,2026-01-01,contract 1\n")
            .Write("intake.csv", "file,obtained_by,source,from,to\nexports/q1.csv,A. Berg,console,2026-01-01,2026-03-31\n")
            .Write("fx.csv", "from,to,year,rate,source\nEUR,USD,2025,1.13,ECB\n")
            .Write("approvals.csv", $"hash,by,date,basis\nsha256:{new string('0', 64)},A. Berg,2026-01-31,policy 7\n");
        workspace.Report(Q1);
        foreach (
            var (kind, name) in new[] { (EventKind.Prepared, "A. Berg"), (EventKind.Reviewed, "B. Holm"), (EventKind.Approved, "C. Dahl") }
        )
            if (kind < before)
                workspace.Sign(Q1, kind, name);
        return workspace;
    }

    private static void NextQuarter(PeriodWorkspace workspace)
    {
        workspace
            .Write(
                "exports/a-q2.csv",
                PeriodWorkspace.Header + PeriodWorkspace.Row("c", "2026-04-01") + PeriodWorkspace.Row("d", "2026-06-30")
            )
            .Write("acceptances.csv", "check,period,by,date,reason\nLE4002,2026-Q2,A. Berg,2026-07-06,x\n")
            .Write("suppliers.csv", "supplier,from,to,per,document,kgco2e\nopenai,2026-04-01,2026-04-30,requests,export.pdf,7.5\n");
        void Append(string file, string row) => File.AppendAllText(workspace.PathOf(file), row + "\n");
        Append("inputs.csv", "2026-Q2,scope3,4700,tCO2e,s");
        Append("comparatives.csv", "2025-Q2,total,1,tCO2e,s");
        Append("instruments.csv", "openai,PPA,2026-04-01,2026-12-31,GB,0.04,ppa.pdf");
        Append("expected.csv", "anthropic,2026-07-01,contract 2");
        Append("intake.csv", "exports/a-q2.csv,A. Berg,console,2026-04-01,2026-06-30");
        Append("fx.csv", "EUR,USD,2027,1.2,ECB");
        Append("approvals.csv", $"sha256:{new string('1', 64)},A. Berg,2026-07-31,policy 7");
    }

    private static void Refused(Action action, string message) =>
        Assert.That(action, Throws.TypeOf<ConfigurationException>().With.Message.EqualTo($"2026-Q1: error LE2031: found {message}"));
}
