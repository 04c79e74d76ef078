using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>A closed version of which a new one is made, and why.</summary>
/// <param name="Of">Name of its folder.</param>
/// <param name="Manifest">SHA-256 of its manifest.</param>
/// <param name="IsError">A material error; else an estimate that was revised.</param>
/// <param name="Threshold">Share of the previous value above which comparatives and base year are restated too.</param>
/// <param name="Figures">As they were closed, by id.</param>
public sealed record RestatedVersion(
    string Of,
    string Manifest,
    bool IsError,
    string Explanation,
    decimal Threshold,
    ImmutableSortedDictionary<string, RecordedFigure> Figures
)
{
    /// <summary>In whose order its rates were asked for.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    private static readonly FigureId[] Restated =
    [
        FigureIds.Total,
        FigureIds.TotalKilograms,
        FigureIds.LocationBased,
        FigureIds.Embodied,
        FigureIds.Other,
        FigureIds.Energy,
        FigureIds.Requests,
        FigureIds.InputTokens,
        FigureIds.OutputTokens,
    ];

    /// <summary>The figures that a restatement names, of an inventory, beside those of a closed version.</summary>
    public static ImmutableArray<RestatedFigure> Compared(ImmutableSortedDictionary<string, RecordedFigure> closed, Inventory inventory) =>
        Changed(closed, DisclosureStep.Disclose(new(inventory, "", ReportStatus.Draft, "", [])).Figures);

    internal Restatement By(ImmutableArray<Figure> current) =>
        new(Of, Manifest, IsError, Explanation, Threshold, Changed(Figures, current)) { Methods = Methods };

    private static ImmutableArray<RestatedFigure> Changed(
        ImmutableSortedDictionary<string, RecordedFigure> closed,
        ImmutableArray<Figure> current
    ) =>
        [
            .. Restated
                .Select(id => current.First(figure => figure.Id == id))
                .Select(figure => new RestatedFigure(
                    figure.Id,
                    figure.Label,
                    figure.Unit,
                    closed.GetValueOrDefault(figure.Id.Value)?.Value,
                    figure.Value
                )),
        ];
}
