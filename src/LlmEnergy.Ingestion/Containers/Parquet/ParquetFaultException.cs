namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Bytes that are no Parquet, or Parquet that is not read here.</summary>
/// <param name="found">In words, without the expectation.</param>
internal sealed class ParquetFaultException(string found) : Exception(found)
{
    public string Found => Message;
}
