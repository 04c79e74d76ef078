using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Calculation;

/// <summary>What a reader of the result should know about its lines, with the share of the emissions it concerns.</summary>
[Methodology("Findings")]
public static class Findings
{
    private const string ByQuantities = "is calculated by quantities: where this is its price, it is counted twice";

    /// <summary>What a line weighs in a finding's share: its emissions, without hardware, which not every method gives.</summary>
    internal static decimal Weight(InventoryLine line) =>
        (line.CradleToGate ?? line.LocationBased) is { } part ? (part.Central ?? part.High).KilogramsCo2e : 0m;

    internal static ImmutableArray<Issue> Of(IReadOnlyCollection<Basis> all)
    {
        var kilograms = all.Sum(basis => basis.Kilograms);
        decimal? Share(IEnumerable<Basis> some) => kilograms == 0m ? null : some.Sum(basis => basis.Kilograms) / kilograms;
        IEnumerable<Issue> Group<TKey>(IEnumerable<Basis> some, Func<Basis, TKey> by, string code, Func<Basis, string> message) =>
            some.GroupBy(by)
                .Select(same => new Issue(
                    new($"source {same.First().Of.Source}", 0, 0),
                    code,
                    message(same.First()),
                    IssueCatalog.Of(code).Severity,
                    // what is not calculated has no share
                    IssueCatalog.Of(code).Severity == Severity.Error
                        ? null
                        : Share(same)
                ));

        var byQuantity = all.Where(basis => basis.Rate is not null && !IsBySpend(basis))
            .Select(basis => (basis.Of.Provider, basis.Of.Month))
            .ToHashSet();
        bool MayBeTwice(Basis basis) => byQuantity.Contains((basis.Of.Provider, basis.Of.Month));
        var electric = all.Where(basis => basis.Place is not null).ToList();
        return
        [
            .. Group(
                all.Where(basis => basis.Rate is null),
                basis => (basis.Of.Source, basis.Of.Provider, basis.Of.Model, basis.WhyNotCalculated),
                "LE4001",
                basis => $"{Named(basis)} is not calculated: {basis.WhyNotCalculated}"
            ),
            .. Group(
                electric.Where(basis => !basis.Model.IsKnown),
                basis => (basis.Of.Source, basis.Of.Provider, basis.Of.Model),
                "LE4002",
                basis => $"{Named(basis)} is unknown: calculated as class {basis.Model.ModelClass}, data quality tier {basis.Rate!.Tier}"
            ),
            .. Group(
                electric.Where(basis => Grid(basis).IsFallback),
                basis => (basis.Of.Source, basis.Of.Provider, basis.Of.Region, basis.Place!.Grid.Zone),
                "LE4003",
                basis => $"where {Provider(basis)} ran the inference is assumed: {Grid(basis).Path}"
            ),
            .. Group(
                electric.Where(basis => Grid(basis).LagYears > 0),
                basis => (basis.Of.Source, Grid(basis).Factor.Id, basis.Of.Month.Year),
                "LE4004",
                basis =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"grid factor {Grid(basis).Factor.Id} is of {Grid(basis).Factor.ValidFrom.Year} and used for "
                            + $"{basis.Of.Month.Year}{Provisional(Grid(basis).Factor)}: to be trued up"
                    )
            ),
            .. Group(
                electric.Where(basis => Grid(basis) is { LagYears: 0, Factor.Status: FactorStatus.Provisional }),
                basis => (basis.Of.Source, Grid(basis).Factor.Id),
                "LE4005",
                basis => $"grid factor {Grid(basis).Factor.Id} is provisional: to be trued up"
            ),
            .. Group(
                electric.Where(basis => basis.Of.Basis == ContextBasis.None && basis.Of.Known.HasFlag(Known.Input)),
                basis => basis.Of.Source,
                "LE4006",
                _ => "requests are not counted: no context multiplier is applied, which may understate long contexts"
            ),
            .. Group(
                all.Where(IsBySpend),
                basis => (basis.Of.Source, basis.Of.Provider, basis.Of.Model, MayBeTwice(basis)),
                "LE4007",
                basis =>
                    $"{Named(basis)} is calculated by what it cost, the lowest data quality: "
                    + basis.Rate!.CradleToGate!.Terms[0].Derivation
                    + (MayBeTwice(basis) ? $"; other usage of {Provider(basis)} in the same month {ByQuantities}" : "")
            ),
        ];
    }

    private static bool IsBySpend(Basis basis) => basis.Rate is { Method: "spend-based" };

    private static string Provisional(Factor factor) =>
        factor.Status == FactorStatus.Provisional ? "; its source calls it provisional" : "";

    private static FactorUse Grid(Basis basis) => basis.Place!.Grid.Factor;

    private static string Named(Basis basis) =>
        basis.Of.Model.Length == 0
            ? $"usage of {Provider(basis)} that names no model"
            : $"model '{Excerpt.Cut(basis.Of.Model)}' of {Provider(basis)}";

    private static string Provider(Basis basis) => basis.Of.Provider.Length == 0 ? "an unnamed provider" : basis.Of.Provider;
}
