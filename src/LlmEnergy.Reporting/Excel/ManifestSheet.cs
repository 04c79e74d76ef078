using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// What the report was made from and by: inputs with their hashes and the account of their rows. manifest.json holds the same and the whole
/// configuration.
/// </summary>
internal sealed class ManifestSheet : ISheet
{
    private const int HeadRow = 9;
    private const int First = HeadRow + 1;

    public string Name => "Manifest";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(60, 14, 20, 27, 12, 12, 12, 12, 12, 10, 68);
        canvas.Title("Manifest");
        Fact(canvas, 3, "Calculation hash", DisclosureSheet.Hash(disclosure));
        canvas.Name("CalculationHash", 3, 2);
        Fact(canvas, 4, Phrase.Data("LlmEnergy"), Phrase.Data(disclosure.ToolVersion));
        Fact(canvas, 5, "Factor pack", Phrase.Data(disclosure.Inventory.FactorPack));
        Fact(canvas, 6, "Methods, in the order tried", Phrase.Data(string.Join(", ", disclosure.Inventory.Methods)));
        Fact(canvas, 7, "Status", DisclosureSheet.Status(disclosure.Status));
        canvas.Table(
            "tblInputs",
            HeadRow,
            ["Input", "Bytes", "Source", "Format", "Rows read", "Accepted", "Duplicate", "Ignored", "Rejected", "Balance", "SHA-256"],
            disclosure.Inputs.Length,
            numbersFrom: 5,
            numbersTo: 9
        );
        canvas.Freeze(HeadRow, 1);
        var accounts = disclosure
            .Inventory.Activity.Files.GroupBy(file => file.Path, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        for (var i = 0; i < disclosure.Inputs.Length; i++)
            Draw(canvas, First + i, disclosure.Inputs[i], accounts.GetValueOrDefault(disclosure.Inputs[i].Path));
        canvas.Protect();
    }

    private static void Draw(SheetCanvas canvas, int row, InputFile input, RowAccount? account)
    {
        canvas.Text(row, 1, input.Path, wrap: true);
        canvas.Number(row, 2, input.Bytes, NumberFormats.Count);
        canvas.Text(row, 3, account?.Source, wrap: true);
        var kind = input.Rows is { } rows ? Phrase.Of($"register, rows of the period: {rows}") : "setting or archive";
        canvas.Label(
            row,
            4,
            account is null ? kind
                : account.IsDraft ? Phrase.Of($"{account.Format} (draft)")
                : account.Format is { } format ? Phrase.Data(format)
                : "not read",
            wrap: true
        );
        canvas.Text(row, 11, input.Sha256);
        if (account is not { IsRead: true })
            return;
        long[] counts = [account.Rows.Read, account.Rows.Accepted, account.Rows.Duplicate, account.Rows.Ignored, account.Rows.Rejected];
        for (var i = 0; i < counts.Length; i++)
            canvas.Number(row, 5 + i, counts[i], NumberFormats.Count);
        canvas.Formula(
            row,
            10,
            $"IF({A1.Cell(row, 5)}=SUM({A1.Range(row, 6, row, 9)}),\"yes\",\"no\")",
            CachedValue.Of(account.Rows.Balance ? "yes" : "no")
        );
    }

    private static void Fact(SheetCanvas canvas, int row, Phrase key, Phrase value)
    {
        canvas.Label(row, 1, key);
        canvas.Label(row, 2, value);
    }
}
