using System.Collections.Concurrent;
using CsvHelper;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Csv;

/// <summary>Malformed records that the reader reported and whose rows have not come by yet.</summary>
internal sealed class MalformedRecords(RowLocation start)
{
    private readonly ConcurrentQueue<MalformedRecord> _waiting = new();
    private volatile int _reported;

    /// <summary>Whether there ever was one: asked for every row.</summary>
    public bool Any => _reported > 0;

    public void Add(CsvMalformedRecord record)
    {
        _waiting.Enqueue(MalformedRecord.Of(record, start));
        _reported = 1;
    }

    public bool TryTake(long line, out MalformedRecord record) =>
        _waiting.TryPeek(out record) && record.Line == line && _waiting.TryDequeue(out record);
}
