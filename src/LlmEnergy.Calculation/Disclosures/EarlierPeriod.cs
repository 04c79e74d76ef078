using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>An earlier period as it was stated.</summary>
/// <param name="Period">Such as <c>2025-Q3</c>.</param>
/// <param name="Closed">Null where it was not closed.</param>
/// <param name="Given">What the undertaking gives for it: completes the closed version, or stands for it.</param>
public sealed record EarlierPeriod(string Period, ClosedFigures? Closed, ImmutableArray<GivenFigure> Given);

/// <summary>The figures of a closed version.</summary>
/// <param name="Version">Name of its folder.</param>
/// <param name="At">Its file of figures.</param>
/// <param name="Figures">By id.</param>
public sealed record ClosedFigures(string Version, SourceLocation At, ImmutableSortedDictionary<string, RecordedFigure> Figures);
