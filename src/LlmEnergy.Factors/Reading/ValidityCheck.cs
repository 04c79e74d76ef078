using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Factors.Reading;

/// <summary>
/// Within a series of one geography the validities follow each other day by day, so that a date has one factor and a year is not forgotten.
/// A series is a family of factors that are chosen by place and year, else the ids that differ only in the year at their end.
/// </summary>
internal sealed class ValidityCheck
{
    private readonly Dictionary<(string Kind, string Geography), List<(Factor Factor, TableRow? Record)>> _series = [];

    /// <param name="record">Where the factor stands; null for one that was checked before.</param>
    public void Add(Factor factor, TableRow? record)
    {
        var key = (Kind(factor.Id), factor.Geography);
        if (!_series.TryGetValue(key, out var series))
            _series.Add(key, series = []);
        series.Add((factor, record));
    }

    public void Report()
    {
        foreach (var series in _series.Values)
        {
            series.Sort((left, right) => left.Factor.ValidFrom.CompareTo(right.Factor.ValidFrom));
            for (var i = 1; i < series.Count; i++)
                Report(series[i - 1].Factor, series[i].Factor, series[i].Record ?? series[i - 1].Record);
        }
    }

    private static string Kind(string id)
    {
        if (FactorFamily.Of(id) is { } family)
            return family.Prefix;
        var end = id.LastIndexOf('-');
        return end > 0 && id.Length - end == 5 && id.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? id[..end] : id;
    }

    private static void Report(Factor earlier, Factor later, TableRow? record)
    {
        var gap = later.ValidFrom.DayNumber - earlier.ValidTo.DayNumber - 1;
        if (gap == 0 || (gap > 0 && FactorFamily.Of(later.Id) is { MayHaveGaps: true }))
            return;
        record?.Wrong(
            "valid_from",
            FactorCodes.Validity,
            gap < 0
                ? $"found {later.Id} on days of {earlier.Id} in {later.Geography}, expected one of them on a day"
                : FormattableString.Invariant(
                    $"found {Counted.Of(gap, "day")} between {earlier.Id} and {later.Id} in {later.Geography}, expected none without a factor"
                )
        );
    }
}
