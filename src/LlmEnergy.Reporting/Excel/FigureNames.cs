using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// Defined names of the figures: the figure's own name with <c>_N</c> for the reported period, <c>_N1</c> for the one before, <c>_Base</c>
/// for the base year.
/// </summary>
internal static class FigureNames
{
    public static string Of(Figure figure) => figure.ExcelName + "_N";

    public static string OfPrevious(Figure figure) => figure.ExcelName + "_N1";

    public static string OfBaseYear(Figure figure) => figure.ExcelName + "_Base";

    public static Func<FigureId, string> Of(Disclosure disclosure)
    {
        var names = disclosure.Figures.ToDictionary(figure => figure.Id, Of);
        return id => names[id];
    }
}
