using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The records of one file of one kind of container, in their order.</summary>
internal interface IRowSource
{
    FileShape Shape { get; }

    /// <summary>The columns, as the rows of this mapping see them.</summary>
    Columns Columns(Mapping mapping);

    /// <summary>Pushes all rows into the sink. May be called again, from the start.</summary>
    void Read(RowReader reader, IRowSink sink, CancellationToken cancellation);
}
