namespace LlmEnergy.Domain.Quantities;

/// <summary>Power usage effectiveness: facility energy over IT energy, dimensionless, 1 or more (ISO/IEC 30134-2).</summary>
public readonly record struct Pue
{
    public Pue(decimal ratio)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, 1m);
        Ratio = ratio;
    }

    public decimal Ratio { get; }
}
