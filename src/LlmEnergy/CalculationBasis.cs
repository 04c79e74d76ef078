using System.Collections.Immutable;
using LlmEnergy.Calculation.Citations;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Registers;

namespace LlmEnergy;

/// <summary>What a workspace's activity is calculated with: factors, methods in their order, electricity.</summary>
public sealed record CalculationBasis(
    FactorPack Factors,
    MethodCatalog Catalog,
    ImmutableArray<IMethod> Hierarchy,
    ElectricityOptions Electricity
)
{
    /// <summary>What of the registers is not used, and why.</summary>
    public ImmutableArray<Issue> Issues { get; init; } = [];

    /// <summary>The factors without what the workspace knows of models.</summary>
    public required FactorPack Unmapped { get; init; }

    /// <exception cref="ConfigurationException">An exchange rate stands in fx.csv and in the workspace's own factors.</exception>
    public static CalculationBasis Of(Workspace workspace, Activity activity, FactorPack pack)
    {
        var rates = workspace.Registers.ExchangeRates.Select(stated => (stated.Factor, stated.Source)).ToList();
        ExchangeRates.ThrowIfAny(rates, pack);
        var factors = pack.With(workspace.Models).With(rates);
        var issues = InstrumentRegister.Findings(workspace.Registers.Instruments, factors).ToList();
        var catalog = new MethodCatalog(workspace.Registers.Suppliers.Statements(activity, factors, issues));
        var electricity = workspace.Configuration.Electricity;
        return new(
            factors,
            catalog,
            catalog.Hierarchy(workspace.Configuration.Methods, workspace.Configuration.AdoptsClosedModels),
            ElectricityOptions.ByPlace with
            {
                Basis = electricity.GridBasis == "direct" ? GridBasis.Direct : GridBasis.Lifecycle,
                TransmissionLosses = electricity.TransmissionLosses,
                Instruments = workspace.Registers.Instruments,
            }
        )
        {
            Issues = [.. issues],
            Unmapped = pack.With(rates),
            Interval = workspace.Configuration.Interval,
        };
    }

    /// <summary><c>simulated</c>, <c>correlated</c>, or null: simulated where that is the default.</summary>
    public string? Interval { get; init; }

    /// <summary>What draws say of an inventory; null where ranges are not simulated.</summary>
    public Intervals? Intervals(Inventory inventory) =>
        (Interval is null && Simulation.IsDefaultFor(inventory)) || Interval == UncertaintySettings.Simulated
            ? Simulation.Run(inventory, new(inventory), Factors)
            : null;

    /// <summary>What an undertaking adopts: the pack, and each method that gave a rate, by the hash of its text.</summary>
    public IEnumerable<(string Subject, string Hash)> Adoptable(Inventory inventory) =>
        Hierarchy
            .Where(method => inventory.Rates.Any(rate => rate.Method == method.Id))
            .Select(method => ($"method {method.Id}", MethodologyText.Hash(method.Methodology)))
            .Prepend(($"factor pack {Factors.Version}", Factors.Hash))
            .Concat(
                inventory.Rates.Any(rate => rate.OperatingPoint is { IsJudged: true })
                    ? [("calculation of closed models by judged sizes (operatingPoint.closedModels)", Factors.JudgedSizesHash)]
                    : Array.Empty<(string, string)>()
            );
}
