using System.Text.RegularExpressions;

namespace LlmEnergy.EndToEnd;

/// <summary>What the READMEs show is what the program does, and where they point to is something. Nothing here rewrites them.</summary>
public partial class ReadmeTests
{
    private const int MostLinesOfTheFirst = 160;
    private const int Width = 120;

    /// <summary>Path from the root of the repository and text of each.</summary>
    private static readonly Dictionary<string, string> Readmes = Directory
        .EnumerateFiles(RepositoryRoot.Path, "*.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
        .Where(name => !name.StartsWith("artifacts/", StringComparison.Ordinal))
        .ToDictionary(name => name, name => File.ReadAllText(Path.Combine(RepositoryRoot.Path, name)).ReplaceLineEndings("\n"));

    private static string First => Readmes["README.md"];

    private static string All => string.Concat(Readmes.Values);

    [TestCase("README.md", "report samples/acme --period 2026-Q3")]
    [TestCase(
        "src/LlmEnergy.Cli/README.md",
        "estimate --provider openai --model gpt-4o --requests 1000000 --input-tokens 500000000 --output-tokens 300000000 --zone US --year "
            + "2024"
    )]
    public void A_command_prints_what_its_readme_shows(string readme, string command)
    {
        var at = Readmes[readme].IndexOf(command + "\n```", StringComparison.Ordinal);
        Assert.That(at, Is.Not.EqualTo(-1), "the command stands in the README");
        var shown = TextBlock().Match(Readmes[readme], at).Groups[1].Value;
        var result = Cli.Run(command.Split(' '));
        Assert.That((result.Output.ReplaceLineEndings("\n"), result.ExitCode), Is.EqualTo((shown, 0)), result.Error);
    }

    /// <summary>Samples of what goes wrong: rows that are rejected, and a hole between invoices and usage.</summary>
    private static readonly string[] Findings = ["samples/broken", "samples/ledger"];

    [Test]
    public void Every_command_of_a_readme_runs()
    {
        var ours = OwnFiles();
        var commands = Readmes
            .Values.SelectMany(text => Command().Matches(text).Select(match => match.Groups[1].Value))
            .Distinct()
            .ToList();
        Assert.That(commands, Has.Count.GreaterThan(6), "the READMEs show some");
        Assert.Multiple(() =>
        {
            foreach (var command in commands)
            {
                var result = Cli.Run(command.Split(' ').Select(word => Inside().Replace(word, ours)));
                var expected = Findings.Any(sample => command.Contains(sample, StringComparison.Ordinal)) ? 3 : 0;
                Assert.That(result.ExitCode, Is.EqualTo(expected), $"{command}: {result.Error}");
            }
        });
        Directory.Delete(ours, recursive: true);
    }

    [Test]
    public void Every_link_leads_to_a_file_or_a_heading()
    {
        var broken = new List<string>();
        foreach (var (name, text) in Readmes)
        {
            foreach (Match link in Link().Matches(text))
            {
                var target = link.Groups[1].Value.ReplaceLineEndings("");
                if (target.StartsWith("http", StringComparison.Ordinal))
                    continue;
                var (file, heading) = target.Split('#') is [var path, var anchor] ? (path, anchor) : (target, "");
                var found =
                    file.Length == 0
                        ? name
                        : Path.GetRelativePath(RepositoryRoot.Path, Path.Combine(RepositoryRoot.Path, Path.GetDirectoryName(name)!, file))
                            .Replace('\\', '/');
                if (!Path.Exists(Path.Combine(RepositoryRoot.Path, found)))
                    broken.Add($"{name}: {target}");
                else if (heading.Length > 0 && !Anchors(Readmes[found]).Contains(heading))
                    broken.Add($"{name}: {target}");
            }
        }

        Assert.That(broken, Is.Empty);

        static IEnumerable<string> Anchors(string text) =>
            Heading().Matches(text).Select(match => NoLetter().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));
    }

    [Test]
    public void The_first_readme_is_short_and_text_wraps()
    {
        Assert.That(First.Split('\n'), Has.Length.LessThanOrEqualTo(MostLinesOfTheFirst));
        var wide = Readmes
            .Where(readme =>
                !readme.Key.EndsWith("METHODOLOGY.md", StringComparison.Ordinal)
                && !readme.Key.StartsWith("tests/LlmEnergy", StringComparison.Ordinal)
                && !readme.Key.StartsWith("samples/", StringComparison.Ordinal)
            )
            .SelectMany(readme =>
                Block()
                    .Replace(readme.Value, "")
                    .Split('\n')
                    .Where(line => line.Length > Width && line[0] != '|')
                    .Select(line => $"{readme.Key}: {line}")
            );
        Assert.That(wide, Is.Empty);
    }

    [Test]
    public void Every_issue_code_stands_in_a_readme_and_every_code_of_the_readmes_in_the_source()
    {
        var source = string.Join(
            '\n',
            Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
        );
        Assert.That(Codes(string.Join('\n', CodeTables)), Is.EquivalentTo(Codes(source)));
    }

    [Test]
    public void Every_issue_code_has_a_test()
    {
        var tests = string.Join(
            '\n',
            Directory
                .EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );
        Assert.That(Codes(string.Join('\n', CodeTables)).Where(code => !tests.Contains(code, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_key_of_the_configuration_is_documented()
    {
        var reader = string.Concat(
            Directory
                .EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy", "Configuration"), "*.cs")
                .Select(File.ReadAllText)
        );
        var keys = Key().Matches(reader).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.That(keys, Has.Count.GreaterThan(12));
        Assert.That(keys.Where(key => !All.Contains($"`{key}`", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>The rows of all tables of issue codes.</summary>
    private static IEnumerable<string> CodeTables =>
        Readmes.Values.SelectMany(text => text.Split('\n')).Where(line => line.StartsWith("| LE", StringComparison.Ordinal));

    private static IEnumerable<string> Codes(string text) => IssueCode().Matches(text).Select(match => match.Value).Distinct();

    /// <summary>
    /// What the first README has its reader make: a folder with an export of the quarter and the configuration that it shows.
    /// </summary>
    private static string OwnFiles()
    {
        var folder = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "exports"));
        File.WriteAllText(Path.Combine(folder, "llmenergy.json"), JsonBlock().Match(First).Groups[1].Value);
        var rows = Enumerable
            .Range(0, 92)
            .Select(day =>
                FormattableString.Invariant(
                    $"r{day},acompletion,0.01,150,100,50,{new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc).AddDays(day):yyyy-MM-dd HH:mm:ss},gpt-4o,openai,False"
                )
            );
        File.WriteAllLines(
            Path.Combine(folder, "exports", "usage.csv"),
            rows.Prepend(
                "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit"
            )
        );
        return folder;
    }

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex TextBlock();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^ *(?:llmenergy|dotnet run -c Release --project src/LlmEnergy\.Cli --) (.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    /// <summary>The folder that the first README has its reader make.</summary>
    [GeneratedRegex("^ours")]
    private static partial Regex Inside();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NoLetter();

    [GeneratedRegex("LE[1-4][0-9]{3}")]
    private static partial Regex IssueCode();

    [GeneratedRegex("\\.(?:Text|Texts|OneOf|Number|Decimal|Flag|Object|Objects)\\(\"([a-zA-Z]+)\"")]
    private static partial Regex Key();
}
