using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The days on which a file has rows, and what the rows of each provider, model and account state there.</summary>
internal sealed class FileDays
{
    /// <summary>Groups beyond this many are one.</summary>
    private const int MostGroups = 4_096;
    private readonly Dictionary<int, int> _indexes = [];
    private readonly List<DayTotals[]> _days = [];
    private int _lastDay = -1;
    private int _lastSeen = -1;
    private DayTotals[] _last = [];

    public IEnumerable<(DateOnly Day, DayTotals Totals)> All =>
        _indexes.Select(day => (DateOnly.FromDayNumber(day.Key), Sum(_days[day.Value])));

    public IEnumerable<(DateOnly Day, int Group, DayTotals Totals)> ByGroup =>
        _indexes.SelectMany(day =>
            _days[day.Value]
                .Index()
                .Where(group => group.Item.Rows > 0)
                .Select(group => (DateOnly.FromDayNumber(day.Key), group.Index, group.Item))
        );

    /// <summary>The first and the last of them; null where there is none.</summary>
    public (DateOnly First, DateOnly Last)? Span =>
        _indexes.Count == 0 ? null : (DateOnly.FromDayNumber(_indexes.Keys.Min()), DateOnly.FromDayNumber(_indexes.Keys.Max()));

    /// <summary>A day on which the export says that there was nothing.</summary>
    public void Seen(int day)
    {
        if (day != _lastSeen)
            IndexOf(day);
        _lastSeen = day;
    }

    /// <param name="group">Number of the provider, model and account.</param>
    public void Add(int day, int group, in Usage usage, long rows)
    {
        if (day != _lastDay)
            (_last, _lastDay) = (_days[IndexOf(day)], day);
        if (group >= _last.Length)
            Grow(day, ref group);
        _last[group].Add(usage, rows);
    }

    private void Grow(int day, ref int group)
    {
        group = Math.Min(group, MostGroups);
        if (group < _last.Length)
            return;
        Array.Resize(ref _last, Math.Min(Math.Max(group + 1, _last.Length * 2), MostGroups + 1));
        _days[_indexes[day]] = _last;
    }

    private int IndexOf(int day)
    {
        if (_indexes.TryGetValue(day, out var index))
            return index;
        _days.Add(new DayTotals[1]);
        return _indexes[day] = _days.Count - 1;
    }

    private static DayTotals Sum(DayTotals[] groups)
    {
        var sum = default(DayTotals);
        foreach (ref readonly var group in groups.AsSpan())
            sum.Add(group);
        return sum;
    }
}
