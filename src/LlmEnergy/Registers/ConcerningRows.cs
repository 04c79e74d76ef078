using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// A register as far as it concerns a period. It is hashed as text: a line for each row that does, in their order, of its cells that are
/// not empty as <c>column=text</c> in
/// the order of the columns' names, with tabs between and LF at the end.
/// </summary>
internal static class ConcerningRows
{
    /// <summary>
    /// The register with its other rows left out, each row on its line; null where none concerns the period: then it is no input of the
    /// report. Null as well where
    /// its form is broken, which that of no register is that was read.
    /// </summary>
    public static (byte[] Content, InputFile Input)? Of(string file, byte[] content, RegisterScope scope)
    {
        var broken = new List<Issue>();
        var names = TableReader.Header(content);
        var (kept, text) = (new StringBuilder(string.Join(',', names)).Append('\n'), new StringBuilder());
        var (number, rows, line) = (0, 0, 2L);
        foreach (var row in TableReader.Read(content, Register.Form(file, [.. names]), broken))
        {
            if (!scope.Concerns(file, row, ++number))
                continue;
            for (; line < row.Line; line++)
                kept.Append('\n');
            kept.AppendJoin(',', row.Fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
            line++;
            text.AppendJoin(
                    '\t',
                    names
                        .Order(StringComparer.Ordinal)
                        .Select(name => (name, cell: row.Text(name)))
                        .Where(pair => pair.cell.Length > 0)
                        .Select(pair => $"{pair.name}={pair.cell}")
                )
                .Append('\n');
            rows++;
        }

        var hashed = Encoding.UTF8.GetBytes(text.ToString());
        return rows == 0 || broken.Count > 0
            ? null
            : (Encoding.UTF8.GetBytes(kept.ToString()), new InputFile(file, hashed.Length, Sha256.Of(hashed)) { Rows = rows });
    }
}
