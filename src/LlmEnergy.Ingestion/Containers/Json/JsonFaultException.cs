using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>The text of a JSON document cannot be followed any further.</summary>
internal sealed class JsonFaultException(RowLocation at, JsonFault fault) : Exception
{
    public RowLocation At => at;

    public JsonFault Fault => fault;
}
