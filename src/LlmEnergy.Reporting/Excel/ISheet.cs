using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A sheet of the workbook. Its place is its place in the list of <see cref="DisclosureWorkbook"/>.</summary>
internal interface ISheet
{
    string Name { get; }

    void Draw(SheetCanvas canvas, Disclosure disclosure);
}
