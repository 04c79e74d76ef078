using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What the times of a file show of the one form that all of them have. Several threads may add to it.</summary>
internal sealed class TimeEvidence
{
    private readonly TimesOfFile _times;
    private readonly BoundField[] _columns;
    private readonly string _pattern;
    private int _shown;
    private int _ambiguous;

    public TimeEvidence(TimesOfFile times, Mapping mapping, Columns columns)
    {
        _times = times;
        _columns =
        [
            BoundField.Of(mapping, columns, Field.Time),
            .. times.DecideBy.Select(columns.OrdinalOf).Where(ordinal => ordinal >= 0).Select(ordinal => new BoundField([ordinal])),
        ];
        _pattern = string.Join(" or ", times.Candidates.Select(time => time.Pattern));
    }

    /// <summary>A time was met that has one form only.</summary>
    public bool IsDecided => Volatile.Read(ref _shown) != 0;

    public void Add<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (ref readonly var column in _columns.AsSpan())
        {
            if (!column.Exists)
                continue;
            var (readings, days) = (0, 0);
            DateOnly? first = null;
            for (var index = 0; index < _times.Candidates.Length; index++)
            {
                if (!_times.Candidates[index].TryDay(column.Text(fields), out var day))
                    continue;
                readings |= 1 << index;
                days += first == day ? 0 : 1;
                first ??= day;
            }

            if (days == 1 && int.PopCount(readings) == 1)
                Interlocked.Or(ref _shown, readings);
            else if (days > 1)
                Interlocked.Increment(ref _ambiguous);
        }
    }

    /// <summary>The forms that the file does not have.</summary>
    /// <exception cref="RefusedFileException">It has two, or only times that can be read in two ways.</exception>
    public IEnumerable<TimeFormat> Others(string file)
    {
        if (int.PopCount(_shown) > 1)
            throw Undecided(file, "times of two forms");
        if (_shown == 0 && _ambiguous > 0)
            throw Undecided(file, "only times that can be read in two ways");
        return _times.Candidates.Where((_, index) => _shown != 0 && (_shown & (1 << index)) == 0);
    }

    private RefusedFileException Undecided(string file, string found) =>
        new(file, IssueCodes.Time, $"found {found} ({_pattern}), expected one: name it as semantics.time in a profile for this file");
}
