using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Factors.Reading;

/// <summary>pack.csv: one row, the edition of the pack.</summary>
internal static class PackReader
{
    private static readonly string[] Columns = ["name", "version", "released", "note"];

    public static PackEdition Read(FactorFiles files, ICollection<Issue> issues)
    {
        var before = issues.Count;
        var editions = FactorTable
            .Read(files, FactorFiles.Pack, Columns, issues)
            .Select(record => new PackEdition(
                record.Required("name"),
                record.Required("version"),
                record.RequiredDay("released") ?? default,
                record.Text("note")
            ))
            .ToList();
        if (editions.Count != 1 && issues.Count == before)
            issues.Add(
                new(
                    new(FactorFiles.Pack, 0, 0),
                    FactorCodes.Record,
                    FormattableString.Invariant($"found {Counted.Of(editions.Count, "row")}, expected one: the edition")
                )
            );
        return editions.Count > 0 ? editions[0] : new("", "", default, "");
    }
}
