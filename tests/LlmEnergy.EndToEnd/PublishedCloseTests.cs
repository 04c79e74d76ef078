namespace LlmEnergy.EndToEnd;

/// <summary>
/// The program as it is published, which runs without culture data: who is one person must not depend on what a test has and a user has
/// not.
/// </summary>
[Category("Long")]
public class PublishedCloseTests
{
    private const string Log =
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit\na,acompletion,0,2500000,2025-07-01 10:00:00,5,gpt-4.1-mini,openai,False\n";

    private string _program = "";
    private string _workspace = "";

    [OneTimeSetUp]
    public void Publish()
    {
        (_program, _workspace) = (
            Directory.CreateTempSubdirectory("llmenergy-test-").FullName,
            Directory.CreateTempSubdirectory("llmenergy-test-").FullName
        );
        var published = Tool.Run(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            "publish",
            Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Cli"),
            "-c",
            "Release",
            "--no-restore",
            "-o",
            _program
        );
        Assert.That(published.ExitCode, Is.Zero, published.Output);
        Directory.CreateDirectory(Path.Combine(_workspace, "exports"));
        File.WriteAllText(Path.Combine(_workspace, "exports", "log.csv"), Log);
        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            $$"""{ "schema": 1, "undertaking": "Acme A/S", "sources": [ { "id": "all", "path": "exports", "region": "GB", {{Cli.AttestedZero(2025)}} } ] }"""
        );
    }

    [OneTimeTearDown]
    public void Delete()
    {
        foreach (var folder in new[] { _program, _workspace })
            Directory.Delete(folder, recursive: true);
    }

    [TestCase("Ann Aa", "\u0410nn Aa", TestName = "a Cyrillic letter among Latin ones")]
    [TestCase("José Müller", "Jose\u0301 Mu\u0308ller", TestName = "accents as characters of their own")]
    [TestCase("José Müller", "Ｊｏｓｅ　Ｍｕｌｌｅｒ", TestName = "full width without accents")]
    public void One_person_under_two_spellings_does_not_review(string preparer, string reviewer)
    {
        Assert.That(Program("report", _workspace, "--period", "2025-Q3", "--final").ExitCode, Is.Zero);
        Assert.That(Close("prepared", preparer).ExitCode, Is.Zero);
        var refused = Close("reviewed", reviewer);
        Assert.That(
            (refused.ExitCode, refused.Error.Contains($"error LE2031: found '{reviewer}', who prepared it", StringComparison.Ordinal)),
            Is.EqualTo((2, true)),
            refused.Error
        );
        Assert.That(Close("reviewed", "B. Holm").ExitCode, Is.Zero);
    }

    private Result Close(string step, string name) => Program("close", _workspace, "--period", "2025-Q3", "--step", step, "--name", name);

    private Result Program(params string[] arguments) =>
        Tool.Run(Path.Combine(_program, OperatingSystem.IsWindows() ? "LlmEnergy.Cli.exe" : "LlmEnergy.Cli"), arguments);
}
