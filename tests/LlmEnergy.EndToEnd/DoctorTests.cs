namespace LlmEnergy.EndToEnd;

/// <summary>What a machine and a folder lack is said before a report is made.</summary>
[TestFixture]
internal sealed class DoctorTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("llmenergy-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_workspace_that_is_in_order_is_said_to_be_and_nothing_stays_in_it()
    {
        var workspace = Cli.CopyOf("acme");
        var before = Directory.GetFileSystemEntries(workspace, "*", SearchOption.AllDirectories).Length;
        var result = Cli.Run("doctor", workspace);
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")), result.Output);
        Assert.That(result.Output, Does.Contain("llmenergy.json with 2 sources").And.Contain("LlmEnergy 0.3.0"));
        Assert.That(Directory.GetFileSystemEntries(workspace, "*", SearchOption.AllDirectories), Has.Length.EqualTo(before));
        Directory.Delete(workspace, recursive: true);
    }

    [Test]
    public void Settings_that_cannot_be_read_are_quoted_with_what_to_do()
    {
        File.WriteAllText(Path.Combine(_folder, "llmenergy.json"), "{ \"schema\": 1, nonsense }");
        var result = Cli.Run("doctor", _folder);
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain("llmenergy.json:1: error: ").And.Contain("(LE2002)").And.Contain("mend what is named"));
    }

    [Test]
    public void A_workbook_that_is_open_elsewhere_is_said()
    {
        File.WriteAllText(Path.Combine(_folder, "~$invoices.xlsx"), "");
        var result = Cli.Run("doctor", _folder, "--format", "json");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain("open workbooks"));
    }

    [Test]
    public void A_folder_that_is_not_there_is_said() =>
        Assert.That(Cli.Run("doctor", Path.Combine(_folder, "none")).Output, Does.Contain("there is none"));
}
