using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Csv;

/// <summary>Where the records of a file break the rules of quoting: each stretch is one record, whatever quotes stand in it.</summary>
internal sealed class CsvFaults
{
    private readonly List<(long Start, long Next)> _stretches = [];
    private bool _isOpen;

    public bool Any => _stretches.Count > 0 || PlainFrom < long.MaxValue;

    public IReadOnlyList<(long Start, long Next)> Stretches => _stretches;

    /// <summary>Where quotes cease to span lines, since too many were not closed.</summary>
    public long PlainFrom { get; set; } = long.MaxValue;

    /// <summary>A record that reading goes on after, wherever the next one begins.</summary>
    public void Open(RowLocation record)
    {
        _stretches.Add((record.Offset, long.MaxValue));
        _isOpen = true;
    }

    /// <summary>The next record begins here.</summary>
    public void Next(long offset)
    {
        if (!_isOpen)
            return;
        _stretches[^1] = (_stretches[^1].Start, offset);
        _isOpen = false;
    }

    /// <summary>A record after which reading opens again.</summary>
    public RowLocation Close(RowLocation record, RowLocation next)
    {
        Next(record.Offset);
        _stretches.Add((record.Offset, next.Offset));
        return next;
    }
}
