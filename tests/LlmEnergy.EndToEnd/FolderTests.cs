using System.Text;
using System.Text.Json;

namespace LlmEnergy.EndToEnd;

/// <summary>A folder of downloads without a configuration is enough for a draft.</summary>
public class FolderTests
{
    private NewcomerFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void A_folder_alone_gives_a_draft_of_the_last_complete_quarter_that_says_what_it_assumed()
    {
        var result = Cli.Run(_folder.Path);

        Assert.That(result.ExitCode, Is.EqualTo(3), "two files are read by mappings that nobody settled");
        Assert.That(result.Output, Does.StartWith("Musterwerk, 2026-Q3 (1 July 2026 to 30 September 2026), draft"));
        var cover = _folder.Read("periods/2026-Q3/disclosure.html");
        Assert.That(
            cover,
            Does.Contain("the undertaking is called Musterwerk, as its folder.")
                .And.Contain("The period 2026-Q3 is the last complete quarter with data.")
                .And.Contain("Kinds of export told by their content: 4.")
                .And.Contain("Columns were told by their names in Rechnungen.xlsx, cursor.csv.")
                .And.Contain("Set aside as no usage: Mitarbeiter.csv, Vertrag.pdf.")
        );
    }

    [Test]
    public void What_is_there_stands_in_a_table()
    {
        var result = Cli.Run(_folder.Path);

        Assert.That(Line(result, "gateway log.csv"), Does.Contain("LiteLLM").And.Contain("requests, input"));
        Assert.That(Line(result, "Vertrag.pdf"), Does.Contain("evidence"));
        Assert.That(Line(result, "Mitarbeiter.csv"), Does.Contain("set aside").And.Contain("a table of something else"));
        Assert.That(Line(result, "cursor.csv"), Does.Contain("columns told by name"));
        Assert.That(result.Output, Does.Not.Contain("~$"), "the lock of an open workbook is no file of anybody's");
    }

    [TestCase("~$Nutzung.csv", TestName = "the lock of an open workbook")]
    [TestCase(".~lock.Nutzung.csv#", TestName = "the lock of LibreOffice")]
    [TestCase(".DS_Store", TestName = "what macOS keeps")]
    [TestCase("Desktop.ini", TestName = "what Windows keeps")]
    [TestCase("periods/old.csv", TestName = "an earlier report")]
    public void What_programs_leave_beside_exports_is_neither_read_nor_said(string name)
    {
        Directory.CreateDirectory(_folder.Named("periods"));
        File.Copy(_folder.Named("gateway log.csv"), _folder.Named(name), overwrite: true);

        var result = Cli.Run(_folder.Path);

        Assert.That(Accounts.Count(), Is.EqualTo(6));
        Assert.That(result.Output + result.Error, Does.Not.Contain(Path.GetFileName(name)));
    }

    [Test]
    public void A_folder_is_named_as_windows_names_it_and_files_in_capitals()
    {
        File.Move(_folder.Named("gateway log.csv"), _folder.Named("GATEWAY LOG.CSV"));
        File.Move(_folder.Named("Rechnungen.xlsx"), _folder.Named("RECHNUNGEN.XLSX"));

        var result = Cli.Run(_folder.Path.Replace('/', '\\'));

        Assert.That(result.Output, Does.StartWith("Musterwerk, 2026-Q3").And.Contain("claude-sonnet-4-5"), result.Error);
        Assert.That(Accepted("GATEWAY LOG.CSV"), Is.EqualTo(92));
        Assert.That(Accepted("RECHNUNGEN.XLSX"), Is.EqualTo(3));
    }

    [Test]
    public void A_file_that_cannot_be_opened_is_named_and_the_others_count()
    {
        // as one whose content is still in a cloud, where that does not answer: what is there by name and cannot be read
        File.Delete(_folder.Named("gateway log.csv"));
        if (OperatingSystem.IsWindows() || Tool.Run(Tool.Require("mkfifo"), _folder.Named("gateway log.csv")).ExitCode != 0)
            throw Tool.Missing("mkfifo makes no pipe here");

        var result = Cli.Run(_folder.Path);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(Line(result, "gateway log.csv"), Does.Contain("not read"));
        Assert.That(result.Output, Does.Contain("gpt-5-mini"));
    }

    [Test]
    public void Every_file_counts_once()
    {
        Cli.Run(_folder.Path);

        var files = Accounts.ToDictionary(file => file.At("path").GetString()!);
        Assert.That(files["cursor.csv"].At("rowsAccepted").GetInt32(), Is.EqualTo(92), "one a day, though UTF-16");
        Assert.That(files["gateway log.csv"].At("rowsAccepted").GetInt32(), Is.EqualTo(92), "one a day, though with a byte order mark");
        Assert.That(files["Rechnungen.xlsx"].At("acceptedCost").GetRawText(), Does.Contain("3703.68"), "3 x 1.234,56 USD");
        Assert.That(files, Has.Count.EqualTo(6), "of the nine files a PDF, a list of people and a lock are no exports");
    }

