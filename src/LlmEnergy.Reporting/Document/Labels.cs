using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What other layers name in English, in the words of the report's language.</summary>
internal static class Labels
{
    private const string Cost = "cost-";
    private const string PerMillion = "tCO2e/million ";

    /// <summary>The ends of a range have one name each, whatever they are the ends of.</summary>
    public static string LabelOf(this ReportCulture culture, FigureId id, string english) =>
        culture.Label(
            english == "- low" ? "figure.low"
                : english == "- high" ? "figure.high"
                : $"figure.{id.Value}",
            english
        );

    /// <summary>Checks of a cost are named by the currency, which an export may leave out.</summary>
    public static string TitleOf(this ReportCulture culture, Check check) =>
        !check.Id.StartsWith(Cost, StringComparison.Ordinal) ? culture.Label($"check.{check.Id}", check.Title)
        : check.Id.Length > Cost.Length ? culture.Text("check.cost", ("currency", check.Unit.Symbol))
        : culture.Text("check.costUnnamed");

    /// <summary>Other languages than English have one sentence for a check, without its numbers; those stand beside it.</summary>
    public static string DetailOf(this ReportCulture culture, Check check) =>
        check.Detail.Length == 0
            ? ""
            : culture.Label($"check.{(check.Id.StartsWith(Cost, StringComparison.Ordinal) ? "cost" : check.Id)}.detail", check.Detail);

    /// <summary>Why rows were left out; the name of a profile's own rule stays.</summary>
    public static string RuleOf(this ReportCulture culture, RowFate fate) => culture.Label($"fate.{fate.Rule}", fate.Rule);

    /// <summary>Units of counts are words; all others are the same everywhere.</summary>
    public static string SymbolOf(this ReportCulture culture, Unit unit) => culture.SymbolOf(unit.Symbol);

    /// <summary>Of a factor; what an amount of money follows is translated without it.</summary>
    public static string SymbolOf(this ReportCulture culture, string symbol) =>
        symbol.StartsWith(PerMillion, StringComparison.Ordinal)
            ? culture.Label($"symbol.{PerMillion}", PerMillion) + symbol[PerMillion.Length..]
            : culture.Label($"symbol.{symbol}", symbol);
}
