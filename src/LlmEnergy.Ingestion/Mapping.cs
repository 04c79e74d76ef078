using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion;

/// <summary>A format, as data: which column is what, and what the numbers mean. Built-in formats and users' profiles have the same schema.</summary>
/// <param name="Separator">Null: found in the header line.</param>
/// <param name="Fields">Column names of each field; the first that the file has is read.</param>
/// <param name="Constants">Text of fields where the file states none.</param>
/// <param name="Requires">Fields without which a row is not usable, with what to do about it.</param>
/// <param name="Ignore">In the order in which they are tried.</param>
public sealed record Mapping(
    string Id,
    string Title,
    ImmutableArray<string> Containers,
    char? Separator,
    Detection Detection,
    ImmutableSortedDictionary<Field, ImmutableArray<string>> Fields,
    ImmutableSortedDictionary<Field, string> Constants,
    Semantics Semantics,
    ImmutableSortedDictionary<Field, string> Requires,
    ImmutableArray<IgnoreRule> Ignore,
    ImmutableArray<Case> Cases)
{
    public const string CsvContainer = "csv";

    /// <summary>Reads a profile, strictly: a key that is misspelt must not go unnoticed.</summary>
    /// <exception cref="ConfigurationException">Every unknown key, missing key and wrong value at once.</exception>
    public static Mapping Parse(ReadOnlyMemory<byte> json, string displayPath) => ProfileReader.Read(json, displayPath);
}
