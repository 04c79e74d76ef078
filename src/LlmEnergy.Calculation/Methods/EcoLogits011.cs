namespace LlmEnergy.Calculation.Methods;

/// <summary>EcoLogits 0.11: the formulas and coefficients of 0.9.3 with newer figures of making an accelerator.</summary>
/// <remarks>
/// Its times to the first token and tokens per second by model, and its list of models, are not used: METHODOLOGY.md says why.
/// </remarks>
[Methodology(Heading)]
public sealed class EcoLogits011 : EcoLogits093
{
    private const string Heading = "Method ecologits-0.11";

    public override string Id => "ecologits-0.11";

    public override string Methodology => Heading;

    internal override GpuFactors Gpu { get; } =
        new("ecologits-gpu-embodied-0-11", "ecologits-gpu-adpe-0-11", "ecologits-gpu-primary-energy-0-11");
}
