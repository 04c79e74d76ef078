using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>The columns of a file and what their first values look like.</summary>
/// <param name="Separator">Of CSV.</param>
/// <param name="Columns">In the order of the file.</param>
internal sealed record FileSample(FileShape Shape, char? Separator, ImmutableArray<SampledColumn> Columns)
{
    /// <summary>Records that a sample looks at.</summary>
    public const int Records = 200;

    /// <summary>The names alone, of a container that gives no sample.</summary>
    public static FileSample Of(FileShape shape) => new(shape, null, [.. shape.Names.Select(name => new SampledColumn(name))]);
}
