using System.Globalization;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>
/// The values of a workbook as openpyxl reads them, which does not calculate.
/// </summary>
internal sealed class Openpyxl
{
    private const string Script = """
        import openpyxl, sys
        for sheet in openpyxl.load_workbook(sys.argv[1], data_only=True):
            for row in sheet.iter_rows():
                for cell in row:
                    v = cell.value
                    if v is not None:
                        kind = 'b' if isinstance(v, bool) else 'n' if isinstance(v, (int, float)) else 'd' if hasattr(v, 'isoformat') else 's'
                        print(sheet.title, cell.coordinate, kind, repr(v) if kind in 'nb' else openpyxl.utils.datetime.to_excel(v) if kind == 'd' else v.replace(chr(10), ' '), sep=chr(9))
        """;

    private readonly Dictionary<(string Sheet, string Cell), (string Kind, string Value)> _values = [];

    public string? this[string sheet, string cell] => _values.TryGetValue((sheet, cell), out var found) ? found.Value : null;

    public static Openpyxl Values(byte[] workbook)
    {
        var python =
            new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(program =>
                Tool.IsInstalled(program) && Tool.Run(program, "-c", "import openpyxl").ExitCode == 0
            ) ?? throw Tool.Missing("python3 with openpyxl is not installed");
        var path = Path.Combine(Path.GetTempPath(), $"llmenergy-{Guid.NewGuid():N}.xlsx");
        try
        {
            File.WriteAllBytes(path, workbook);
            var read = new Openpyxl();
            var ran = Tool.Run(python, "-c", Script, path);
            Assert.That(ran.ExitCode, Is.Zero, ran.Error);
            foreach (var fields in ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')))
                read._values[(fields[0], fields[1])] = (fields[2], fields[3]);
            return read;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Numbers to 1e-12 relative, texts and booleans exactly; the empty text is nothing to it.</summary>
    public bool Agrees(string sheet, string cell, ReadCell ours)
    {
        if (!_values.TryGetValue((sheet, cell), out var theirs))
            return ours is { Type: "str", Value: "" };
        return ours.Type switch
        {
            "n" => theirs.Kind is "n" or "d"
                && Math.Abs(double.Parse(theirs.Value, CultureInfo.InvariantCulture) - ours.Number) <= 1e-12 * Math.Abs(ours.Number),
            "b" => theirs.Kind == "b" && theirs.Value == (ours.Value == "1" ? "True" : "False"),
            _ => theirs.Value == ours.Value,
        };
    }
}
