using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy;

/// <summary>The days that closed periods rest on: what was obtained of them stays as it is.</summary>
public sealed class ClosedDays(ImmutableArray<ReportingPeriod> periods)
{
    public static ClosedDays Of(Workspace workspace)
    {
        if (!workspace.Periods.Exists)
            return new([]);
        var names = workspace
            .Periods.EnumerateFileSystemInfos()
            .Select(entry => PeriodVersions.PeriodOf(entry.Name.TrimStart('.').Replace(".closed", "", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal);
        return new([
            .. names
                .Select(name =>
                    ReportingPeriod.TryParse(name, workspace.Configuration.FiscalYear, out var period) && IsClosed(workspace, name)
                        ? period
                        : null
                )
                .OfType<ReportingPeriod>(),
        ]);
    }

    public bool Touches(DateOnly first, DateOnly last) => PeriodOf(first, last) is not null;

    /// <summary>A closed period that has days from <paramref name="first"/> to <paramref name="last"/>; null where none has.</summary>
    public ReportingPeriod? PeriodOf(DateOnly first, DateOnly last) =>
        periods.FirstOrDefault(period => period.First <= last && first <= period.Last);

    /// <summary>Whether a period is closed, or nobody can know that it is open.</summary>
    public static bool IsClosed(Workspace workspace, string name)
    {
        try
        {
            new PeriodVersions(workspace.Periods, name).First.RefuseClosed();
            return false;
        }
        catch (ConfigurationException)
        {
            return true;
        }
    }
}