    [TestCase("Vertrag.pdf", TestName = "Evidence_is_no_reason_for_exit_code_3")]
    [TestCase("Mitarbeiter.csv", TestName = "Nor_is_a_table_of_something_else")]
    public void Set_aside(string file)
    {
        foreach (var unsettled in new[] { "Rechnungen.xlsx", "cursor.csv", file == "Vertrag.pdf" ? "Mitarbeiter.csv" : "Vertrag.pdf" })
            File.Delete(_folder.Named(unsettled));

        var result = Cli.Run(_folder.Path);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Contain(file).And.Contain(file == "Vertrag.pdf" ? "LE1053" : "LE1054"));
    }

    [Test]
    public void A_file_that_looks_like_usage_and_is_not_read_is_a_reason_for_exit_code_3()
    {
        foreach (var unsettled in new[] { "Rechnungen.xlsx", "cursor.csv" })
            File.Delete(_folder.Named(unsettled));
        File.WriteAllText(_folder.Named("bill.csv"), "invoice,sku,charge\n1,A,2.00\n");

        var result = Cli.Run(_folder.Path);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Error, Does.Contain("bill.csv").And.Contain("LE1010"));
    }

    [Test]
    public void The_same_traffic_in_two_exports_counts_once_and_the_cover_says_which()
    {
        foreach (var unsettled in new[] { "Rechnungen.xlsx", "cursor.csv" })
            File.Delete(_folder.Named(unsettled));
        var rows = File.ReadAllLines(_folder.Named("gateway log.csv"))[1..].Select(row => row.Split(','));
        File.WriteAllLines(
            _folder.Named("my gateway.csv"),
            rows.Select(row => $"{row[6]};anthropic;{row[7]};100;50;{row[0]}")
                .Prepend("Zeitstempel;Anbieter;Modell;Eingabe-Tokens;Ausgabe-Tokens;request id")
        );

        Cli.Run(_folder.Path);

        Assert.That(Accepted(""), Is.EqualTo(92 + Accepted("completions")));
        Assert.That(
            _folder.Read("periods/2026-Q3/disclosure.html"),
            Does.Contain("These state the same traffic, and the first one counts: ")
        );
    }

    [Test]
    public void A_folder_is_read_again_for_verification()
    {
        Cli.Run(_folder.Path);

        var result = Cli.Run("verify", Path.Combine(_folder.Path, "periods", "2026-Q3"));

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    [Test]
    public void No_report_is_final_without_a_configuration()
    {
        var result = Cli.Run("report", _folder.Path, "--final");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((2, result.Error)));
        Assert.That(result.Error, Does.Contain("LE2036").And.Contain("llmenergy init"));
    }

    [Test]
    public void A_folder_without_exports_says_what_to_do()
    {
        var empty = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;

        var result = Cli.Run(empty);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("LE2035").And.Contain("llmenergy formats"));
        Directory.Delete(empty);
    }

    [Test]
    public void Without_arguments_it_says_what_it_is_and_what_to_type()
    {
        var result = Cli.Run();

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("llmenergy FOLDER").And.Contain("llmenergy init FOLDER").And.Contain("llmenergy --help"));
    }

    [Test]
    public void Paths_of_windows_are_paths_and_settings_of_powershell_are_settings()
    {
        var folder = _folder.Named("");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            Directory.CreateDirectory(Path.Combine(folder, "exports"));
            File.Move(file, Path.Combine(folder, "exports", Path.GetFileName(file)));
        }

        File.WriteAllText(
            _folder.Named("llmenergy.json"),
            """{ "schema": 1, "undertaking": "Musterwerk", "sources": [ { "id": "exports", "path": [ "exports\\comp*", "exports\\gateway log.csv" ] } ] }""",
            Encoding.Unicode
        );

        var result = Cli.Run("report", folder, "--period", "2026-Q3");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("claude-sonnet-4-5"));
    }

    [Test]
    public void A_single_backslash_in_a_setting_is_told_from_other_mistakes()
    {
        File.WriteAllText(
            _folder.Named("llmenergy.json"),
            "{ \"schema\": 1, \"undertaking\": \"M\",\n  \"sources\": [ { \"id\": \"a\", \"path\": \"exports\\openai\" } ] }"
        );

        var result = Cli.Run("report", _folder.Path, "--period", "2026-Q3");

        Assert.That(result.Error, Does.Contain("llmenergy.json:2").And.Contain("a single backslash").And.Contain("write paths with /"));
    }

    private IEnumerable<JsonElement> Accounts =>
        JsonDocument.Parse(_folder.Read("periods/2026-Q3/manifest.json")).RootElement.At("inputs").EnumerateArray();

    private int Accepted(string file) =>
        Accounts
            .Where(account => account.At("path").GetString()!.StartsWith(file, StringComparison.Ordinal))
            .Sum(account => account.At("rowsAccepted").GetInt32());

    /// <summary>The row of a file, whose texts go over several lines.</summary>
    private static string Line(Result result, string file)
    {
        var lines = result.Output.Split('\n').SkipWhile(line => !line.StartsWith($"  {file} ", StringComparison.Ordinal)).ToList();
        var row = lines.Skip(1).TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal)).Prepend(lines[0]);
        var words = row.SelectMany(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return string.Join(' ', words);
    }
}
