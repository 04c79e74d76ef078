using System.Collections.Immutable;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The methods there are, by id.</summary>
/// <param name="statements">Figures of suppliers that are on file.</param>
public sealed class MethodCatalog(ImmutableArray<SupplierStatement> statements)
{
    /// <summary>Without figures of suppliers.</summary>
    public static MethodCatalog BuiltIn { get; } = new([]);

    /// <summary>In the order of the hierarchy, then those that only stand beside.</summary>
    public ImmutableArray<IMethod> All { get; } =
    [
        new SupplierSpecific(statements),
        new ClassFactors2026(),
        new ParameterModel2026(),
        new SpendBased(),
        new EcoLogits093(),
        new JeghamLatency(),
        new DisclosedPerRequest(),
        new Seed2023Hardware(),
        new Seed2023Flops(),
    ];

    /// <summary>
    /// Supplier-specific before average-data before spend-based (GHG Protocol, Scope 3 Calculation Guidance, category 1).
    /// </summary>
    public static ImmutableArray<string> DefaultHierarchy { get; } = ["supplier-specific", "class-factors-2026", "spend-based"];

    public IMethod? Find(string id) => All.FirstOrDefault(method => method.Id == id);

    /// <exception cref="KeyNotFoundException">There is no method of that id.</exception>
    public ImmutableArray<IMethod> Hierarchy(IEnumerable<string> ids) =>
        [.. ids.Select(id => Find(id) ?? throw new KeyNotFoundException($"There is no method {id}."))];
}
