using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Tests.Registers;

/// <summary>Accounts that must have usage: the log has one row of openai, on 5 July 2026, of account org-acme.</summary>
public class ExpectedRegisterTests
{
    private const string Header = "provider,account,from,to,reason\n";
    private const string Q3 = "2026-Q3";

    [TestCase("openai,org-acme,2026-01-01,,contract 12")]
    [TestCase("OpenAI,ORG-ACME,2026-01-01,,", TestName = "in another case")]
    [TestCase("openai,,2026-01-01,,", TestName = "any account of a provider")]
    [TestCase("openai,org-acme,2026-07-31,,", TestName = "from a day of the month with rows")]
    [TestCase("openai,org-acme,2026-01-01,2026-07-01,", TestName = "to a day of the month with rows")]
    public void An_account_with_rows_is_there(string row) => Assert.That(Of(row), Is.EqualTo((true, 1m, (decimal?)1m, "")));

    [TestCase("google,,2026-01-01,2026-06-30,", TestName = "an account that was left before the period")]
    [TestCase("google,,2026-10-01,,", TestName = "an account that is opened after the period")]
    public void Outside_of_its_days_nothing_is_expected(string row)
    {
        using var workspace = Workspace().Write("expected.csv", $"{Header}{row}\n");
        Assert.That(workspace.Report(Q3).Checks.Select(check => check.Id), Does.Not.Contain("expected-sources"));
    }

    [TestCase("google,,2026-01-01,,", "google", TestName = "a provider without rows")]
    [TestCase("openai,org-other,2026-01-01,,", "openai, account org-other", TestName = "an account without rows")]
    [TestCase(
        "openai,org-acme,2026-08-01,,",
        "openai, account org-acme",
        TestName = "rows before its days are not those that are expected"
    )]
    [TestCase("google,,2026-09-30,2026-12-31,", "google", TestName = "one day of the period")]
    public void An_account_without_rows_is_missed(string row, string name) =>
        Assert.That(
            Of(row),
            Is.EqualTo(
                (
                    false,
                    1m,
                    (decimal?)0m,
                    $"expected.csv:2:1: error LE2024: found no accepted row of {name} in 2026-Q3, expected some: obtain its export, or "
                        + $"end its row of expected.csv with to"
                )
            )
        );

    [Test]
    public void The_names_of_a_provider_are_one()
    {
        using var workspace = Workspace();
        workspace
            .Write("exports/azure.csv", PeriodWorkspace.Header + "a,acompletion,0,10,2026-07-06 10:00:00,0.0001,gpt-4o,azure,False\n")
            .Write("expected.csv", $"{Header}azure.ai.openai,,2026-01-01,,\n");
        Assert.That(Check(workspace.Report(Q3)).Passed, Is.True);
    }

    [Test]
    public void Those_that_are_missing_are_named_in_the_check()
    {
        using var workspace = Workspace()
            .Write("expected.csv", $"{Header}google,,2026-01-01,,\nopenai,org-acme,2026-01-01,,\nmistral,m-1,2026-01-01,,\n");
        var check = Check(workspace.Report(Q3, isFinal: false));
        Assert.That(
            (check.Expected, check.Actual, check.Detail),
            Is.EqualTo((3m, (decimal?)1m, "without an accepted row: google; mistral, account m-1"))
        );
    }

    [Test]
    public void Without_the_file_there_is_no_such_check()
    {
        using var workspace = Workspace();
        Assert.That(workspace.Report(Q3).Checks.Select(check => check.Id), Does.Not.Contain("expected-sources"));
    }

    [TestCase(
        "openai,,2026-07-01,2026-06-30,",
        "expected.csv:2:4: error LE2020: found an end before its start, expected from and to in this order",
        TestName = "an end before its start"
    )]
    [TestCase(
        "openai,,1 July,,",
        "expected.csv:2:3: error LE2020: found no date in from, expected one such as 2026-10-02",
        TestName = "a start that is no date"
    )]
    [TestCase(
        "openai,,2026-07-01,open,",
        "expected.csv:2:4: error LE2020: found no date in to, expected one such as 2026-10-02",
        TestName = "an end that is no date"
    )]
    [TestCase(",org-acme,2026-07-01,,", "expected.csv:2:1: error LE2020: found no provider, expected one", TestName = "no provider")]
    [TestCase("openai,org-acme,,,", "expected.csv:2:3: error LE2020: found no from, expected one", TestName = "no start")]
    public void What_is_wrong_with_a_row_is_named(string row, string message)
    {
        using var workspace = Workspace().Write("expected.csv", $"{Header}{row}\n");
        Assert.That(workspace.Open, Throws.TypeOf<ConfigurationException>().With.Message.EqualTo(message));
    }

    private static PeriodWorkspace Workspace() =>
        PeriodWorkspace
            .WithLog("2026-07-05")
            .Write(
                "llmenergy.json",
                $$"""
                { "schema": 1, "undertaking": "A", "sources": [ { "id": "all", "path": "exports", "region": "GB", "account": "org-acme", "attestedZero": [ {{PeriodWorkspace.AttestedZero}} ] } ] }
                """
            );

    private static (bool Passed, decimal Expected, decimal? Actual, string Finding) Of(string row)
    {
        using var workspace = Workspace().Write("expected.csv", $"{Header}{row}\n");
        var disclosure = workspace.Report(Q3, isFinal: false);
        var check = Check(disclosure);
        return (check.Passed, check.Expected, check.Actual, string.Join('\n', disclosure.Issues.Where(issue => issue.Code == "LE2024")));
    }

    private static Check Check(Disclosure disclosure) => disclosure.Checks.Single(check => check.Id == "expected-sources");
}
