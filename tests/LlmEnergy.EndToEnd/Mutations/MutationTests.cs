namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>
/// Faults that somebody might make in the reading of files, compiled into the program and run from raw files to the exit code: a check has
/// to fail for each. The program as it is, compiled in the same way, passes all checks on the same files.
/// </summary>
[Category("Mutation")]
[Category("Long")]
public class MutationTests
{
    private MutantCompiler _compiler = null!;
    private MutantProgram _program = null!;
    private byte[] _original = null!;

    private static IEnumerable<Mutation> Faults => Mutants.All;

    private static IEnumerable<string> Workspaces => RawWorkspaces.All.Keys;

    [OneTimeSetUp]
    public void Create()
    {
        (_compiler, _program) = (new(MutantCompiler.Reading), new());
        _original = _compiler.Compile(null);
    }

    [OneTimeTearDown]
    public void Delete() => _program.Dispose();

    [TestCaseSource(nameof(Faults))]
    public void Fails_a_check(Mutation mutation)
    {
        _program.Put(_compiler.Compile(mutation), MutantCompiler.Reading);
        var result = Report(mutation.Workspace);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(FailedChecks(result), Does.Contain(mutation.Check));
    }

    [TestCaseSource(nameof(Workspaces))]
    public void The_program_as_it_is_passes_all_checks(string workspace)
    {
        _program.Put(_original, MutantCompiler.Reading);
        var result = Report(workspace);
        Assert.That((result.ExitCode, string.Join(", ", FailedChecks(result))), Is.EqualTo((0, "")), result.Error);
    }

    [TestCase("CancellationToken cancellation", TestName = "A text that stands there more than once")]
    [TestCase("there is no such text", TestName = "A text that is not there")]
    public void A_stale_mutation_is_refused(string text) =>
        Assert.That(
            () => _compiler.Compile(new("stale", "SourceReader.cs", text, "", "csv", "")),
            Throws.InvalidOperationException.With.Message.Contains("is stale")
        );

    [Test]
    public void A_mutation_that_is_no_program_is_refused() =>
        Assert.That(
            () => _compiler.Compile(new("broken", "SourceReader.cs", "namespace", "namespac", "csv", "")),
            Throws.InvalidOperationException.With.Message.Contains("error CS")
        );

    private Result Report(string workspace)
    {
        var folder = RawWorkspaces.Write(workspace);
        try
        {
            return _program.Run("report", folder, "--period", RawWorkspaces.Period, "--format", "json");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static IEnumerable<string> FailedChecks(Result result) =>
        result
            .Json.At("checks")
            .EnumerateArray()
            .Where(check => !check.At("passed").GetBoolean())
            .Select(check => check.At("id").GetString()!);
}
