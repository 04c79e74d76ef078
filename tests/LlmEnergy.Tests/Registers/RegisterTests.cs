using LlmEnergy.Domain;

namespace LlmEnergy.Tests.Registers;

public class RegisterTests
{
    private const string Configuration = """{ "schema": 1, "undertaking": "A", "sources": [] }""";

    [Test]
    public void A_comma_as_decimal_sign_stops_before_anything_is_written()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", Configuration)
            .With("fx.csv", "from,to,year,rate,source\nEUR,USD,2026,\"1,08\",ECB\n");
        Assert.That(
            () => Workspace.Open(folder.Folder),
            Throws
                .InstanceOf<ConfigurationException>()
                .With.Message.StartsWith("fx.csv:2:4: error LE2020: found no number in rate, expected one such as 0.92, with a point")
        );
    }

    [Test]
    public void Registers_that_are_there_are_settings_of_the_workspace()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", Configuration)
            .With("fx.csv", "from,to,year,rate,source\nEUR,USD,2026,1.08,ECB\n")
            .With("approvals.csv", "hash,by,date,basis\n");
        Assert.That(
            Workspace.Open(folder.Folder).Settings.Select(file => file.Display),
            Is.EquivalentTo(new[] { "fx.csv", "approvals.csv" })
        );
    }
}
