using System.Collections.Immutable;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy;

/// <summary>What a workspace's activity is calculated with: factors, methods in their order, electricity.</summary>
public sealed record CalculationBasis(FactorPack Factors, MethodCatalog Catalog, ImmutableArray<IMethod> Hierarchy, ElectricityOptions Electricity)
{
    public static CalculationBasis Of(Workspace workspace, Activity activity, FactorPack pack)
    {
        var factors = pack.With(workspace.Models).With(workspace.Registers.ExchangeRates);
        var catalog = new MethodCatalog(workspace.Registers.Suppliers.Statements(activity, factors));
        var electricity = workspace.Configuration.Electricity;
        return new(factors, catalog, catalog.Hierarchy(workspace.Configuration.Methods), ElectricityOptions.ByPlace with
        {
            Basis = electricity.GridBasis == "direct" ? GridBasis.Direct : GridBasis.Lifecycle,
            TransmissionLosses = electricity.TransmissionLosses,
            Instruments = workspace.Registers.Instruments,
        });
    }

    /// <summary>What an undertaking adopts: the pack, and each method that gave a rate, by the hash of its text.</summary>
    public IEnumerable<(string Subject, string Hash)> Adoptable(Inventory inventory) =>
        Hierarchy.Where(method => inventory.Rates.Any(rate => rate.Method == method.Id)).Select(method => ($"method {method.Id}", MethodologyText.Hash(method.Methodology)))
            .Prepend(($"factor pack {Factors.Version}", Factors.Hash));
}
