namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// Faults compiled into the reading and the calculation of the program: its report of the sample is then another one than the second program
/// comes to. The program as it is, compiled in the same way, gives the same.
/// </summary>
[Category("Mutation")]
[Category("Long")]
public class StageMutationTests
{
    private readonly Dictionary<string, MutantCompiler> _compilers = [];

    private static IEnumerable<Mutation> Faults => StageMutants.All;

    [OneTimeSetUp]
    public void Create()
    {
        if (ReperformTests.Python() is null)
            throw Tool.Missing("python3 is not installed");
        foreach (var name in new[] { MutantCompiler.Reading, MutantCompiler.Calculation })
            _compilers[name] = new(name);
    }

    [TestCaseSource(nameof(Faults))]
    public void The_second_program_comes_to_other_figures(Mutation mutation)
    {
        var (code, said) = Compared(mutation.Project, _compilers[mutation.Project].Compile(mutation));
        Assert.That(code, Is.EqualTo(1), said);
        Assert.That(said, Does.StartWith("reperform: "));
    }

    [TestCase(MutantCompiler.Reading)]
    [TestCase(MutantCompiler.Calculation)]
    public void To_those_of_the_program_as_it_is_it_comes(string project)
    {
        var (code, said) = Compared(project, _compilers[project].Compile(null));
        Assert.That((code, said.Trim()), Is.EqualTo((0, "reperform: 16 of 16 figures are the same to 1e-12")));
    }

    private static (int Code, string Said) Compared(string project, byte[] assembly)
    {
        using var program = new MutantProgram();
        program.Put(assembly, project);
        var workspace = Cli.CopyOf("acme");
        try
        {
            var report = program.Run("report", workspace, "--period", "2026-Q3", "--format", "json");
            Assert.That(report.ExitCode, Is.AnyOf(0, 3), report.Error);
            return ReperformTests.Reperform(ReperformTests.Script, workspace, "2026-Q3", "2026-07-01", "2026-09-30");
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }
}
