using System.Text.Json;
using LlmEnergy.Reporting.Tagging;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// Columns and members that readers of a period folder rely on: Fixtures/schemas.txt has one a line, columns in their order. New ones are
/// added there, columns at the
/// end of their file; none is ever moved or removed.
/// </summary>
public class SchemaTests
{
    /// <summary>Members whose names are data.</summary>
    private static readonly string[] Named = ["outputs", "acceptedCost"];

    private string _workspace = "";

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        var fixture = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.EndToEnd", "Fixtures", "period-0.1.0");
        foreach (var file in new[] { "llmenergy.json", "instruments.csv", "exports/log.csv", "exports/bill.csv" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_workspace, file))!);
            File.Copy(Path.Combine(fixture, file), Path.Combine(_workspace, file));
        }

        var configuration = Path.Combine(_workspace, "llmenergy.json");
        File.WriteAllText(
            configuration,
            File.ReadAllText(configuration)
                .Replace(
                    "\"sources\"",
                    "\"baseYear\": \"2025\", \"targets\": [ { \"figure\": \"total\", \"year\": 2030, \"value\": 1, \"source\": \"plan\" } "
                        + "], \"materiality\": { \"isMaterial\": true, \"date\": \"2026-03-01\", \"basis\": \"minutes\" }, \"sources\"",
                    StringComparison.Ordinal
                )
                .Replace("\"region\": \"GB\"", $"\"region\": \"GB\", {Cli.AttestedZero(2025)}", StringComparison.Ordinal)
        );
        File.WriteAllText(
            Path.Combine(_workspace, "acceptances.csv"),
            "check,period,by,date,reason\nperiod-without-data,2025-Q4,A. Berg,2026-01-05,no usage\n"
        );
        Assert.That(Cli.Run("report", _workspace, "--period", "2025-Q3", "--final").ExitCode, Is.Zero);
        Close("2025-Q3");
        Assert.That(
            Cli.Run("restate", _workspace, "--period", "2025-Q3", "--reason", "error", "--explanation", "a test").ExitCode,
            Is.Zero
        );
        Assert.That(Cli.Run("report", _workspace, "--period", "2025-Q4").ExitCode, Is.EqualTo(3), "without usage");
        Close("2025-Q3~r1");
        Assert.That(Cli.Run("report", _workspace, "--period", "2025", "--final").ExitCode, Is.Zero);
        Close("2025");
        Assert.That(Cli.Run("report", _workspace, "--period", "2026-Q3").ExitCode, Is.EqualTo(3), "without usage");
    }

    private void Close(string version)
    {
        foreach (
            var (step, name) in new[] { ("prepared", "A. Berg"), ("reviewed", "B. Holm"), ("approved", "C. Dahl"), ("closed", "A. Berg") }
        )
            Assert.That(Cli.Run("close", _workspace, "--period", version, "--step", step, "--name", name).ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void Columns_and_members_are_the_frozen_ones_in_their_order()
    {
        var path = Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.EndToEnd", "Fixtures", "schemas.txt");
        var frozen = File.ReadAllLines(path).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var now = Columns().Concat(Members()).ToList();
        Assert.That(frozen.Except(now), Is.Empty, "removed or renamed");
        Assert.That(now.Except(frozen), Is.Empty, $"new: add them to {Path.GetFileName(path)}, columns at the end of their file");
        Assert.That(now.Where(IsColumn), Is.EqualTo(frozen.Where(IsColumn)), "columns are added at the end");
    }

    [Test]
    public void Every_document_and_every_event_states_the_number_of_its_schema()
    {
        var documents = Folders().SelectMany(Documents).Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);
        var events = Folders()
            .SelectMany(folder => File.ReadLines(Path.Combine(folder, "events.jsonl")))
            .Select(line => JsonDocument.Parse(line).RootElement);
        Assert.That(
            documents
                .Concat(events)
                .Select(json => json.EnumerateObject().First())
                .Select(member => (member.Name, member.Value.GetInt32())),
            Is.All.EqualTo(("schema", 1))
        );
    }

    /// <summary>Those whose form is the program's own, and not that of XBRL-JSON.</summary>
    private static IEnumerable<string> Documents(string folder) =>
        Directory.EnumerateFiles(folder, "*.json").Where(file => Path.GetFileName(file) != CandidateFacts.FileName);

    private static bool IsColumn(string line) => line.Contains(".csv ", StringComparison.Ordinal);

    private IEnumerable<string> Folders() =>
        new[] { "2025-Q3", "2025-Q3~r1", "2025-Q4", "2025", "2026-Q3" }.Select(period => Path.Combine(_workspace, "periods", period));

    private IEnumerable<string> Columns() =>
        Directory
            .EnumerateFiles(Folders().First(), "*.csv")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadLines(file).First().Split(',').Select(column => $"{Path.GetFileName(file)} {column}"));

    /// <summary>Of all folders together: a member may be null in one and an object in another.</summary>
    private SortedSet<string> Members()
    {
        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in Folders())
        {
            foreach (var file in Documents(folder))
                Add(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement, Path.GetFileName(file) + " ", members);
            foreach (var line in File.ReadLines(Path.Combine(folder, "events.jsonl")))
                Add(JsonDocument.Parse(line).RootElement, "events.jsonl ", members);
        }

        return members;
    }

    private static void Add(JsonElement json, string path, SortedSet<string> members)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Add(item, path + "[]", members);
            return;
        }

        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in json.EnumerateObject())
        {
            var name = path + (path[^1] == ' ' ? "" : ".") + member.Name;
            members.Add(name);
            if (!Named.Contains(member.Name))
                Add(member.Value, name, members);
        }
    }
}
