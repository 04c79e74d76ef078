using LlmEnergy.Composition;
using LlmEnergy.Factors;
using LlmEnergy.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace LlmEnergy.Cli.Tests;

public class ServicesTests
{
    [Test]
    public void The_library_composes_itself_and_reads_no_factors_before_they_are_used()
    {
        using var services = new ServiceCollection()
            .AddLlmEnergy()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.That(
            (
                services.GetRequiredService<Pipeline>().Factors.IsValueCreated,
                services.GetRequiredService<Verifier>() == services.GetRequiredService<Verifier>()
            ),
            Is.EqualTo((false, true))
        );
    }

    [Test]
    public void Factors_of_the_host_stand_before_the_built_in_ones()
    {
        var own = new Lazy<FactorPack>(() => FactorPack.BuiltIn);
        using var services = new ServiceCollection().AddSingleton(own).AddLlmEnergy().BuildServiceProvider();
        Assert.That(services.GetRequiredService<Pipeline>().Factors, Is.SameAs(own));
    }
}
