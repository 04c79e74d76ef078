using System.Xml.Linq;

namespace LlmEnergy.Cli.Tests;

/// <summary>Every system that the program is published for: what is built of it, CI does.</summary>
public class PublishProfileTests
{
    private static readonly string Project = Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Cli");

    private static readonly string[] Systems = Value(Path.Combine(Project, "LlmEnergy.Cli.csproj"), "RuntimeIdentifiers").Split(';');

    [Test]
    public void Each_has_a_profile_of_its_name_and_no_other_has()
    {
        var profiles = Directory
            .EnumerateFiles(Path.Combine(Project, "Properties", "PublishProfiles"), "*.pubxml")
            .ToDictionary(profile => Path.GetFileNameWithoutExtension(profile), profile => Value(profile, "RuntimeIdentifier"));

        Assert.That(profiles.Keys, Is.EquivalentTo(Systems));
        Assert.That(profiles.Values, Is.EquivalentTo(Systems));
    }

    [TestCase("README.md", TestName = "the first README names it")]
    [TestCase(".ci/run", TestName = "CI publishes it")]
    [TestCase("src/LlmEnergy.Cli/packages.lock.json", TestName = "its packages are locked")]
    public void Each_is_named_there(string file) =>
        Assert.That(
            Systems.Where(system => !File.ReadAllText(Path.Combine(RepositoryRoot.Path, file)).Contains(system, StringComparison.Ordinal)),
            Is.Empty
        );

    private static string Value(string file, string property) => XDocument.Load(file).Descendants(property).Single().Value;
}
