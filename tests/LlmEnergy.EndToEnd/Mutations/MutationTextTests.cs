namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>What the mutants replace stands in the sources: found in the common run, before anybody compiles them.</summary>
public class MutationTextTests
{
    private static IEnumerable<Mutation> Mutations => Mutants.All.Concat(StageMutants.All).Concat(AccountMutants.All);

    [TestCaseSource(nameof(Mutations))]
    public void Stands_exactly_once(Mutation mutation)
    {
        var source = File.ReadAllText(Path.Combine(MutantCompiler.SourcesOf(mutation.Project), mutation.File));
        Assert.That(mutation.Apply(source), Is.Not.EqualTo(source));
    }
}
