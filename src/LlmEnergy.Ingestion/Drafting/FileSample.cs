using System.Collections.Immutable;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>The columns of a file and what their values look like.</summary>
/// <param name="Separator">Of CSV.</param>
/// <param name="Columns">In the order of the file.</param>
internal sealed record FileSample(FileShape Shape, char? Separator, ImmutableArray<SampledColumn> Columns)
{
    /// <summary>Records that a sample looks at: most files as a whole.</summary>
    public const int Records = 100_000;

    public const int MostBytes = 64 << 20;

    /// <summary>Null where the last row is one of usage, or nothing tells.</summary>
    public TotalRow? Total { get; init; }

    /// <summary>
    /// Of a container that gives no sample, the names alone. A name that no profile may hold, since no reader sees all of it, is left out.
    /// </summary>
    public static FileSample Take(ExportFile file)
    {
        var shape = RowSources.Open(file, null, 1).Shape;
        var sample =
            shape.IsTree ? JsonSample.Take(file, shape)
            : shape.Containers is [ContainerNames.Csv] ? CsvSample.Take(file, shape)
            : Take(shape);
        return sample with { Columns = sample.Columns.RemoveAll(column => VisibleText.Hidden(column.Name) is not null) };
    }

    public static FileSample Take(FileShape shape) => new(shape, null, [.. shape.Names.Select(name => new SampledColumn(name))]);
}
