using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;

namespace LlmEnergy;

/// <summary>What earlier periods state, read for a report: figures of closed versions, and those of comparatives.csv.</summary>
internal static class EarlierFigures
{
    /// <summary>Null where the period is unknown, or neither closed nor given.</summary>
    /// <param name="given">What completes the closed version, or stands for it.</param>
    /// <exception cref="RecordedFileException">The closed version was changed since the request named it.</exception>
    public static EarlierPeriod? Of(string? period, ClosedPeriod? closed, DirectoryInfo periods, ImmutableArray<GivenFigure> given) =>
        period is null
            ? null
            : new(
                period,
                closed is null
                    ? null
                    : new(closed.Folder, new($"periods/{closed.Folder}/{RecordedFigures.FileName}", 0, 0), closed.Figures(periods)),
                given
            );

    /// <summary>Without addresses: names and roles are what a report may print.</summary>
    public static ImmutableArray<VersionEvent> Events(ReportRequest request, DirectoryInfo periods) =>
        [
            .. request
                .Closed.SelectMany(closed => EventLog.Read(closed.PathIn(periods)).Events.Select(made => Shown(closed.Folder, made)))
                .OrderBy(made => made.Time)
                .ThenBy(made => made.Version, StringComparer.Ordinal),
        ];

    /// <summary>Without the address.</summary>
    public static VersionEvent Shown(string version, PeriodEvent made) =>
        new(version, made.Kind.ToString().ToLowerInvariant(), made.Time, made.By, made.Role, made.Manifest);
}
