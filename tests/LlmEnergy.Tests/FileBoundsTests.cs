using System.Globalization;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Factors;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests;

/// <summary>Settings and registers are regular files of limited size, rows and lines: what is not is refused at once.</summary>
[CancelAfter(60_000)]
public class FileBoundsTests
{
    private const string All = """
        { "schema": 1, "undertaking": "A", "sources": [], "profiles": "own.profile.json", "costKeys": "keys.csv", "deployments": "deployments.csv",
          "models": "models.csv", "factors": "factors/own.csv" }
        """;

    private static readonly string[] Registers =
    [
        "fx.csv",
        "suppliers.csv",
        "instruments.csv",
        "approvals.csv",
        "acceptances.csv",
        "expected.csv",
        "inputs.csv",
        "comparatives.csv",
    ];

    private static IEnumerable<TestCaseData> Named() =>
        new[]
        {
            ("llmenergy.json", "LE2009"),
            ("own.profile.json", "LE2009"),
            ("keys.csv", "LE2008"),
            ("deployments.csv", "LE2012"),
            ("models.csv", "LE2013"),
            ("factors/own.csv", "LE2009"),
            ("intake.csv", "LE2011"),
        }
            .Concat(Registers.Select(register => (register, "LE2020")))
            .Select(file => new TestCaseData(file.Item1, file.Item2));

