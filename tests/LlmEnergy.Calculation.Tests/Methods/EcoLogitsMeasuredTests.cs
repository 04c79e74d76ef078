using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>
/// GPT-4o, guessed at 44 to 132 billion active parameters: EcoLogits models 0.00067851 x 44 + 0.0394 = 0.069 to 0.129 seconds a token.
/// Measured times
/// below both, between them and above both.
/// </summary>
public class EcoLogitsMeasuredTests
{
    private static readonly EcoLogits093 Method = new();

    [Test]
    public void A_time_between_the_two_ends_shortens_the_upper_one_only()
    {
        // 100 s for 1,000 tokens: 0.1 s a token
        var (modelled, measured) = (Line(null), Line(100_000));
        Assert.Multiple(() =>
        {
            Assert.That(measured.Energy!.Value.Low, Is.EqualTo(modelled.Energy!.Value.Low));
            Assert.That(measured.Energy.Value.High.KilowattHours, Is.LessThan(modelled.Energy.Value.High.KilowattHours));
            Assert.That(measured.Embodied!.Value.Low, Is.EqualTo(modelled.Embodied!.Value.Low));
            Assert.That(measured.Embodied.Value.High.KilogramsCo2e, Is.LessThan(modelled.Embodied.Value.High.KilogramsCo2e));
        });
    }

    [Test]
    public void A_time_above_both_ends_changes_nothing() =>
        Assert.That((Line(200_000).Energy, Line(200_000).Embodied), Is.EqualTo((Line(null).Energy, Line(null).Embodied)));

    [Test]
    public void A_time_below_both_ends_counts_in_seconds() =>
        Assert.That(
            Line(10_000).Rate!.Energy!.Terms.Select(term => term.Of),
            Is.EqualTo(new[] { Quantity.Output, Quantity.GenerationSecond })
        );

    [Test]
    public void The_upper_end_has_no_step_where_a_measured_time_begins_to_count()
    {
        // hardware is in proportion to the time: at the modelled 0.12892... s a token it is the modelled one
        var atEnd = Line(128_900).Embodied!.Value.High.KilogramsCo2e;
        Assert.That(atEnd / Line(null).Embodied!.Value.High.KilogramsCo2e, Is.EqualTo(1m).Within(0.001m));
        Assert.That(
            Line(69_000).Embodied!.Value.High.KilogramsCo2e / Line(69_600).Embodied!.Value.High.KilogramsCo2e,
            Is.EqualTo(69.0m / 69.6m).Within(1e-9m)
        );
    }

    private static InventoryLine Line(long? milliseconds) =>
        Lines.Line(Method, null, Lines.Bucket("openai", "gpt-4o", 1, 0, 1_000, generationMilliseconds: milliseconds));
}
