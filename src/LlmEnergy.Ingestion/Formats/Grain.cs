namespace LlmEnergy.Ingestion.Formats;

/// <summary>What one row of an export stands for.</summary>
public enum Grain : byte
{
    /// <summary>A row is one request, unless it states another number.</summary>
    Request,

    /// <summary>A row sums the requests of an hour or a day.</summary>
    Bucket,
}
