using System.Globalization;
using LlmEnergy.Fuzzing.Loops;
using LlmEnergy.Fuzzing.Targets;

namespace LlmEnergy.Fuzzing;

/// <summary>What coverage is good for: a bug that faults in the seeds do not lead to.</summary>
public class GuidanceTests
{
    private const int Inputs = 20_000;

    [Test, Category("Long")]
    public void Coverage_leads_to_a_bug_that_blind_faults_miss_in_as_many_executions()
    {
        using var instrumented = new Instrumented();
        using var folder = new FuzzFolder();
        var (_, output) = instrumented.Run(
            "loop",
            AllTargets.Deep.Name,
            "--planted",
            "--inputs",
            Inputs.ToString(CultureInfo.InvariantCulture),
            "--seconds",
            "60",
            "--out",
            folder.Folder.FullName
        );
        TestContext.Out.WriteLine(output);
        Assert.That(output, Does.Contain("faults after").And.Contain($"the planted bug of {AllTargets.Deep.Name}"));
        Assert.That(BlindFuzzer.Faults(PlantedBug.In(AllTargets.Deep), Inputs), Is.Empty);
    }
}
