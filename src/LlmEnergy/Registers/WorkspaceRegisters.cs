using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Registers;

/// <summary>
/// The registers of a workspace, each read where it is there: exchange rates, suppliers' figures, instruments, approvals, acceptances,
/// expected accounts, tokens per prompt, and what the undertaking gives.
/// </summary>
public sealed record WorkspaceRegisters(
    IReadOnlyList<StatedRate> ExchangeRates,
    SupplierRegister Suppliers,
    ImmutableArray<MarketInstrument> Instruments,
    ApprovalRegister Approvals,
    ImmutableArray<SettingFile> Files
)
{
    /// <summary>inputs.csv: what the undertaking gives for a period.</summary>
    public GivenRegister Inputs { get; private init; } = GivenRegister.Empty;

    /// <summary>comparatives.csv: figures of periods that were not closed with this program.</summary>
    public GivenRegister Comparatives { get; private init; } = GivenRegister.Empty;

    /// <summary>acceptances.csv: failed checks and findings that the undertaking accepts.</summary>
    public AcceptanceRegister Acceptances { get; private init; } = AcceptanceRegister.Empty;

    /// <summary>expected.csv: accounts whose usage must arrive.</summary>
    public ExpectedRegister Expected { get; private init; } = ExpectedRegister.None;

    /// <summary>assumptions.csv: tokens per prompt; none where the workspace asks for no estimates of prompts.</summary>
    public ImmutableArray<PromptAssumption> Assumptions { get; private init; } = [];

    /// <summary>Invoices, ledger, prices, balances, entities, allocation, decisions and misstatements.</summary>
    internal AccountRegisters Accounts { get; private init; } = new(AccountingRecords.None);

    /// <param name="find">A file of the workspace; null, with issues, where it is not inside it, cannot be read or has more than these
    /// bytes.</param>
    /// <param name="exists">Whether the workspace has the file.</param>
    /// <param name="carbonReports">Names of the files in the folder of carbon reports.</param>
    public static WorkspaceRegisters Read(
        Func<string, long, ICollection<Issue>, SettingFile?> find,
        Func<string, bool> exists,
        IEnumerable<string> carbonReports,
        FiscalYear fiscalYear,
        List<Issue> issues
    )
    {
        var files = ImmutableArray.CreateBuilder<SettingFile>();
        byte[]? Content(string name, long most, ICollection<Issue> found)
        {
            if (find(name, most, found) is not { } file)
                return null;
            files.Add(file);
            return file.Content;
        }

        byte[]? Register(string name) => exists(name) ? Content(name, FileLimits.Tables, issues) : null;

        var rates = Register(Registers.ExchangeRates.FileName) is { } fx ? Registers.ExchangeRates.Read(fx, issues) : [];
        var suppliers = SupplierRegister.Empty;
        if (Register(SupplierRegister.FileName) is { } figures)
        {
            // the register names the row and column of a path that leads nowhere, or out of the workspace
            var footprints = SupplierRegister
                .Footprints(figures)
                .ToDictionary(path => path, path => Content(path, FileLimits.Settings, []), StringComparer.Ordinal);
            suppliers = SupplierRegister.Read(figures, path => footprints.GetValueOrDefault(path), issues);
        }

        var instruments = Register(InstrumentRegister.FileName) is { } documents ? InstrumentRegister.Read(documents, issues) : [];
        var approvals = Register(ApprovalRegister.FileName) is { } adopted
            ? ApprovalRegister.Read(adopted, issues)
            : ApprovalRegister.Empty;
        var inputs = Register(GivenRegister.InputsFile) is { } given
            ? GivenRegister.Inputs(given, fiscalYear, issues)
            : GivenRegister.Empty;
        var comparatives = Register(GivenRegister.ComparativesFile) is { } earlier
            ? GivenRegister.Comparatives(earlier, fiscalYear, issues)
            : GivenRegister.Empty;
        var (accepted, accounts) = (Register(AcceptanceRegister.FileName), Register(ExpectedRegister.FileName));
        var assumed = Register(AssumptionRegister.FileName);
        var books = AccountRegisters.Read(Register, carbonReports, fiscalYear, issues);
        return new(rates, suppliers, instruments, approvals, files.ToImmutable())
        {
            Inputs = inputs,
            Comparatives = comparatives,
            Acceptances = accepted is null ? AcceptanceRegister.Empty : AcceptanceRegister.Read(accepted, fiscalYear, issues),
            Expected = accounts is null ? ExpectedRegister.None : ExpectedRegister.Read(accounts, issues),
            Assumptions = assumed is null ? [] : AssumptionRegister.Read(assumed, issues),
            Accounts = books,
        };
    }
}
