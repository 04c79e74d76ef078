using System.Collections.Immutable;

namespace LlmEnergy.Registers;

/// <summary>Columns of a table that comes out of an accounting program, or of a cloud's carbon report.</summary>
/// <param name="Name">Of the file, without its ending; of the folder, for <see cref="CarbonReports"/>.</param>
internal sealed record LedgerForm(
    string Name,
    ImmutableArray<string> Required,
    ImmutableArray<string> Optional,
    ImmutableArray<string> Amounts,
    ImmutableArray<string> Dates
)
{
    public static LedgerForm Invoices { get; } =
        new(
            "invoices",
            ["provider", "invoice", "from", "to", "net", "currency"],
            ["vat", "credits", "gl_account", "entity", "account", "kind"],
            ["net", "vat", "credits"],
            ["from", "to"]
        );

    public static LedgerForm Entries { get; } =
        new("gl", ["date", "account", "text", "amount", "currency"], ["cost_centre", "entity", "provider"], ["amount"], ["date"]);

    /// <summary>Every file of the folder, of which there may be many.</summary>
    public static LedgerForm CarbonReports { get; } =
        new(
            "carbon-reports/",
            ["provider", "month", "unit", "boundary"],
            ["account", "version", "location", "market", "emissions"],
            ["location", "market", "emissions"],
            ["month"]
        );

    public static ImmutableArray<LedgerForm> All { get; } = [Invoices, Entries];

    public string Csv => Name + ".csv";

    public string Workbook => Name + ".xlsx";

    public bool IsFolder => Name.EndsWith('/');

    public IEnumerable<string> Columns => Required.Concat(Optional);

    /// <summary>The form of a file of that name; null for other registers.</summary>
    public static LedgerForm? Of(string file) =>
        file.StartsWith(CarbonReports.Name, StringComparison.Ordinal)
            ? CarbonReports
            : All.FirstOrDefault(form => file == form.Csv || file == form.Workbook);
}