    [TestCaseSource(nameof(Named))]
    public void A_pipe_in_the_place_of_a_setting_is_refused(string name, string tooLarge)
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", All).With("factors/.keep", "");
        File.Delete(folder.PathOf(name));
        SpecialFiles.Pipe(folder.PathOf(name));
        Assert.That(
            Issues(folder),
            Has.Some.Match($"^{name}: error LE2009: found a pipe, a device or a socket, expected a regular file of at most [0-9]+ MiB$")
        );
    }

    [TestCaseSource(nameof(Named))]
    public void A_setting_of_gigabytes_is_refused_before_it_is_read(string name, string tooLarge)
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", All).With("factors/.keep", "");
        File.Delete(folder.PathOf(name));
        SpecialFiles.Sparse(folder.PathOf(name), 1_900_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            Issues(folder),
            Has.Some.Match(
                $"^{name}: error {tooLarge}: found a file of more than (16|256) MiB, expected a regular file of at most (16|256) MiB$"
            )
        );
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(50 << 20));
    }

    [TestCase("report.json", """{ "schema": 1 }""", "report.json")]
    [TestCase("logo.png", """{ "schema": 1, "logo": "logo.png" }""", "logo")]
    [TestCase("regular.ttf", """{ "schema": 1, "fonts": { "regular": "regular.ttf", "bold": "regular.ttf" } }""", "fonts.regular")]
    public void A_pipe_in_the_place_of_what_the_report_looks_like_is_refused(string name, string settings, string key)
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [] }""")
            .With("report.json", settings);
        File.Delete(folder.PathOf(name));
        SpecialFiles.Pipe(folder.PathOf(name));
        Assert.That(Issues(folder), Has.Some.StartsWith($"report.json: error LE2009: {key}: found a pipe, a device or a socket"));
    }

    [Test]
    public void A_register_in_one_endless_line_is_not_taken_apart()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [] }""");
        SpecialFiles.Sparse(folder.PathOf("fx.csv"), 200 << 20);
        Assert.That(Issues(folder), Is.EqualTo(new[] { "fx.csv: error LE2020: found a line of more than 1 MiB, expected a table" }));
    }

    [Test]
    public void What_is_wrong_with_a_register_is_listed_up_to_a_thousand_rows()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [] }""")
            .With("approvals.csv", "hash,by,date,basis\n" + string.Concat(Enumerable.Repeat("one,field,short\n", 5_000)));
        var issues = Issues(folder);
        Assert.That(
            (issues.Count, issues[^1]),
            Is.EqualTo(
                (
                    1_001,
                    "approvals.csv:1003: error LE2020: found more than 1,000 rows that are wrong, expected a table of this form: the rest "
                        + "is not read"
                )
            )
        );
    }

    [Test]
    public void A_register_whose_rows_are_held_against_the_usage_has_ten_thousand_of_them_for_a_period()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Write(
                "expected.csv",
                "provider,from,to\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, 10_001)
                            .Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i},2026-01-01,{(i < 10 ? "2026-06-30" : "")}\n"))
                    )
            );
        Assert.That(workspace.Report("2026-Q3", isFinal: false).Checks.Any(check => check.Id == "expected-sources"), "9,991 rows");
        Assert.That(
            () => workspace.Report("2026-Q2", isFinal: false),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo(
                    "expected.csv: error LE2020: found 10,001 rows that concern 2026-Q2, expected at most 10,000 for a period"
                )
        );
        Assert.That(Directory.Exists(workspace.PathOf("periods/2026-Q2")), Is.False);
    }

    private static readonly TestCaseData<string, string, Func<int, string>>[] LongRegisters =
    [
        new("acceptances.csv", "check,period,by,date,reason", i => $"c{i},2026-Q3,A. Berg,2026-10-01,known"),
        new("suppliers.csv", "supplier,from,to,per,document,kgco2e", i => $"s{i},2026-01-01,2026-12-31,requests,d.pdf,1"),
        new(
            "instruments.csv",
            "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document",
            i => $"s{i % 1_000},PPA,{Day(i / 1_000)},{Day(i / 1_000)},US,0.01,d.pdf"
        ),
        new("expected.csv", "provider,from", i => $"p{i},2026-01-01"),
    ];

    [TestCaseSource(nameof(LongRegisters))]
    [Category("Long")]
    public void A_million_rows_of_a_register_are_read_in_seconds(string name, string header, Func<int, string> row)
    {
        var table = new StringBuilder(header).Append('\n');
        for (var i = 0; i < 1_000_000; i++)
            table.Append(row(i)).Append('\n');
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [] }""")
            .With(name, table.ToString());
        // of a processor, which takes half of it where nothing else asks for it
        var before = Environment.CpuUsage.TotalTime;
        Assert.That(Issues(folder), Is.Empty);
        Assert.That(Environment.CpuUsage.TotalTime - before, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    private static string Day(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2020, 1, 1).AddDays(number):yyyy-MM-dd}");

    [Test]
    [Category("Long")]
    public void A_million_cost_keys_are_read_in_seconds()
    {
        var keys = new StringBuilder("value,cost_key\n");
        for (var i = 0; i < 1_000_000; i++)
            keys.Append(CultureInfo.InvariantCulture, $"project-{i},CC-{i % 100}\n");
        using var folder = new TemporaryFolder()
            .With(
                "llmenergy.json",
                """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "a", "path": "exports" } ], "costKeys": "keys.csv" }"""
            )
            .With("keys.csv", keys.ToString());
        var before = Environment.CpuUsage.TotalTime;
        Assert.That(Workspace.Open(folder.Folder).Sources.Single().CostKeys["project-999999"], Is.EqualTo("CC-99"));
        Assert.That(Environment.CpuUsage.TotalTime - before, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase("figures.json")]
    [TestCase("activity.csv")]
    [TestCase("events.jsonl")]
    [TestCase("disclosure.pdf")]
    public void Verify_names_a_pipe_in_the_place_of_a_file_of_the_period(string name)
    {
        using var workspace = Beginnings.Copy(
            nameof(FileBoundsTests),
            () =>
            {
                var made = PeriodWorkspace.WithLog("2026-07-01");
                made.Report("2026-Q3");
                return made;
            }
        );
        var folder = workspace.PathOf("periods/2026-Q3");
        File.Delete(Path.Combine(folder, name));
        SpecialFiles.Pipe(Path.Combine(folder, name));
        var findings = new Verifier(new(new(() => FactorPack.BuiltIn))).Verify(new(folder), new(), null, default).Findings;
        Assert.That(
            findings.Where(finding => finding.File == name && finding.Level == VerificationLevel.Hashes).Select(finding => finding.Message),
            Has.Some.Contains("a pipe, a device or a socket")
        );
    }

    [Test]
    public void A_pipe_in_the_place_of_the_lock_ends_the_run()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Directory.CreateDirectory(workspace.PathOf("periods"));
        SpecialFiles.Pipe(workspace.PathOf("periods/.2026-Q3.lock"));
        Assert.That(() => workspace.Report("2026-Q3"), Throws.TypeOf<Ingestion.Files.NotRegularFileException>());
    }

    [Test]
    public void Pipes_in_the_place_of_notes_are_replaced()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        Directory.CreateDirectory(workspace.PathOf("periods"));
        SpecialFiles.Pipe(workspace.PathOf("periods/.2026-Q3.holder"));
        workspace.Report("2026-Q3");
        Assert.That(File.Exists(workspace.PathOf("periods/2026-Q3/manifest.json")));
    }

    private static List<string> Issues(TemporaryFolder folder)
    {
        try
        {
            Workspace.Open(folder.Folder);
            return [];
        }
        catch (ConfigurationException e)
        {
            return [.. e.Issues.Select(issue => issue.ToString())];
        }
    }
}
