using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Uncertainty;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Uncertainty;

/// <summary>Against draws that another program made: uniforms bit by bit, what passes through logarithms at 1e-12.</summary>
public class DrawStreamsTests
{
    private const long Seed = 20261129;

    [TestCase("O", 0xdfc16b626286d324UL)]
    [TestCase("B|openai|standard", 0xa0a4369e55e88fd8UL)]
    public void A_stream_has_its_key_by_seed_and_name(string name, ulong key) => Assert.That(DrawStreams.Key(Seed, name), Is.EqualTo(key));

    [TestCase("O", 0, 0.41467349744724663)]
    [TestCase("O", 1, 0.6289778319931225)]
    [TestCase("O", 9_999, 0.06661314209803842)]
    [TestCase("G|openai", 0, 0.3648912416133952)]
    public void A_uniform_draw_is_the_same_to_the_bit(string name, int number, double uniform) =>
        Assert.That(DrawStreams.Uniform(DrawStreams.Key(Seed, name), number), Is.EqualTo(uniform));

    [TestCase("O", 0, -0.21553914626863452)]
    [TestCase("O", 1, 0.32914732376166456)]
    [TestCase("O", 9_999, -1.501500009651016)]
    [TestCase("B|openai|standard", 0, -1.1314457659315218)]
    [TestCase("U|gpt-4o", 0, -0.21472459828863913)]
    [TestCase("P|gpt-4o", 0, 0.830612589234614)]
    [TestCase("N|gpt-4o", 0, 0.5408139422666973)]
    [TestCase("Q|gpt-4o", 0, -0.7349007349955815)]
    public void A_normal_draw_is_the_same(string name, int number, double normal) =>
        Assert.That(new DrawStreams(Seed, 10_000).Normals(name)[number], Is.EqualTo(normal).Within(1e-12 * Math.Abs(normal)));

    [Test]
    public void A_draw_of_a_rate_is_the_same()
    {
        var rate = Lines.Line(new OperatingPoint2026(closedModels: true), 400m, Lines.Bucket("openai", "gpt-4o", 1, 1, 1)).Rate!;
        var draws = new RateDraws(new(Seed, 10), id => FactorPack.BuiltIn.Factor(id).Value).Of(rate, null);
        double First(Quantity of) => draws.Single(draw => draw.Of == of).KilowattHours[0] * 1_000.0;
        Assert.Multiple(() =>
        {
            Assert.That(First(Quantity.UncachedInput), Is.EqualTo(0.11777222113209602).Within(1e-12).Percent);
            Assert.That(First(Quantity.CachedInput), Is.EqualTo(0.023591765460199678).Within(1e-10).Percent);
            Assert.That(First(Quantity.Output), Is.EqualTo(1.7690893919524637).Within(1e-10).Percent);
        });
    }

    // Wichura's own test values, AS 241: share, deviate
    [TestCase(0.25, -0.6744897501960817)]
    [TestCase(0.001, -3.090232306167814)]
    [TestCase(1e-20, -9.262340089798408)]
    public void The_quantile_of_the_normal_distribution_is_the_published_one(double share, double deviate) =>
        Assert.That(NormalDistribution.Quantile(share), Is.EqualTo(deviate).Within(1e-14));

    [Test]
    public void Another_seed_gives_other_draws() =>
        Assert.That(new DrawStreams(Seed + 1, 1).Normals("O")[0], Is.Not.EqualTo(new DrawStreams(Seed, 1).Normals("O")[0]));

    [Test]
    public void Low_and_high_are_the_5_and_95_per_cent_of_a_lognormal_of_two_halves()
    {
        double[] deviates = [-OperatingPointFormula.At95, 0.0, OperatingPointFormula.At95];
        Assert.That(RateDraws.TwoPiece(25.0, 40.0, 100.0, deviates), Is.EqualTo(new[] { 25.0, 40.0, 100.0 }).Within(1e-12));
    }

    [Test]
    public void A_low_of_zero_is_reached_in_a_straight_line()
    {
        double[] deviates = [-3.0, -OperatingPointFormula.At95, -OperatingPointFormula.At95 / 2.0, 0.0];
        Assert.That(RateDraws.TwoPiece(0.0, 0.1, 0.5, deviates), Is.EqualTo(new[] { 0.0, 0.0, 0.05, 0.1 }).Within(1e-12));
    }
}
