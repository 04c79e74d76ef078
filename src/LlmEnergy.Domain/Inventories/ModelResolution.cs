namespace LlmEnergy.Domain.Inventories;

/// <summary>What became of a model's name.</summary>
/// <param name="Written">As the export writes it; empty where it names none.</param>
/// <param name="Resolved">The name after taking off prefixes, regions and dates, or null where no row of the model map but the last
/// matches.</param>
/// <param name="Family">Short id of the family by the model map, such as <c>gpt-4o</c>; null where <paramref name="Resolved"/> is.</param>
/// <param name="ModelClass">XL, L, M, S, EMB, IMG, AUD, VID or NONE.</param>
/// <param name="Steps">What was taken off and which row matched, for people.</param>
public sealed record ModelResolution(
    string Written,
    string? Resolved,
    string? Family,
    string ModelClass,
    int MapRow,
    IReadOnlyList<string> Steps
)
{
    public bool IsKnown => Resolved is not null;
}
