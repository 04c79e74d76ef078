namespace LlmEnergy.Calculation.Citations;

/// <summary>
/// The heading of METHODOLOGY.md under which a step or method is explained. A test checks that none is missing on either side.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MethodologyAttribute(string heading) : Attribute
{
    public string Heading { get; } = heading;
}
