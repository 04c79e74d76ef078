using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The days on which a file has rows.</summary>
internal sealed class FileDays
{
    private readonly Dictionary<int, int> _indexes = [];
    private DayTotals[] _totals = new DayTotals[8];
    private int _lastDay = -1;
    private int _last;

    public IEnumerable<(DateOnly Day, DayTotals Totals)> All => _indexes.Select(day => (DateOnly.FromDayNumber(day.Key), _totals[day.Value]));

    /// <summary>A day on which the export says that there was nothing.</summary>
    public void Seen(int day) => _ = IndexOf(day);

    public void Add(int day, in Usage usage, long rows)
    {
        if (day != _lastDay) (_last, _lastDay) = (IndexOf(day), day);
        _totals[_last].Add(usage, rows);
    }

    private int IndexOf(int day)
    {
        if (_indexes.TryGetValue(day, out var index)) return index;
        index = _indexes.Count;
        if (index == _totals.Length) Array.Resize(ref _totals, index * 2);
        return _indexes[day] = index;
    }
}
