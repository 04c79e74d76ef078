namespace LlmEnergy.Reporting.Tagging;

/// <summary>
/// Whether facts are those of a taxonomy. General validators take any dimension, since the taxonomy also has open hypercubes for every
/// concept; here a fact must fit one closed hypercube.
/// </summary>
public static class FactCheck
{
    /// <summary>A sentence for each fault, in the order of the facts; none where all are right.</summary>
    public static IEnumerable<string> Faults(IReadOnlyCollection<TaggedFact> facts, Taxonomy taxonomy) =>
        facts
            .SelectMany(fact => Faults(fact, taxonomy).Select(fault => $"{fact.Figure}: {fault}"))
            .Concat(
                facts
                    .GroupBy(fact =>
                        string.Join(
                            '|',
                            fact.Dimensions.Select(by => $"{by.Key}={by.Value}")
                                .Prepend($"{fact.First:O}/{fact.Last:O}")
                                .Prepend(fact.Concept)
                        )
                    )
                    .Where(same => same.DistinctBy(fact => (fact.Value, fact.Unit)).Count() > 1)
                    .Select(same => $"{string.Join(", ", same.Select(fact => fact.Figure))}: found two values of one fact, expected one")
            );

    private static IEnumerable<string> Faults(TaggedFact fact, Taxonomy taxonomy)
    {
        if (taxonomy.Concepts.FirstOrDefault(known => known.Name == fact.Concept) is not { } concept)
        {
            yield return $"found concept {fact.Concept}, expected one of {taxonomy.Id}";
            yield break;
        }

        var unit = concept.Type == "ghgEmissions" ? TaggedFact.Tonnes : null;
        if (fact.Unit != unit)
            yield return $"found unit {fact.Unit ?? "none"}, expected {unit ?? "none"} of {concept.Type}";
        if (concept.PeriodType == "duration" ? fact.Last < fact.First : fact.Last != fact.First)
            yield return $"found {fact.First:O} to {fact.Last:O}, expected a {concept.PeriodType}";
        if (concept.Type == "percent" && fact.Value is < 0m or > 1m)
            yield return $"found a share out of range, expected one from 0 to 1";
        var tables = taxonomy.Hypercubes.Where(table => table.PrimaryItems.Contains(fact.Concept)).ToList();
        var fitting = tables.Where(table => fact.Dimensions.Keys.All(axis => Find(table, axis) is not null)).ToList();
        if (fitting.Count == 0)
        {
            yield return $"found axes {string.Join(", ", fact.Dimensions.Keys)}, expected those of one hypercube of {fact.Concept}";
            yield break;
        }

        foreach (var (axis, member) in fact.Dimensions)
        {
            if (fitting.All(table => Find(table, axis)!.Default == member))
                yield return $"found {member}, which is the default of {axis}, expected the axis to be left out";
            else if (!fitting.Exists(table => Find(table, axis)!.Members.Contains(member)))
                yield return $"found {member}, expected a member of {axis}";
        }

        if (!fitting.Exists(table => fact.Dimensions.All(by => Find(table, by.Key)!.Members.Contains(by.Value))))
            yield return "found members of several hypercubes, expected all of one";
    }

    private static DimensionAxis? Find(Hypercube table, string axis) => table.Axes.FirstOrDefault(known => known.Axis == axis);
}
