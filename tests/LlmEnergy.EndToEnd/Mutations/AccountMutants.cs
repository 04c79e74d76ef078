namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>Faults in what accountants rely on: the comparison with the money, the parts of entities, the filling of workbooks.</summary>
internal static class AccountMutants
{
    /// <summary>In the place of a check: the comparison of a filled workbook with its period.</summary>
    public const string VerifiedFill = "verify of a filled workbook";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of(
            "an invoice by nine tenths of it",
            "Accounting/ReconciliationCells.cs",
            "(invoice.In(month, invoice.Amount), invoice.Currency)))",
            "(invoice.In(month, invoice.Amount) * 0.9m, invoice.Currency)))",
            "reconciliation"
        ),
        Of(
            "an entry of the ledger left out",
            "Accounting/ReconciliationCells.cs",
            "var entries = booked.Entries[provider].Where(entry => entry.Month == month).ToList();",
            "var entries = booked.Entries[provider].Where(entry => entry.Month == month && month.Month != 8).ToList();",
            "reconciliation"
        ),
        Of(
            "usage without its output, in money",
            "Accounting/UsageCost.cs",
            "(PricedKind.Output, Known.Output, usage.Output / Million),",
            "",
            "reconciliation-sum"
        ),
        Of(
            "usage of a vendor not seen",
            "Accounting/ReconciliationStep.cs",
            ".Where(name => name.Length > 0)\n            .Select(factors.Provider)",
            ".Where(name => name.Length > 50)\n            .Select(factors.Provider)",
            "vendors"
        ),
        Of(
            "the last invoice not rolled forward",
            "Accounting/RollForwards.cs",
            "invoice.To >= period.First && invoice.To <= period.Last",
            "invoice.To >= period.First && invoice.To < period.Last",
            "roll-forward"
        ),
        Of(
            "the first day of a rule left out",
            "Accounting/LineParts.cs",
            "group.Key.From <= first && first <= group.Key.To && Matches",
            "group.Key.From < first && first <= group.Key.To && Matches",
            "unallocated"
        ),
        Of(
            "a posting left out",
            "Accounting/Postings.cs",
            ".. groups.Select(\n                (group, i) =>",
            ".. groups.SkipLast(1).Select(\n                (group, i) =>",
            "postings-footing"
        ),
        Of("the low bound posted for the central value", "Accounting/Postings.cs", "central[i],", "low[i],", "postings-footing"),
        OfFilling(
            "numbers a tenth larger than they are recorded",
            "Filling/SheetWriter.cs",
            "to.WriteElementString(_prefix, \"v\", _namespace, text);",
            "to.WriteElementString(_prefix, \"v\", _namespace, \"1\" + text);"
        ),
        OfFilling(
            "rows in each other's place",
            "Filling/SheetEdits.cs",
            "block.ValueOf(column, row),",
            "block.ValueOf(column, block.Range.FirstRow + block.Range.LastRow - row),"
        ),
    ];

    private static Mutation Of(string name, string file, string text, string replacement, string check) =>
        new(name, file, text, replacement, RawWorkspaces.Accounts, check) { Project = MutantCompiler.Calculation };

    private static Mutation OfFilling(string name, string file, string text, string replacement) =>
        new(name, file, text, replacement, RawWorkspaces.Accounts, VerifiedFill) { Project = MutantCompiler.Reporting };
}
