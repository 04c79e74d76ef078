using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>How profiles and messages write the canonical fields.</summary>
public static class FieldNames
{
    /// <summary>The fields that are text and may be given as a constant.</summary>
    public static ImmutableArray<Field> Text { get; } =
    [
        Field.Provider,
        Field.Account,
        Field.Host,
        Field.Model,
        Field.Operation,
        Field.Region,
        Field.ServiceTier,
        Field.CostKey,
        Field.Currency,
    ];

    /// <summary>The fields that are whole numbers, and can be the sum of columns.</summary>
    public static ImmutableArray<Field> Counts { get; } =
    [
        Field.Requests,
        Field.Input,
        Field.Cached,
        Field.CacheWrite,
        Field.Output,
        Field.Reasoning,
        Field.Images,
        Field.Characters,
        Field.Total,
    ];

    public static FrozenDictionary<string, Field> ByName { get; } = Enum.GetValues<Field>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static string Of(Field field)
    {
        var name = field.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
