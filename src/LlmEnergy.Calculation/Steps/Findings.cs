using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Steps;

/// <summary>What a reader of the result should know about its lines, with the share of the energy it concerns.</summary>
[Methodology("Findings")]
public static class Findings
{
    public static ImmutableArray<Issue> Of(ImmutableArray<InventoryLine> lines)
    {
        var energy = lines.Sum(Weight);
        decimal? Share(IEnumerable<InventoryLine> some) => energy == 0m ? null : some.Sum(Weight) / energy;
        IEnumerable<Issue> Group<TKey>(IEnumerable<InventoryLine> some, Func<InventoryLine, TKey> by, string code, Severity severity, Func<InventoryLine, string> message) =>
            some.GroupBy(by).Select(same => new Issue(new($"source {same.First().Activity.Key.Source}", 0, 0), code, message(same.First()), severity, severity == Severity.Error ? null : Share(same)));

        var calculated = lines.Where(line => line.IsCalculated).ToList();
        return
        [
            .. Group(
                lines.Where(line => !line.IsCalculated), line => (line.Activity.Key.Source, line.Activity.Key.Provider, line.Activity.Key.Model, line.WhyNotCalculated), "LE4001", Severity.Error,
                line => $"{Named(line)} is not calculated: {line.WhyNotCalculated}"),
            .. Group(
                calculated.Where(line => !line.Model.IsKnown), line => (line.Activity.Key.Source, line.Activity.Key.Provider, line.Activity.Key.Model), "LE4002", Severity.Warning,
                line => $"{Named(line)} is unknown: calculated as class {line.Model.ModelClass}, data quality tier {line.Rate!.Tier}"),
            .. Group(
                calculated.Where(line => line.Grid!.Factor.IsFallback), line => (line.Activity.Key.Source, line.Activity.Key.Provider, line.Activity.Key.Region, line.Grid!.Zone), "LE4003", Severity.Warning,
                line => $"where {Provider(line)} ran the inference is assumed: {line.Grid!.Factor.Path}"),
            .. Group(
                calculated.Where(line => line.Grid!.Factor.LagYears > 0), line => (line.Activity.Key.Source, line.Grid!.Factor.Factor.Id, line.Activity.Key.Month.Year), "LE4004", Severity.Warning,
                line => string.Create(CultureInfo.InvariantCulture, $"grid factor {line.Grid!.Factor.Factor.Id} is of {line.Grid.Factor.Factor.ValidFrom.Year} and used for {line.Activity.Key.Month.Year}{(line.Grid.Factor.Factor.Status == FactorStatus.Provisional ? "; its source calls it provisional" : "")}: to be trued up")),
            .. Group(
                calculated.Where(line => line.Grid!.Factor is { LagYears: 0, Factor.Status: FactorStatus.Provisional }), line => (line.Activity.Key.Source, line.Grid!.Factor.Factor.Id), "LE4005", Severity.Warning,
                line => $"grid factor {line.Grid!.Factor.Factor.Id} is provisional: to be trued up"),
            .. Group(
                calculated.Where(line => line.Activity.Key.Basis == ContextBasis.None && line.Activity.Usage.Knows(Known.Input)), line => line.Activity.Key.Source, "LE4006", Severity.Warning,
                line => "requests are not counted: no context multiplier is applied, which may understate long contexts"),
        ];
    }

    private static decimal Weight(InventoryLine line) => line.Energy is { } energy ? (energy.Central ?? energy.High).KilowattHours : 0m;

    private static string Named(InventoryLine line) => line.Activity.Key.Model.Length == 0
        ? $"usage of {Provider(line)} that names no model"
        : $"model '{Cut(line.Activity.Key.Model)}' of {Provider(line)}";

    private static string Provider(InventoryLine line) => line.Activity.Key.Provider.Length == 0 ? "an unnamed provider" : line.Activity.Key.Provider;

    private static string Cut(string name) => name.Length <= 40 ? name : name[..40] + "...";
}
