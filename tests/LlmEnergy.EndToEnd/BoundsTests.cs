using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace LlmEnergy.EndToEnd;

/// <summary>What is hostile in a workspace neither keeps the program busy, nor ends it, nor gets out of it.</summary>
public class BoundsTests
{
    private const string Header =
        "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n";

    private static readonly string[] Planted =
    [
        "4111111111111111",
        "+4512345678",
        "010190-1234",
        "45-12-34-56-78",
        "anna.berg@acme.example",
        "sk-proj-abcdef1234567890",
        "AKIAIOSFODNN7EXAMPLE",
    ];

    private string _workspace = "";

    [SetUp]
    public void Create()
    {
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        Directory.CreateDirectory(Path.Combine(_workspace, "e"));
        Write("llmenergy.json", """{"schema":1,"undertaking":"T","sources":[{"id":"s","path":"e","account":"a"}]}""");
        Write("e/a.csv", Header + Row());
    }

    [TearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    [CancelAfter(60_000)]
    public void A_pipe_among_the_exports_is_named_and_the_rest_is_reported()
    {
        SpecialFiles.Pipe(Path.Combine(_workspace, "e", "b.csv"));
        var report = Report();
        Assert.That(report.ExitCode, Is.EqualTo(3));
        Assert.That(
            report.Error,
            Does.Contain("e/b.csv: error: found a pipe, a device or a socket, expected a readable file").And.Contain("(LE1001")
        );
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_pipe_in_the_place_of_a_register_ends_the_run_before_any_output()
    {
        SpecialFiles.Pipe(Path.Combine(_workspace, "fx.csv"));
        var report = Report();
        Assert.That((report.ExitCode, Directory.Exists(Path.Combine(_workspace, "periods"))), Is.EqualTo((2, false)));
        Assert.That(report.Error, Does.StartWith("fx.csv: error: found a pipe, a device or a socket").And.Contain("(LE2009"));
    }

    [Test]
    [Platform("Linux")]
    public void A_register_of_gigabytes_is_refused_in_little_memory()
    {
        SpecialFiles.Sparse(Path.Combine(_workspace, "fx.csv"), 1_900_000_000);
        using var process = Cli.Start("report", _workspace, "--period", "2026-Q3");
        var peak = Task.Run(() => Peak(process));
        var report = Cli.Finish(process);
        Assert.That(peak.Result, Is.InRange(10 << 20, 200 << 20), "bytes of memory");
        Assert.That(
            (report.ExitCode, report.Error),
            Is.EqualTo((2, "fx.csv: error: found a file of more than 256 MiB, expected a regular file of at most 256 MiB (LE2020)\n"))
        );
    }

    [TestCase("""{"schema":1,"undertaking":"\ud800x","sources":[]}""", "undertaking: found half of a surrogate pair")]
    [TestCase("""{"schema":1,"undertaking":"T\u202e","sources":[]}""", "undertaking: found the invisible character U+202E")]
    [TestCase(
        """{"schema":1,"undertaking":"T","sources":[{"id":"s\u200b","path":"e"}]}""",
        "sources[0].id: found the invisible character U+200B"
    )]
    public void Settings_that_hide_something_are_refused(string settings, string message)
    {
        Write("llmenergy.json", settings);
        var report = Report();
        Assert.That(
            (report.ExitCode, report.Error),
            Is.EqualTo((2, $"llmenergy.json: error: {message}, expected text that a reader sees as it is (LE2006)\n"))
        );
    }

    [Test]
    public void Numbers_addresses_and_keys_get_into_no_output_and_verify_finds_the_files_again()
    {
        var rows = new StringBuilder(Header).Append(Row());
        foreach (var planted in Planted)
            rows.Append(Row(input: planted)).Append(Row(time: planted)).Append(Row(model: planted)).Append(Row(project: planted));
        Write("e/anna.berg@acme.example.csv", rows.ToString());
        Write("e/sk-proj-abcdef1234567890.csv", rows.ToString().Replace(",p,", ",q,", StringComparison.Ordinal));
        var report = Report();
        Assert.That(report.ExitCode, Is.EqualTo(3), report.Error);
        Assert.That(report.Error, Does.Contain("e/(e-mail address):").And.Contain("e/(key).csv:"));
        var folder = Path.Combine(_workspace, "periods", "2026-Q3");
        Assert.Multiple(() =>
        {
            HasNone(report.Output + report.Error, "console");
            foreach (var file in Directory.GetFiles(folder).Where(file => !file.EndsWith(".xlsx", StringComparison.Ordinal)))
                HasNone(Encoding.UTF8.GetString(File.ReadAllBytes(file)), Path.GetFileName(file));
            using var archive = ZipFile.OpenRead(Path.Combine(folder, "disclosure.xlsx"));
            foreach (var part in archive.Entries)
            {
                using var reader = new StreamReader(part.Open());
                HasNone(reader.ReadToEnd(), part.FullName);
            }
        });
        Assert.That(Cli.Run("verify", folder).ExitCode, Is.EqualTo(0));
    }

    [Test]
    public void An_address_that_a_project_is_mapped_to_gets_into_no_output()
    {
        Write("llmenergy.json", """{"schema":1,"undertaking":"T","costKeys":"keys.csv","sources":[{"id":"s","path":"e","account":"a"}]}""");
        Write("keys.csv", "value,cost_key\np,anna.berg@acme.example\n");
        var report = Report();
        Assert.That(report.Error, Does.Contain("e/a.csv: warning: found 1 value of costKey with e-mail addresses").And.Contain("(LE1050"));
        foreach (var file in Directory.GetFiles(Path.Combine(_workspace, "periods", "2026-Q3"), "*.csv"))
            HasNone(File.ReadAllText(file), Path.GetFileName(file));
    }

    [Test]
    public void Files_that_outputs_cannot_tell_apart_are_refused()
    {
        Write("e/anna@acme.example.csv", Header + Row());
        Write("e/bo@acme.example.csv", Header + Row());
        var report = Report();
        Assert.That(
            (report.ExitCode, report.Error),
            Is.EqualTo(
                (
                    2,
                    "llmenergy.json: error: sources: found several files that outputs show as e/(e-mail address), expected names "
                        + "that differ apart from what is masked: rename them (LE2006)\n"
                )
            )
        );
    }

    /// <summary>The most memory that a process had while it ran, in bytes.</summary>
    private static long Peak(Process process)
    {
        var peak = 0L;
        while (!process.WaitForExit(1))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break; // it has just ended
            }
        }

        return peak;
    }

    private static string Row(string time = "1782864000", string project = "p", string model = "gpt-5", string input = "5") =>
        $"{time},1782950400,2026-07-01T00:00:00+00:00,2026-07-02T00:00:00+00:00,{project},1,,,{model},FALSE,default,{input},5,0\n";

    private static void HasNone(string text, string where) =>
        Assert.That(Planted.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, where);

    private Result Report() => Cli.Run("report", _workspace, "--period", "2026-Q3");

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_workspace, name), text);
}
