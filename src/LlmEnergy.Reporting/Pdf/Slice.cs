namespace LlmEnergy.Reporting.Pdf;

/// <summary>A strip of the report that no page break cuts.</summary>
/// <param name="Draw">Is given the page and the strip's upper edge.</param>
/// <param name="SpaceBefore">Left out at the top of a page.</param>
/// <param name="KeepsWithNext">On the same page as the strip below it.</param>
/// <param name="Header">Repeated above it where it is the first of a page.</param>
internal sealed record Slice(
    double Height,
    Action<Canvas, double> Draw,
    double SpaceBefore = 0,
    bool KeepsWithNext = false,
    Slice? Header = null
);
