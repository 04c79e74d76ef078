using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>Where a field is read from.</summary>
/// <param name="Names">Columns, or paths of JSON.</param>
/// <param name="IsSum">All that a row states are added, else the first that it states is read.</param>
public sealed record FieldColumns(ImmutableArray<string> Names, bool IsSum)
{
    public string Described => string.Join(IsSum ? " + " : " or ", Names);
}
