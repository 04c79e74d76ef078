using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers;

internal sealed class ParquetRows(ExportFile file, int threads) : IRowSource
{
    public FileShape Shape => throw new RefusedFileException(file.Display, IssueCodes.NotText, $"found Parquet {threads}");

    public Columns Columns(Mapping mapping) => throw new InvalidOperationException();

    public void Read(RowReader reader, FileTotals sink, CancellationToken cancellation) => throw new InvalidOperationException();
}
