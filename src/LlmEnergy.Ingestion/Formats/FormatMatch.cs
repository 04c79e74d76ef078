namespace LlmEnergy.Ingestion.Formats;

/// <summary>What a header was recognised as.</summary>
/// <param name="Mapping">Null where no format, or more than one, fits.</param>
/// <param name="Why">The columns that told, or what keeps the nearest formats from fitting.</param>
/// <param name="Code">Code of the refusal; null where a format fits.</param>
public readonly record struct FormatMatch(Mapping? Mapping, string Why, string? Code)
{
    public void Deconstruct(out Mapping? mapping, out string why) => (mapping, why) = (Mapping, Why);
}
