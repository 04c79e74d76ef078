using System.Globalization;
using LlmEnergy.Fuzzing.Loops;
using LlmEnergy.Fuzzing.Targets;

namespace LlmEnergy.Fuzzing;

/// <summary>
/// Real files with faults that a number decides: whatever comes, a target stays within its bounds, and a bug that is planted in it is
/// found. A failure names the input's number, by which <see cref="Mutator"/> makes it again.
/// </summary>
public class FuzzingTests
{
    private const int MostInCommon = 20_000;
    private const int Longer = 5;

    private static IEnumerable<string> Targets => AllTargets.List.Select(target => target.Name);

    [TestCaseSource(nameof(Targets))]
    public void Stays_within_its_bounds(string name) => StaysWithin(name, AllTargets.Of(name).Inputs);

    [TestCaseSource(nameof(Targets)), Category("Long")]
    public void Stays_within_its_bounds_for_long(string name) => StaysWithin(name, Longer * AllTargets.Of(name).Inputs);

    [TestCaseSource(nameof(Targets))]
    public void No_seed_comes_to_the_planted_bug(string name)
    {
        var target = AllTargets.Of(name);
        using var folder = new FuzzFolder();
        Assert.That(target.Seeds().Select(target.Open(folder)), Has.None.Contain(target.Planted).And.Some.AnyOf("ok", "matches"));
    }

    [Test]
    public void The_common_run_is_small() => Assert.That(AllTargets.List.Sum(target => target.Inputs), Is.LessThanOrEqualTo(MostInCommon));

    private static void StaysWithin(string name, int inputs)
    {
        var (planted, faults) = BlindFuzzer
            .Faults(PlantedBug.In(AllTargets.Of(name)), inputs)
            .ToLookup(found => PlantedBugException.IsMeant(found.Fault))
            is var found
            ? (found[true].ToList(), found[false].ToList())
            : default;
        TestContext.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {inputs} executions; the planted bug {planted.Count} times{(planted.Count > 0 ? $", first after {planted[0].Number + 1}" : "")}"
            )
        );
        Assert.That(faults, Is.Empty);
        Assert.That(planted, Is.Not.Empty, "the planted bug is not found");
    }
}
