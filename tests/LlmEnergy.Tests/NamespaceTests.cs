using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace LlmEnergy.Tests;

public class NamespaceTests
{
    private static readonly string[] Projects =
    [
        "LlmEnergy",
        "LlmEnergy.Calculation",
        "LlmEnergy.Cli",
        "LlmEnergy.Domain",
        "LlmEnergy.Factors",
        "LlmEnergy.Ingestion",
        "LlmEnergy.Reporting",
    ];

    [Test]
    public void Do_not_use_each_other_in_circles()
    {
        var types = TypesOf([.. Projects.Select(Assembly.Load)]);
        Assert.That(types.Select(type => type.Namespace.FullName), Is.SupersetOf(Projects));
        Assert.That(NamespaceCircles.Of(types), Is.Empty);
    }

    [Test]
    public void Of_a_made_up_circle_are_found_with_the_types_that_close_it() =>
        Assert.That(
            NamespaceCircles.Of(
                TypesOf(typeof(Circle.Whole).Assembly)
                    .Where(type => type.Namespace.FullName.StartsWith(typeof(Circle.Whole).Namespace!, StringComparison.Ordinal))
            ),
            Is.EqualTo(
                new[]
                {
                    "LlmEnergy.Tests.Circle.Inner.Part uses LlmEnergy.Tests.Circle.Whole",
                    "LlmEnergy.Tests.Circle.Whole uses LlmEnergy.Tests.Circle.Inner.Part",
                }
            )
        );

    private static List<IType> TypesOf(params Assembly[] assemblies) => [.. new ArchLoader().LoadAssemblies(assemblies).Build().Types];
}
