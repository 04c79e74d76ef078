using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// The tally of rows as they are handed on. The counters of this namespace do not use it: a fault in it must not show on both sides.
/// </summary>
internal struct RowTally
{
    private ulong _records;
    private ulong _places;

    public readonly RecordTally Value => new((long)_records, _places);

    public void Add(long place) => _places = unchecked(_places + (++_records * (ulong)place));
}
