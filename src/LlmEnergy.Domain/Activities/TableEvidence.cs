namespace LlmEnergy.Domain.Activities;

/// <summary>
/// What a database was asked and what it gave: the sums that everything else follows from, so that the period can be made again without it.
/// </summary>
/// <param name="Name">Of the source: what its files in the folder of a period are named by.</param>
/// <param name="Facts">JSON: the table, the server, the statements, the number of rows.</param>
/// <param name="Sums">CSV: rows and sums by day, key and fate, in ordinal order.</param>
/// <param name="Snapshot">Of the server, as it names it: another one at each time; empty where it was not asked.</param>
public sealed record TableEvidence(string Name, ReadOnlyMemory<byte> Facts, ReadOnlyMemory<byte> Sums, string Snapshot)
{
    public string FactsFile => $"database-{Name}.json";

    public string SumsFile => $"database-{Name}.csv";
}
