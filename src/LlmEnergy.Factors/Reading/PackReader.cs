namespace LlmEnergy.Factors.Reading;

/// <summary>pack.csv: one row, the edition of the pack.</summary>
internal static class PackReader
{
    private static readonly string[] Columns = ["name", "version", "released", "note"];

    public static PackEdition Read(FactorFiles files, ICollection<Issue> issues)
    {
        var before = issues.Count;
        var editions = CsvTable
            .Read(files, FactorFiles.Pack, Columns, issues)
            .ConvertAll(record => new PackEdition(
                record.Required("name"),
                record.Required("version"),
                record.Date("released") ?? default,
                record.Text("note")
            ));
        if (editions.Count != 1 && issues.Count == before)
            issues.Add(
                new(
                    new(FactorFiles.Pack, 0, 0),
                    FactorCodes.Record,
                    FormattableString.Invariant($"{editions.Count} records, where one edition is due")
                )
            );
        return editions.Count > 0 ? editions[0] : new("", "", default, "");
    }
}
