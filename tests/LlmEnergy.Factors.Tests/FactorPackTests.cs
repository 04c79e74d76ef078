namespace LlmEnergy.Factors.Tests;

public sealed class FactorPackTests
{
    [Test]
    public void The_built_in_files_have_no_issue() => Assert.That(FactorLoader.Check(FactorFiles.BuiltIn), Is.Empty);
}
