using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers;

/// <summary>The records of one file of one kind of container, in their order.</summary>
internal interface IRowSource
{
    FileShape Shape { get; }

    /// <summary>What the first values look like, for a draft of a profile; the names alone where a container does not say more.</summary>
    FileSample Sample() => FileSample.Of(Shape);

    /// <summary>The columns, as the rows of this mapping see them.</summary>
    Columns Columns(Mapping mapping);

    /// <summary>Pushes all rows into the sink. May be called again, from the start.</summary>
    void Read(RowReader reader, FileTotals sink, CancellationToken cancellation);
}
