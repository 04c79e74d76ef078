using System.Globalization;

namespace LlmEnergy.Periods;

/// <summary>The folders of a period: the first one under its name, then its restatements as <c>2026-Q3~r1</c>, <c>~r2</c>.</summary>
public sealed class PeriodVersions(DirectoryInfo periods, string period)
{
    private const string Mark = "~r";

    /// <summary>From the first to the latest; none where the period was never reported.</summary>
    public IReadOnlyList<PeriodFolder> All => [.. Enumerable.Range(0, int.MaxValue).Select(Version).TakeWhile(folder => folder.Exists)];

    public PeriodFolder First => Version(0);

    public PeriodFolder? Latest => All is [.., var latest] ? latest : null;

    public PeriodFolder Next => Version(All.Count);

    /// <summary>The latest version that is closed; null while none is.</summary>
    public PeriodFolder? LatestClosed => All.LastOrDefault(folder => EventLog.Read(folder.Path).Closing is not null);

    private PeriodFolder Version(int number) => new(periods, number == 0 ? period : period + Mark + number.ToString(CultureInfo.InvariantCulture));
}
