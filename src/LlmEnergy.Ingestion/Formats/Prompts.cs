using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// What a format is that counts prompts of a product and states no tokens: its files are refused unless the workspace assumes tokens of a
/// prompt.
/// </summary>
/// <param name="Product">Name in <c>assumptions.csv</c>.</param>
/// <param name="Is">What the file is, as a refusal says it.</param>
/// <param name="Instead">What has tokens.</param>
/// <param name="MeasuredBy">Formats that state tokens of the same prompts, which then count twice.</param>
public sealed record Prompts(string Product, string Is, string Instead, ImmutableArray<string> MeasuredBy)
{
    internal string Refusal =>
        $"found {Is}, which no figure can be made of, expected {Instead}; or, of the lowest data quality, "
        + $"tokens per prompt of {Product} in assumptions.csv, "
        + "and \"prompts\": \"estimate\" in llmenergy.json";
}
