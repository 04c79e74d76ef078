using System.Collections.Immutable;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The methods there are, by id.</summary>
public static class MethodCatalog
{
    public static ImmutableArray<IMethod> All { get; } = [new ClassFactors2026(), new Seed2023Hardware(), new Seed2023Flops()];

    public static IMethod Default => All[0];

    public static IMethod? Find(string id) => All.FirstOrDefault(method => method.Id == id);
}
