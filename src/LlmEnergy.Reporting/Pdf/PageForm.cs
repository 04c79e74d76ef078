namespace LlmEnergy.Reporting.Pdf;

/// <summary>A sheet of A4 as it is held, and the part of it that text fills, in points from its upper left corner.</summary>
internal sealed record PageForm(double Width, double Height)
{
    public const double Left = 46;
    public const double Top = 50;

    private const double Short = 595.28;
    private const double Long = 841.89;

    public static readonly PageForm Portrait = new(Short, Long);
    public static readonly PageForm Landscape = new(Long, Short);

    public double Bottom => Height - 47;
    public double BodyWidth => Width - (2 * Left);
    public double BodyHeight => Bottom - Top;
}
