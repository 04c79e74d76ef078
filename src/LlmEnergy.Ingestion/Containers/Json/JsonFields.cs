using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>The values of one row of JSON.</summary>
internal readonly ref struct JsonFields(JsonExtractor values, RowLocation at) : IFields
{
    public RowLocation At => at;

    public int NumberOf(int ordinal, Dimension dimension) => dimension.NumberOf(Text(ordinal));

    public bool IsNumber(int ordinal) => false;

    public ReadOnlySpan<byte> Text(int ordinal) => values.Text(ordinal);
}
