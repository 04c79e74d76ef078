using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>
/// A supplier's own figure for this service: a customer's carbon export, spread over the usage that it covers, a product carbon footprint,
/// or the energy that it states with each response.
/// </summary>
/// <remarks>
/// Footprint: grams per declared unit / usage per declared unit. Export: grams of the months / usage of the months that the statement
/// covers. The
/// figure holds electricity and hardware: none of the project's own is added on such a line. Energy of responses is brought to the
/// facility's meter (<see cref="StatedEnergyRates"/>); the grid of the place and hardware are added.
/// </remarks>
[Methodology(Heading)]
public sealed class SupplierSpecific(ImmutableArray<SupplierStatement> statements) : IMethod
{
    private const string Heading = "Method supplier-specific";

    public const string MethodId = "supplier-specific";

    public string Id => MethodId;

    public string Methodology => Heading;

    public bool SideBySideOnly => false;

    public Rate? For(RateKey key, FactorPack factors)
    {
        if (
            statements.FirstOrDefault(statement =>
                statement.Covers(factors, key.Provider, key.Host, key.Account, key.Model.Written, key.Month)
                && key.Known.HasFlag(statement.Needs)
            )
            is not { } found
        )
            return StatedEnergyRates.For(key, factors);
        return Rate.OfCradleToGate([
            .. found.Per.Select(of =>
                RateTerm.Calculated(of, found.GramsPerUnit, found.GramsPerUnit, found.GramsPerUnit, found.Derivation)
            ),
        ]) with
        {
            ModelClass = key.Model.ModelClass,
            Tier = 1,
            Factors = [found.Factor],
        };
    }
}

/// <summary>A figure of a supplier, as grams of CO2e per unit of usage.</summary>
/// <param name="Supplier">Who is paid or who runs the inference.</param>
/// <param name="Account">Empty: all accounts.</param>
/// <param name="Models">Pattern with * for any text; empty: all models.</param>
/// <param name="Per">Quantities that are each multiplied with <paramref name="GramsPerUnit"/>.</param>
/// <param name="Needs">What a line must state for it.</param>
/// <param name="From">First and last day (UTC), both included.</param>
/// <param name="Derivation">How the figure became grams per unit, in words and numbers.</param>
public sealed record SupplierStatement(
    string Supplier,
    string Account,
    string Models,
    ImmutableArray<Quantity> Per,
    Known Needs,
    DateOnly From,
    DateOnly To,
    decimal GramsPerUnit,
    FactorUse Factor,
    string Derivation
)
{
    public bool Covers(FactorPack factors, string provider, string host, string account, string model, DateOnly month) =>
        factors.Provider(Supplier) is var supplier
        && (factors.Provider(host.Length > 0 ? host : provider) == supplier || factors.Provider(provider) == supplier)
        && (Account.Length == 0 || Account == account)
        && (Models.Length == 0 || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Models, model))
        && From <= month
        && month.AddMonths(1).AddDays(-1) <= To;
}
