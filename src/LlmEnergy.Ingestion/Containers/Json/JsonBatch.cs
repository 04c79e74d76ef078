using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Some records of a JSON file, and the rows that were read from them.</summary>
internal sealed class JsonBatch(int bytes)
{
    public byte[] Buffer = new byte[bytes];

    public List<JsonRecord> Records { get; } = [];

    public List<UsageRow> Rows { get; } = [];

    /// <summary>Stretches of the file that are no JSON.</summary>
    public List<(long Start, long Next)> Faults { get; } = [];

    /// <summary>Whether the last root says that more pages follow; null where none of the batch says anything.</summary>
    public bool? More { get; set; }

    public void Clear()
    {
        Records.Clear();
        Rows.Clear();
        Faults.Clear();
        More = null;
    }
}

/// <summary>A JSON value in a batch, or what is wrong where one was expected.</summary>
/// <param name="Level">0: a root.</param>
/// <param name="Next">The first byte after it in the file; <see cref="long.MaxValue"/> where the rest of the file cannot be
/// followed.</param>
internal readonly record struct JsonRecord(int Start, int Length, int Level, RowLocation At, long Next, OuterValues? Outer, JsonFault Fault)
{
    /// <summary>No record, but the end of a root, with the values that stand around its records.</summary>
    public const int EndOfRoot = -1;
}

internal enum JsonFault : byte
{
    None,
    TooLong,

    /// <summary>Something else stands where JSON has no place for it.</summary>
    Unexpected,

    /// <summary>The file ends inside a value.</summary>
    Cut,
}
