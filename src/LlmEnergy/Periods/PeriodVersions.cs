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

    /// <summary>
    /// The version of that name, whether or not it is there; null where the name is none of a version: a name never leads to another
    /// folder.
    /// </summary>
    public PeriodFolder? Named(string version) =>
        version == period ? First
        : version.StartsWith(period + Mark, StringComparison.Ordinal)
        && version.AsSpan(period.Length + Mark.Length) is var digits
        && digits.IndexOfAnyExceptInRange('0', '9') < 0
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && digits[0] != '0'
            ? Version(number)
        : null;

    /// <summary>The period of a version, by the name of its folder; a name that is none of a version's is given back as it is.</summary>
    public static string PeriodOf(string version) => version.Split(Mark[0])[0];

    private PeriodFolder Version(int number) =>
        new(periods, number == 0 ? period : period + Mark + number.ToString(CultureInfo.InvariantCulture));
}
