namespace LlmEnergy.Calculation.Methods;

/// <summary>Class factors with lower lows: metered open models at load lay below those of the first edition.</summary>
[Methodology(Heading)]
public sealed class ClassFactors2026Second : ClassFactors2026
{
    internal const string MethodId = "class-factors-2026-2";
    private const string Heading = "Method class-factors-2026-2";

    public override string Id => MethodId;

    public override string Methodology => Heading;

    protected override string Edition => "2026-2";
}
