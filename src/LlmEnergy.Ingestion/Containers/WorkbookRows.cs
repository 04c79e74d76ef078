using LlmEnergy.Ingestion.Counting;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers;

internal sealed class WorkbookRows(ExportFile file, Mapping? declared) : IRowSource
{
    public FileShape Shape => throw new RefusedFileException(file.Display, IssueCodes.NotText, $"found a workbook {declared?.Id}");

    public Columns Columns(Mapping mapping) => throw new InvalidOperationException();

    public void Read(RowReader reader, FileTotals sink, CancellationToken cancellation) => throw new InvalidOperationException();
}
