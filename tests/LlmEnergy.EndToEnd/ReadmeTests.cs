using System.Text.RegularExpressions;

namespace LlmEnergy.EndToEnd;

/// <summary>What the README shows is what the program does. Nothing here rewrites it.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Cli.Repository, "README.md")).ReplaceLineEndings("\n");

    [TestCase("report samples/acme --period 2026-Q3", 0)]
    [TestCase("estimate --provider openai --model gpt-4o --requests 1000000 --input-tokens 500000000 --output-tokens 300000000 --zone US --year 2024", 0)]
    public void A_command_prints_what_the_readme_shows(string command, int exitCode)
    {
        var at = Readme.IndexOf(command + "\n```", StringComparison.Ordinal);
        Assert.That(at, Is.Not.EqualTo(-1), "the command stands in the README");
        var shown = TextBlock().Match(Readme, at).Groups[1].Value;
        var result = Cli.Run(command.Split(' '));
        Assert.That((result.Output.ReplaceLineEndings("\n"), result.ExitCode), Is.EqualTo((shown, exitCode)), result.Error);
    }

    [Test]
    public void Every_issue_code_stands_in_the_readme_and_every_code_of_the_readme_in_the_source()
    {
        var source = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Cli.Repository, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        // the table, from its heading to the next one
        var table = Readme[Readme.IndexOf("## Issue codes", StringComparison.Ordinal)..Readme.IndexOf("## Layout", StringComparison.Ordinal)];
        Assert.That(Codes(table), Is.EquivalentTo(Codes(source)));

        static IEnumerable<string> Codes(string text) => IssueCode().Matches(text).Select(match => match.Value).Distinct();
    }

    [Test]
    public void Every_issue_code_has_a_test()
    {
        var tests = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Cli.Repository, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.That(IssueCode().Matches(Readme).Select(match => match.Value).Distinct().Where(code => !tests.Contains(code, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_key_of_the_configuration_is_documented()
    {
        var reader = string.Concat(new[] { "Workspace.cs", "Goals.cs", "SourceSettings.cs", "ReportSettings.cs" }.Select(file => File.ReadAllText(Path.Combine(Cli.Repository, "src", "LlmEnergy", file))));
        var keys = Key().Matches(reader).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.That(keys, Has.Count.GreaterThan(12));
        Assert.That(keys.Where(key => !Readme.Contains($"`{key}`", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex TextBlock();

    [GeneratedRegex("LE[1-4][0-9]{3}")]
    private static partial Regex IssueCode();

    [GeneratedRegex("\\.(?:Text|Texts|Number|Decimal|Flag|Object|Objects)\\(\"([a-zA-Z]+)\"")]
    private static partial Regex Key();
}
