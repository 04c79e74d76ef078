using System.Text.RegularExpressions;
using LlmEnergy.Domain;

namespace LlmEnergy.Tests;

/// <summary>One registry of codes: the program uses no other, and the READMEs' tables are written from it.</summary>
public partial class IssueCatalogTests
{
    private static readonly string Source = Path.Combine(RepositoryRoot.Path, "src");

    [Test]
    public void The_program_uses_the_codes_of_the_registry_and_no_others()
    {
        var used = Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.That(used, Is.EqualTo(IssueCatalog.All.Select(kind => kind.Code)));
    }

    [Test]
    public void Each_says_what_to_do() =>
        Assert.That(
            IssueCatalog.All.Where(kind => kind.Meaning.Length == 0 || kind.Remedy.Length < 10).Select(kind => kind.Code),
            Is.Empty
        );

    [Test]
    public void A_finding_is_as_serious_as_its_code() =>
        Assert.That(
            new[] { "LE1001", "LE1025" }.Select(code => new Issue(new("a.csv", 0, 0), code, "").Severity),
            Is.EqualTo(new[] { Severity.Error, Severity.Warning })
        );

    [Test]
    public void A_code_that_is_not_in_the_registry_is_none() =>
        Assert.That(() => new Issue(new("a.csv", 0, 0), "LE9999", ""), Throws.TypeOf<KeyNotFoundException>());

    [TestCase("LlmEnergy.Ingestion", '1')]
    [TestCase("LlmEnergy", '2')]
    [TestCase("LlmEnergy.Factors", '3')]
    [TestCase("LlmEnergy.Calculation", '4')]
    public void The_table_of_a_room_is_written_from_it(string room, char first)
    {
        var path = Path.Combine(Source, room, "README.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var table = string.Concat(
            IssueCatalog
                .All.Where(kind => kind.Code[2] == first)
                .Select(kind => $"| {kind.Code} | {SeverityOf(kind)} | {kind.Meaning} | {kind.Remedy} |\n")
                .Prepend("| code | severity | meaning | what to do |\n|---|---|---|---|\n")
        );
        var written = Table().Replace(text, _ => table, 1);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, written);
        Assert.That(text, Is.EqualTo(written).And.Contains(table), "UPDATE_GOLDEN=1 writes it");
    }

    private static string SeverityOf(IssueKind kind) =>
        kind.Either ? "error or warning"
        : kind.Severity == Severity.Error ? "error"
        : "warning";

    [GeneratedRegex("\"(LE[1-4][0-9]{3})")]
    private static partial Regex Code();

    [GeneratedRegex(@"\| code \|.*\n\|---.*\n(\| LE.*\n)+")]
    private static partial Regex Table();
}
