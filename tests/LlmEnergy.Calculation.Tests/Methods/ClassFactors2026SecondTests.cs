using CsCheck;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests.Methods;

public class ClassFactors2026SecondTests
{
    private static readonly ClassFactors2026Second Method = new();

    // METHODOLOGY.md, table of the second edition
    [TestCase("gpt-4", "0.32", "5.0", "25.0", "0.032", "0.6", "2.5", TestName = "XL")]
    [TestCase("gpt-4o", "0.08", "1.2", "4.0", "0.008", "0.16", "0.6", TestName = "L")]
    [TestCase("gpt-4.1-mini", "0.035", "0.4", "2.5", "0.0035", "0.05", "0.25", TestName = "M")]
    [TestCase("gpt-4.1-nano", "0.02", "0.1", "0.7", "0.002", "0.012", "0.05", TestName = "S")]
    public void A_class_has_what_is_published(
        string model,
        decimal outputLow,
        decimal output,
        decimal outputHigh,
        decimal inputLow,
        decimal input,
        decimal inputHigh
    )
    {
        var energy = Lines.Line(Method, 400m, Lines.Bucket("openai", model, 1, 1_000, 1_000)).Rate!.Energy!;
        (decimal, decimal?, decimal) Of(Quantity of) =>
            (energy[of, Level.Low]!.Value, energy[of, Level.Central], energy[of, Level.High]!.Value);
        Assert.That(
            (Of(Quantity.Output), Of(Quantity.UncachedInput)),
            Is.EqualTo(((outputLow, (decimal?)output, outputHigh), (inputLow, (decimal?)input, inputHigh)))
        );
    }

    [Test]
    public void Centres_and_highs_are_those_of_the_first_edition() =>
        Assert.That(
            AnyUsage.Line.Array[200].Single().Select(line => (Ends(Method, line), Ends(new ClassFactors2026(), line))),
            Has.All.Matches<((decimal?, decimal?), (decimal?, decimal?))>(both => both.Item1 == both.Item2)
        );

    private static (decimal? Central, decimal? High) Ends(IMethod method, Domain.Activities.ActivityLine line) =>
        Lines.Line(method, null, line).Energy is { } energy ? (energy.Central?.KilowattHours, energy.High.KilowattHours) : (null, null);
}
