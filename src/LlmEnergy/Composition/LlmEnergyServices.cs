using LlmEnergy.Factors;
using LlmEnergy.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LlmEnergy.Composition;

/// <summary>The library in a container of services.</summary>
public static class LlmEnergyServices
{
    /// <summary>
    /// The pipeline and the verifier, with the built-in factors and the system's clock where the host has not registered its own. Nothing
    /// is read before a service is used. There are no options: what can be set stands in a workspace's llmenergy.json.
    /// </summary>
    public static IServiceCollection AddLlmEnergy(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new Lazy<FactorPack>(() => FactorPack.BuiltIn));
        services.TryAddSingleton<Pipeline>();
        services.TryAddSingleton<Verifier>();
        return services;
    }
}
