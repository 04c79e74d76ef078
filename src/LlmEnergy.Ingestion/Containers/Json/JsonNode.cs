namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>A place in JSON values that somebody asked for, or that leads to one.</summary>
internal sealed class JsonNode(int id)
{
    /// <summary>Number among the nodes of its paths.</summary>
    public int Id => id;

    /// <summary>Ordinal of the value here; -1 where only something below was asked for.</summary>
    public int Ordinal { get; set; } = -1;

    /// <summary>The list of the next level's rows is here.</summary>
    public bool IsRows { get; set; }

    /// <summary>Number of the list here among those whose places are rows; -1 where it is none of them.</summary>
    public int Zip { get; set; } = -1;

    /// <summary>Numbers here are added up, where there are several in a row.</summary>
    public bool IsAdded { get; set; }

    public List<(byte[] Name, JsonNode Node)> Members { get; } = [];

    /// <summary>
    /// Every element of the list here, or every member of the object that has no node of its own; a later value takes the place of an
    /// earlier one.
    /// </summary>
    public JsonNode? Each { get; set; }

    public List<(int Index, JsonNode Node)> Elements { get; } = [];

    /// <summary>
    /// The list here is one of <c>{"key": ..., "value": {"stringValue": ...}}</c>, as OpenTelemetry writes attributes, or of
    /// <c>{"name": {"value": ...}, "value": ...}</c>, as Azure Monitor writes dimensions.
    /// </summary>
    public List<(byte[] Key, int Ordinal)> Attributes { get; } = [];

    public bool HasBelow => Members.Count > 0 || Each is not null;

    public JsonNode? Member(ReadOnlySpan<byte> name)
    {
        foreach (var (known, node) in Members)
        {
            if (name.SequenceEqual(known))
                return node;
        }

        return Each;
    }

    public int AttributeOrdinal(ReadOnlySpan<byte> key)
    {
        foreach (var (known, ordinal) in Attributes)
        {
            if (key.SequenceEqual(known))
                return ordinal;
        }

        return -1;
    }
}
