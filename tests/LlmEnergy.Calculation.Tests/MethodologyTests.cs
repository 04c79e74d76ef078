using System.Reflection;
using System.Text.RegularExpressions;
using LlmEnergy.Calculation.Citations;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Steps;

namespace LlmEnergy.Calculation.Tests;

public partial class MethodologyTests
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
            .OfType<string>()
            .Distinct();
        Assert.That(cited, Is.EquivalentTo(headings));
    }

    [Test]
    public void Every_formula_of_a_line_is_named_under_the_heading_that_it_names()
    {
        var formulas = typeof(MethodologyAttribute)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(LineCalculation).Namespace)
            .Select(type => (Name: $"Steps/{type.Name}.cs", type.GetCustomAttribute<MethodologyAttribute>()?.Heading))
            .Where(formula => formula.Heading is not null)
            .ToLookup(formula => formula.Heading!, formula => formula.Name);
        Assert.That(formulas.SelectMany(names => names), Is.SupersetOf(new[] { "Steps/LineEnergy.cs", "Steps/TotalEmissions.cs" }));
        Assert.Multiple(() =>
        {
            foreach (var heading in formulas)
                Assert.That(
                    StepFile().Matches(MethodologyText.Section(heading.Key)).Select(match => match.Groups[1].Value),
                    Is.EquivalentTo(heading),
                    heading.Key
                );
        });
    }

    [Test]
    public void Every_method_hands_its_heading_to_its_rates() =>
        Assert.That(
            MethodCatalog.BuiltIn.All.Select(method => method.Methodology),
            Is.EqualTo(MethodCatalog.BuiltIn.All.Select(method => method.GetType().GetCustomAttribute<MethodologyAttribute>()!.Heading))
        );

    [GeneratedRegex("`(Steps/[A-Za-z]+\\.cs)`", RegexOptions.CultureInvariant)]
    private static partial Regex StepFile();
}
