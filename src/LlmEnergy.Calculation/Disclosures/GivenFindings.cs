using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>What a reader should know of what the undertaking gives.</summary>
[Methodology("Findings")]
internal static class GivenFindings
{
    /// <summary>
    /// What cannot be true of what the undertaking gives: a part of Scope 3 above the whole. The widest part that is known is looked at,
    /// since each holds the one before.
    /// </summary>
    public static IEnumerable<Issue> Find(ImmutableArray<Figure> figures, ImmutableArray<GivenFigure> given)
    {
        if (given.FirstOrDefault(input => input.Id == FigureIds.Scope3) is not { } whole)
            yield break;
        var widest = new[] { FigureIds.Category1, FigureIds.CloudServices, FigureIds.Total }
            .Select(id => figures.First(figure => figure.Id == id))
            .FirstOrDefault(figure => figure.Value is not null);
        if (widest?.Value > whole.Value)
            yield return new(
                whole.At,
                "LE4009",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found total Scope 3 of {whole.Value:0.######} t below its part {widest.Id} of {widest.Value:0.######} t, expected "
                        + $"at least that"
                )
            );
    }
}
