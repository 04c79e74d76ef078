using LlmEnergy.Calculation.Bridges;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Auditing;

/// <summary>Two folders of periods, or of versions of one, with why their totals differ.</summary>
/// <param name="Bridge">From the first to the second.</param>
public sealed record PeriodComparison(AuditedPeriod First, AuditedPeriod Second, Bridge Bridge)
{
    public static PeriodComparison Of(AuditedPeriod first, AuditedPeriod second) =>
        new(
            first,
            second,
            InventoryBridge.Between(
                first.Inventory,
                second.Inventory,
                (first.Manifest.First, first.Manifest.Last) == (second.Manifest.First, second.Manifest.Last)
            )
        );

    /// <summary>Whether the folders state the totals that follow from their usage, and the bridge stands between those.</summary>
    public bool IsAsRecorded => Holds(First, Bridge.Before) && Holds(Second, Bridge.After);

    /// <summary>A sentence for each term that moves the first total by more than <see cref="Bridge.Notable"/>.</summary>
    public IEnumerable<string> Sentences =>
        Bridge.NotableTerms.Select(notable =>
        {
            var share = decimal.Round(notable.Share * 100m, 1, MidpointRounding.AwayFromZero);
            return FormattableString.Invariant(
                $"{Words(notable.Term)} {(share < 0 ? "lowers" : "raises")} the total by {Math.Abs(share)} %, most of it {notable.Model}."
            );
        });

    public static string Words(BridgeTerm term) =>
        term switch
        {
            BridgeTerm.Perimeter => "Perimeter (accounts that came or went)",
            BridgeTerm.Volume => "Volume",
            BridgeTerm.Mix => "Mix (models, input, cached input, output)",
            BridgeTerm.Context => "Context (length of requests)",
            BridgeTerm.EnergyFactors => "Energy factors",
            BridgeTerm.Method => "Method",
            BridgeTerm.Place => "Place and grid",
            BridgeTerm.Embodied => "Embodied hardware",
            _ => "Corrections (other usage of the same days)",
        };

    private static bool Holds(AuditedPeriod period, decimal kilograms) =>
        period.Recorded.GetValueOrDefault(FigureIds.TotalKilograms.Value)?.Value is { } stated
            ? period.Figure(FigureIds.TotalKilograms.Value).Value == stated && Math.Abs(stated - kilograms) < 0.000001m
            : period.Figure(FigureIds.TotalKilograms.Value).Value is null;
}
