using System.Buffers.Text;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Streams a row of the sheet for each line of the inventory; memory does not grow with them.</summary>
internal sealed class LedgerRows(Disclosure disclosure, IReadOnlyList<string> styles, SharedStrings strings)
{
    private const int FirstRow = 2;

    public void WriteTo(Stream output)
    {
        var positions = disclosure.Positions();
        // without a value on any line, an optional column stays empty: formulas that give nothing would only cost time to open
        var columns = Ledger
            .ColumnsFor(disclosure.Inventory)
            .Select((column, index) => (Column: column, Number: index + 1))
            .Where(entry =>
                !entry.Column.IsOptional
                || disclosure.Inventory.Lines.Any(line => entry.Column.Value(line, positions).Kind != CellKind.Empty)
            )
            .Select(entry => new LedgerCells(entry.Column, entry.Number, styles[entry.Number - 1], strings))
            .ToArray();
        var to = new Utf8Buffer(output);
        Span<byte> digits = stackalloc byte[10];
        for (var i = 0; i < disclosure.Inventory.Lines.Length; i++)
        {
            var line = disclosure.Inventory.Lines[i];
            Utf8Formatter.TryFormat(FirstRow + i, digits, out var length);
            var row = digits[..length];
            to.Put("<row r=\""u8);
            to.Put(row);
            to.Put("\">"u8);
            foreach (var cells in columns)
                cells.Write(to, row, cells.Column.Value(line, positions));
            to.Put("</row>"u8);
        }

        to.Flush();
    }
}
