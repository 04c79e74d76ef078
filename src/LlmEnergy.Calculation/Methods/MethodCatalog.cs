using System.Collections.Immutable;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The methods there are, by id.</summary>
/// <param name="statements">Figures of suppliers that are on file.</param>
public sealed class MethodCatalog(ImmutableArray<SupplierStatement> statements)
{
    private static readonly IMethod OfAnyModel = new OperatingPoint2026(closedModels: true);
    private static readonly IMethod OfOpenModels = new OperatingPoint2026(closedModels: false);

    /// <summary>Without figures of suppliers.</summary>
    public static MethodCatalog BuiltIn { get; } = new([]);

    /// <summary>In the order of the hierarchy, then those that only stand beside.</summary>
    public ImmutableArray<IMethod> All { get; } =
    [
        new SupplierSpecific(statements),
        OfAnyModel,
        new ClassFactors2026Second(),
        new ClassFactors2026(),
        new ParameterModel2026(),
        new SpendBased(),
        new EcoLogits093(),
        new EcoLogits011(),
        new JeghamLatency(),
        new DisclosedPerRequest(),
        new Seed2023Hardware(),
        new Seed2023Flops(),
    ];

    /// <summary>
    /// Supplier-specific before average-data before spend-based (GHG Protocol, Scope 3 Calculation Guidance, category 1).
    /// </summary>
    public static ImmutableArray<string> DefaultHierarchy { get; } =
    ["supplier-specific", OperatingPoint2026.MethodId, ClassFactors2026Second.MethodId, SpendBased.MethodId];

    /// <summary>Alone and beside a disclosure, models whose size is judged are calculated too.</summary>
    public IMethod? Find(string id) => All.FirstOrDefault(method => method.Id == id);

    /// <param name="closedModels">Whether a disclosure rests on sizes that are judged.</param>
    /// <exception cref="KeyNotFoundException">There is no method of that id.</exception>
    public ImmutableArray<IMethod> Hierarchy(IEnumerable<string> ids, bool closedModels = false) =>
        [
            .. ids.Select(id => Find(id) ?? throw new KeyNotFoundException($"There is no method {id}."))
                .Select(method => method == OfAnyModel && !closedModels ? OfOpenModels : method),
        ];
}
