using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>A sheet of the workbook. Its place is its place in the list of <see cref="DisclosureWorkbook"/>.</summary>
internal interface ISheet
{
    string Name { get; }

    /// <summary>Whether the disclosure has anything for it.</summary>
    bool Stands(Disclosure disclosure) => true;

    void Draw(SheetCanvas canvas, Disclosure disclosure);
}
