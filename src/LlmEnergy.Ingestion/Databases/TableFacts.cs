using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>What stands on record of reading a table, beside its sums.</summary>
/// <param name="Connection">The reference, not what it refers to.</param>
/// <param name="Format">That its rows were read by, and why.</param>
/// <param name="Rows">As the database counts them.</param>
/// <param name="Identities">Requests that were told apart here by a hash of their names; 0 where the database does.</param>
/// <param name="Unnamed">Rows that count and state nothing that names them.</param>
/// <param name="IdentitySample">The smallest hashes of names, 8 bytes each: what tells of the same requests in another source; empty where
/// the database added rows up.</param>
/// <param name="Read">Who added them up.</param>
/// <param name="WhyRead">Where that was not stated: why it was so.</param>
/// <param name="Shards">Servers that were asked.</param>
internal sealed record TableFacts(
    string Kind,
    string Table,
    string Connection,
    string Server,
    string Format,
    string Why,
    ImmutableArray<TableColumn> Columns,
    ImmutableArray<string> Statements,
    long Rows,
    long Identities,
    long Unnamed,
    ReadOnlyMemory<byte> IdentitySample,
    string Read = DatabaseTable.Stream,
    string WhyRead = "",
    int Shards = 1
)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Form), (byte)'\n'];

    /// <exception cref="RefusedFileException">They are not as they were written.</exception>
    public static TableFacts Of(ReadOnlyMemory<byte> json, string display)
    {
        try
        {
            return JsonSerializer.Deserialize<TableFacts>(json.Span, Form) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new RefusedFileException(display, IssueCodes.Unreadable, "found facts of the table that are not as they were written");
        }
    }
}
