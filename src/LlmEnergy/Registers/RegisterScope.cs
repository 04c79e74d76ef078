using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// Which rows of the registers concern the report of a period. The others are no inputs of it: next quarter's rows neither change it nor
/// count as a change.
/// </summary>
/// <param name="BaseYear">Name of the base year; null where none is set.</param>
/// <param name="Reads">Whether the report reads an export of that path.</param>
public sealed record RegisterScope(ReportingPeriod Period, string? BaseYear, Func<string, bool> Reads)
{
    // rates and factors of up to two years before stand in for those of a year
    private const int MostLag = 2;

    /// <summary>Rows of one period in a register whose rows are each held against its usage, checks or findings.</summary>
    private const int MostCompared = 10_000;

    private static readonly ImmutableHashSet<string> Compared =
    [
        SupplierRegister.FileName,
        InstrumentRegister.FileName,
        AcceptanceRegister.FileName,
        ExpectedRegister.FileName,
    ];

    private static readonly ImmutableHashSet<string> Files =
    [
        ExchangeRates.FileName,
        SupplierRegister.FileName,
        InstrumentRegister.FileName,
        ApprovalRegister.FileName,
        AcceptanceRegister.FileName,
        ExpectedRegister.FileName,
        GivenRegister.InputsFile,
        GivenRegister.ComparativesFile,
        IntakeRegister.FileName,
        AssumptionRegister.FileName,
        .. AccountRegisters.Names,
    ];

    /// <summary>How many rows of approvals.csv there were: they carry no period, and later ones are for later reports. Null: all.</summary>
    public int? Approvals { get; init; }

    /// <summary>Whether an export came after the report, which then does not concern it. Nothing has when a report is made.</summary>
    public Func<string, bool> CameLater { get; init; } = _ => false;

    public static bool IsRegister(string file) => Files.Contains(file) || LedgerForm.Of(file) is not null;

    /// <summary>Of which register more rows concern the period than are held against its usage; null where none has.</summary>
    /// <param name="registers">With the number of their rows that do.</param>
    internal Issue? Excess(IEnumerable<InputFile> registers) =>
        registers.FirstOrDefault(register => Compared.Contains(register.Path) && register.Rows > MostCompared) is { } excess
            ? new(
                new(excess.Path, 0, 0),
                Register.Code,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {excess.Rows:N0} rows that concern {Period.Name}, expected at most {MostCompared:N0} for a period"
                )
            )
            : null;

    /// <param name="number">Of the row in its register, from 1.</param>
    internal bool Concerns(string file, TableRow row, int number) =>
        file switch
        {
            GivenRegister.InputsFile or AcceptanceRegister.FileName or GroupRegisters.Decisions or GroupRegisters.Misstatements => row.Text(
                "period"
            ) == Period.Name,
            MoneyRegisters.Balances => row.Day("on") is { } day && (day == Period.First.AddDays(-1) || day == Period.Last),
            GivenRegister.ComparativesFile => row.Text("period") is var period
                && (period == Period.Name || period == Period.YearBeforeName || period == BaseYear),
            ExpectedRegister.FileName => Meets(row, Period.First),
            // lines have the month of their usage, from its first day on
            SupplierRegister.FileName
            or InstrumentRegister.FileName
            or MoneyRegisters.Prices
            or GroupRegisters.Allocation
            or AssumptionRegister.FileName => Meets(row, Period.First.AddDays(1 - Period.First.Day)),
            ExchangeRates.FileName => int.TryParse(row.Text("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year >= Period.First.Year - MostLag
                && year <= Period.Last.Year,
            ApprovalRegister.FileName => Approvals is not { } most || number <= most,
            IntakeRegister.FileName => row.Text("file").Replace('\\', '/') is var export
                && (Reads(export) || (!CameLater(export) && Meets(row, Period.First))),
            _ when LedgerForm.Of(file) is { } ledger => ledger == LedgerForm.Entries
                ? row.Day("date") is { } date && date >= Period.First && date <= Period.Last
            : ledger == LedgerForm.CarbonReports
                ? row.Day("month") is { } month && month >= Period.First.AddDays(1 - Period.First.Day) && month <= Period.Last
            : Meets(row, Period.First),
            // an entity of other days is one that is not under control in the period
            _ => true,
        };

    /// <summary>Whether the days of a row and those of the period have one in common; an empty end is open.</summary>
    private bool Meets(TableRow row, DateOnly first) =>
        (row.Day("from") ?? DateOnly.MinValue) <= Period.Last && first <= (row.Day("to") ?? DateOnly.MaxValue);
}
