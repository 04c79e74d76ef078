using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;

namespace LlmEnergy.Registers;

/// <summary>The registers of the accounts, each read where it is there.</summary>
internal sealed record AccountRegisters(AccountingRecords Records)
{
    private ImmutableArray<(string Period, VendorDecision Decision)> Decisions { get; init; } = [];

    private ImmutableArray<(string Period, Misstatement Found)> Misstatements { get; init; } = [];

    /// <summary>Every file name, besides those of <see cref="LedgerForm"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        MoneyRegisters.Prices,
        MoneyRegisters.Balances,
        GroupRegisters.Entities,
        GroupRegisters.Allocation,
        GroupRegisters.Decisions,
        GroupRegisters.Misstatements,
    ];

    /// <param name="content">Of a register by its name; null where the workspace has none.</param>
    /// <param name="carbonReports">Names of the files in <see cref="LedgerForm.CarbonReports"/>.</param>
    /// <param name="issues">Takes all that is wrong with them.</param>
    public static AccountRegisters Read(
        Func<string, byte[]?> content,
        IEnumerable<string> carbonReports,
        FiscalYear fiscalYear,
        ICollection<Issue> issues
    )
    {
        ImmutableArray<T> Rows<T>(string name, Func<byte[], ICollection<Issue>, ImmutableArray<T>> read) =>
            content(name) is { } csv ? read(csv, issues) : [];

        ImmutableArray<T> Ledger<T>(LedgerForm form, Func<string, byte[], ICollection<Issue>, ImmutableArray<T>> read)
        {
            var (csv, workbook) = (content(form.Csv), content(form.Workbook));
            if (csv is not null && workbook is not null)
                issues.Add(
                    new(
                        new(form.Workbook, 0, 0),
                        LedgerTable.Code,
                        $"found {form.Csv} beside it, expected one of the two: remove the other"
                    )
                );
            // one that could not be rewritten is said already
            return csv is { Length: > 0 } ? read(form.Csv, csv, issues)
                : workbook is { Length: > 0 } ? read(form.Workbook, workbook, issues)
                : [];
        }

        return new(
            new AccountingRecords
            {
                Invoices = Ledger(LedgerForm.Invoices, MoneyRegisters.Invoices),
                Entries = Ledger(LedgerForm.Entries, MoneyRegisters.Entries),
                Prices = Rows(MoneyRegisters.Prices, MoneyRegisters.UnitPrices),
                Balances = Rows(MoneyRegisters.Balances, MoneyRegisters.BalanceRows),
                Entities = Rows(GroupRegisters.Entities, GroupRegisters.EntityRows),
                Allocation = Rows(GroupRegisters.Allocation, GroupRegisters.AllocationRows),
                CarbonReports = CarbonRegister.Read(carbonReports.Select(file => (file, content(file) ?? [])), issues),
                Vendors = VendorNames.All,
            }
        )
        {
            Decisions = Rows(GroupRegisters.Decisions, (csv, found) => GroupRegisters.DecisionRows(csv, fiscalYear, found)),
            Misstatements = Rows(GroupRegisters.Misstatements, (csv, found) => GroupRegisters.MisstatementRows(csv, fiscalYear, found)),
        };
    }

    /// <summary>What concerns a period.</summary>
    public AccountingRecords Of(string period) =>
        Records with
        {
            Decisions = [.. Decisions.Where(row => row.Period == period).Select(row => row.Decision)],
            Misstatements = [.. Misstatements.Where(row => row.Period == period).Select(row => row.Found)],
        };
}
