namespace LlmEnergy.Ingestion.Controls;

/// <summary>Counts the records of one file by its bytes, on its own: it shares nothing with what turns them into rows.</summary>
internal interface IRecordCounter
{
    /// <summary>The next bytes, as many as come.</summary>
    void Add(ReadOnlySpan<byte> bytes);

    /// <summary>To be called once, after the last byte.</summary>
    RecordTally End();
}
