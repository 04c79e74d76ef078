using ClosedXML.Excel;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The workbook while it is laid out: sheets, defined names, and the value of every formula.</summary>
internal sealed class Book(SheetTexts texts) : IDisposable
{
    private readonly XLWorkbook _workbook = new(XLEventTracking.Disabled);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public SheetTexts Texts => texts;

    public CachedValues Cached { get; } = new();

    public List<PlacedChart> Charts { get; } = [];

    public SheetCanvas Add(string name) => new(this, _workbook.AddWorksheet(name));

    /// <summary>Gives a cell a name of the whole workbook.</summary>
    /// <exception cref="InvalidOperationException">Excel would not take the name, or it is taken; Excel does not tell upper case from
    /// lower.</exception>
    public void Name(string name, IXLCell cell)
    {
        if (!ExcelName.IsValid(name))
            throw new InvalidOperationException($"'{name}' is not a name that Excel takes");
        if (!_names.Add(name))
            throw new InvalidOperationException($"the name '{name}' stands for two cells");
        _workbook.NamedRanges.Add(name, cell.AsRange());
    }

    public void Save(Stream output) =>
        _workbook.SaveAs(output, new SaveOptions { EvaluateFormulasBeforeSaving = false, ValidatePackage = false });

    public void Dispose() => _workbook.Dispose();
}
