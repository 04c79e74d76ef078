using System.Reflection;
using LlmEnergy.Calculation.Citations;
using LlmEnergy.Calculation.Methods;

namespace LlmEnergy.Calculation.Tests;

public class MethodologyTests
{
    [Test]
    public void Every_step_has_its_heading_and_every_heading_its_step()
    {
        using var stream = typeof(MethodologyAttribute).Assembly.GetManifestResourceStream("LlmEnergy.Calculation.METHODOLOGY.md")!;
        using var reader = new StreamReader(stream);
        var headings = reader
            .ReadToEnd()
            .Split('\n')
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..].Trim());
        var cited = typeof(MethodologyAttribute)
            .Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MethodologyAttribute>()?.Heading)
            .OfType<string>();
        Assert.That(cited, Is.EquivalentTo(headings));
    }

    [Test]
    public void Every_method_hands_its_heading_to_its_rates() =>
        Assert.That(
            MethodCatalog.BuiltIn.All.Select(method => method.Methodology),
            Is.EqualTo(MethodCatalog.BuiltIn.All.Select(method => method.GetType().GetCustomAttribute<MethodologyAttribute>()!.Heading))
        );
}
