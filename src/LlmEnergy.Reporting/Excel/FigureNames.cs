using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Defined names of the figures: the figure's own name and <c>_N</c>, for the period that is reported.</summary>
internal static class FigureNames
{
    public static string Of(Figure figure) => figure.ExcelName + "_N";

    public static Func<FigureId, string> Of(Disclosure disclosure)
    {
        var names = disclosure.Figures.ToDictionary(figure => figure.Id, Of);
        return id => names[id];
    }
}
