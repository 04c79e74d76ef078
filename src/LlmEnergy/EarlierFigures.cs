using System.Collections.Immutable;
using LlmEnergy.Calculation;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy;

/// <summary>
/// The figures of earlier periods that stand beside those of a report: of a closed version, completed by comparatives.csv where it has
/// none.
/// </summary>
internal static class EarlierFigures
{
    private const string Code = "LE2022";

    /// <summary>The disclosure with its comparatives and the events of the closed versions that it rests on.</summary>
    /// <exception cref="InvalidDataException">A closed version was changed since the request named it.</exception>
    public static Disclosure Beside(Disclosure disclosure, Workspace workspace, ReportRequest request)
    {
        var (periods, issues) = (Pipeline.Periods(workspace), new List<Issue>());
        Comparative? Of(string? period, ClosedPeriod? closed, bool isCompleted = true) =>
            period is null
                ? null
                : Combined(disclosure, period, closed, periods, isCompleted ? workspace.Registers.Comparatives.Of(period) : [], issues);

        var yearBefore = request.Period.YearBeforeName;
        return disclosure with
        {
            Previous = Of(yearBefore, request.Comparative),
            PreviouslyStated = request.PreviouslyStated is { } first ? Of(yearBefore, first, isCompleted: false) : null,
            BaseYear = Of(ReportRequest.BaseYearOf(workspace, request.Period), request.BaseYear),
            Events = Events(request, periods),
            Issues = DisclosureStep.Ranked(disclosure.Issues.Concat(issues.Distinct())),
        };
    }

    private static Comparative? Combined(
        Disclosure disclosure,
        string period,
        ClosedPeriod? closed,
        DirectoryInfo periods,
        ImmutableArray<GivenFigure> given,
        List<Issue> issues
    )
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        var now = disclosure.Figures.ToDictionary(figure => figure.Id.Value, StringComparer.Ordinal);
        var origins = new List<string>();
        bool IsComparable(string id, string unit, SourceLocation at)
        {
            // figures of another version of the program may be unknown here
            if (!now.TryGetValue(id, out var figure))
                return false;
            if (unit == figure.Unit.Symbol)
                return true;
            if (figure.Value is not null)
                issues.Add(
                    new(
                        at,
                        Code,
                        $"found {id} of {period} in {unit}, expected {figure.Unit.Symbol} as in {disclosure.Period.Name}: it is not "
                            + $"compared",
                        Severity.Warning
                    )
                );
            return false;
        }

        if (closed is not null)
        {
            origins.Add(closed.Folder);
            foreach (var (id, figure) in closed.Figures(periods))
                if (
                    figure.Value is { } value
                    && IsComparable(id, figure.Unit, new($"periods/{closed.Folder}/{RecordedFigures.FileName}", 0, 0))
                )
                    values[id] = value;
        }

        foreach (var row in given.Where(row => IsComparable(row.Id.Value, row.Unit.Symbol, row.At)))
        {
            if (!values.TryGetValue(row.Id.Value, out var stated))
            {
                values[row.Id.Value] = row.Value;
                if (!origins.Contains(GivenRegister.ComparativesFile))
                    origins.Add(GivenRegister.ComparativesFile);
            }
            else if (stated != row.Value)
            {
                issues.Add(
                    new(
                        row.At,
                        Code,
                        $"found another {row.Id} of {period} than the closed {closed!.Folder} states, expected the same or none: the "
                            + $"closed one is compared with",
                        Severity.Warning
                    )
                );
            }
        }

        return origins.Count == 0 ? null : new(period, string.Join(", ", origins), values.ToImmutable());
    }

    /// <summary>Without addresses: names and roles are what a report may print.</summary>
    private static ImmutableArray<VersionEvent> Events(ReportRequest request, DirectoryInfo periods) =>
        [
            .. request
                .Closed.SelectMany(closed =>
                    EventLog
                        .Read(closed.PathIn(periods))
                        .Events.Select(made => new VersionEvent(
                            closed.Folder,
                            made.Kind.ToString().ToLowerInvariant(),
                            made.Time,
                            made.By,
                            made.Role,
                            made.Manifest
                        ))
                )
                .OrderBy(made => made.Time)
                .ThenBy(made => made.Version, StringComparer.Ordinal),
        ];
}
