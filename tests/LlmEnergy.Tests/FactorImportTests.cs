using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Factors;

namespace LlmEnergy.Tests;

public class FactorImportTests
{
    private const string Configuration = """{ "schema": 1, "undertaking": "A", "sources": [], "factors": [ "factors/*.csv" ] }""";

    [Test]
    public void A_file_is_copied_as_it_is_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        var import = Import(folder, "own.csv", OwnFactors.Override);
        Assert.That(
            (import.File, File.ReadAllText(folder.PathOf("factors/own.csv"))),
            Is.EqualTo(("factors/own.csv", OwnFactors.Override))
        );
        Assert.That(
            Directory.EnumerateFileSystemEntries(folder.PathOf("factors")).Select(Path.GetFileName),
            Is.EqualTo(new[] { "own.csv" })
        );
    }

    [Test]
    public void It_tells_the_factors_before_and_after()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration).With("factors/residual.csv", OwnFactors.Residual);
        var import = Import(folder, "own.csv", OwnFactors.Override);
        Assert.That(
            FactorComparison.Compare(import.Before, import.After).Select(change => (change.Kind, change.New!.Id)),
            Is.EqualTo(new[] { (FactorChangeKind.Grid, "grid-ember-dk-2025") })
        );
    }

    [Test]
    public void A_file_that_cannot_be_used_is_not_copied()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        Assert.That(
            () => Import(folder, "own.csv", OwnFactors.Override.Replace("policy", "", StringComparison.Ordinal)),
            Throws.InstanceOf<ConfigurationException>().With.Message.StartsWith("factors/own.csv:2:22: error LE3012")
        );
        Assert.That(Directory.Exists(folder.PathOf("factors")), Is.False);
    }

    [Test]
    public void It_is_checked_with_the_other_files_of_the_workspace()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration).With("factors/a.csv", OwnFactors.Residual);
        Assert.That(
            () => Import(folder, "own.csv", OwnFactors.Residual),
            Throws.InstanceOf<ConfigurationException>().With.Message.StartsWith("factors/own.csv:2:1: error LE3008")
        );
    }

    [Test]
    public void Another_file_of_its_name_stays_where_it_is_not_to_be_replaced()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration).With("factors/own.csv", OwnFactors.Residual);
        Assert.That(
            () => Import(folder, "own.csv", OwnFactors.Override),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith("factors/own.csv: error LE2001: found another file of that name")
        );
        Assert.That(File.ReadAllText(folder.PathOf("factors/own.csv")), Is.EqualTo(OwnFactors.Residual));
    }

    [Test]
    public void The_same_file_may_come_again()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration).With("factors/own.csv", OwnFactors.Residual);
        Assert.That(Import(folder, "own.csv", OwnFactors.Residual).After.Residual("DK", 2025)?.Factor.Value, Is.EqualTo(400m));
    }

    [Test]
    public void A_file_that_is_replaced_is_no_longer_part_of_the_factors()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration).With("factors/own.csv", OwnFactors.Residual);
        var import = Import(folder, "own.csv", OwnFactors.Override, replace: true);
        Assert.That(
            (import.After.Residual("DK", 2025), File.ReadAllText(folder.PathOf("factors/own.csv"))),
            Is.EqualTo(((object?)null, OwnFactors.Override))
        );
    }

    [TestCase("own.txt")]
    [TestCase(".own.csv")]
    [TestCase("own*.csv")]
    public void A_name_that_would_not_be_found_again_is_refused(string name)
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        Assert.That(
            () => Import(folder, name, OwnFactors.Residual),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith($"FILE: error LE2001: found '{name}', expected a name such as residual-mix.csv")
        );
    }

    [Test]
    public void A_folder_that_is_a_link_leads_out_of_the_workspace()
    {
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        Directory.CreateSymbolicLink(folder.PathOf("factors"), outside.Folder.FullName);
        Assert.That(
            () => Import(folder, "own.csv", OwnFactors.Residual),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith("llmenergy.json: error LE2006: factors: found a path that leads out")
        );
        Assert.That(outside.Folder.EnumerateFileSystemInfos(), Is.Empty);
    }

    private static FactorImport Import(TemporaryFolder folder, string name, string text, bool replace = false) =>
        FactorImport.Prepare(Workspace.Open(folder.Folder), FactorPack.BuiltIn, new FileInfo(name), Encoding.UTF8.GetBytes(text), replace);
}
