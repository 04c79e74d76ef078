namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// Faults compiled into the accounts and the filling of workbooks: a check fails for each, or the comparison of what was filled. The program
/// as it is, compiled in the same way, passes all on the same files.
/// </summary>
[Category("Mutation")]
[Category("Long")]
public class AccountMutationTests
{
    private readonly Dictionary<string, MutantCompiler> _compilers = [];

    private static IEnumerable<Mutation> Faults => AccountMutants.All;

    [OneTimeSetUp]
    public void Create()
    {
        foreach (var name in new[] { MutantCompiler.Calculation, MutantCompiler.Reporting })
            _compilers[name] = new(name);
    }

    [TestCaseSource(nameof(Faults))]
    public void Is_found(Mutation mutation) =>
        Assert.That(Found(mutation.Project, _compilers[mutation.Project].Compile(mutation)), Does.Contain(mutation.Check));

    [TestCase(MutantCompiler.Calculation)]
    [TestCase(MutantCompiler.Reporting)]
    public void Nothing_is_in_the_program_as_it_is(string project) =>
        Assert.That(Found(project, _compilers[project].Compile(null)), Is.Empty);

    /// <summary>Checks that fail, and what else says that something is wrong.</summary>
    private static List<string> Found(string project, byte[] assembly)
    {
        using var program = new MutantProgram();
        program.Put(assembly, project);
        var workspace = RawWorkspaces.Write(RawWorkspaces.Accounts);
        try
        {
            var report = program.Run("report", workspace, "--period", RawWorkspaces.Period, "--format", "json");
            Assert.That(report.ExitCode, Is.AnyOf(0, 3), report.Error);
            var (template, filled) = (
                Path.Combine(RepositoryRoot.Path, "templates", "excel", "group-scope3.xlsx"),
                Path.Combine(workspace, "filled.xlsx")
            );
            var fill = program.Run("fill", template, "--workspace", workspace, "--period", RawWorkspaces.Period, "--out", filled);
            Assert.That(fill.ExitCode, Is.Zero, fill.Error);
            var verified = program.Run("verify", filled, "--workspace", workspace);
            return
            [
                .. MutationTests.FailedChecks(report),
                .. verified.ExitCode == 0 ? Array.Empty<string>() : [AccountMutants.VerifiedFill],
            ];
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }
}
