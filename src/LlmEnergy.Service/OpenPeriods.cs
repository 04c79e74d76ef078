using System.Globalization;
using LlmEnergy.Domain;

namespace LlmEnergy.Service;

/// <summary>The periods that are drafted: the one that ended last, until it is closed, and the running one from its n-th day on.</summary>
internal static class OpenPeriods
{
    public static IReadOnlyList<ReportingPeriod> Of(Workspace workspace, WatchSettings settings, DateOnly today)
    {
        var running = Candidates(workspace, settings, today).FirstOrDefault(period => period.Contains(today));
        if (running is null)
            return [];
        var open = new List<ReportingPeriod>();
        if (running.PreviousName is { } before && !ClosedDays.IsClosed(workspace, before))
            open.Add(workspace.Period(before));
        if (today >= running.First.AddDays(settings.Day - 1) && !ClosedDays.IsClosed(workspace, running.Name))
            open.Add(running);
        return open;
    }

    private static IEnumerable<ReportingPeriod> Candidates(Workspace workspace, WatchSettings settings, DateOnly today)
    {
        var (sign, count) = settings.Kind switch
        {
            "quarter" => ("-Q", 4),
            "half" => ("-H", 2),
            _ => ("", 1),
        };
        for (var year = today.Year - 1; year <= today.Year + 1; year++)
        for (var number = 1; number <= count; number++)
        {
            var part = sign.Length == 0 ? "" : sign + number.ToString(CultureInfo.InvariantCulture);
            var name = string.Create(CultureInfo.InvariantCulture, $"{(settings.IsFiscal ? "FY" : "")}{year}{part}");
            if (ReportingPeriod.TryParse(name, workspace.Configuration.FiscalYear, out var period))
                yield return period;
        }
    }
}
