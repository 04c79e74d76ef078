using System.Diagnostics;

namespace LlmEnergy.EndToEnd;

/// <summary>A shell asks the program what may stand at the cursor.</summary>
[TestFixture]
internal sealed class CompletionTests
{
    [TestCase("llmenergy rep", "report", TestName = "a command")]
    [TestCase("llmenergy report --per", "--period", TestName = "an option")]
    [TestCase("llmenergy doctor --format ", "json", TestName = "a value")]
    public void What_may_stand_there_is_suggested(string line, string expected)
    {
        var result = Cli.Run($"[suggest:{line.Length}]", line);
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output.ReplaceLineEndings("\n").Split('\n'), Does.Contain(expected));
    }

    [Test]
    public void Each_shell_has_a_script([Values("bash", "fish", "pwsh", "zsh")] string shell)
    {
        var result = Cli.Run("completion", shell);
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("[suggest:").And.Contain("llmenergy"));
    }

    [Test]
    public void Another_shell_is_refused_with_those_there_are() =>
        Assert.That(Cli.Run("completion", "tcsh").Error, Does.Contain("bash").And.Contain("zsh"));

    [Test]
    public void Bash_takes_the_script_and_completes_by_it()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/bash"))
        {
            Assert.Ignore("no bash here");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("llmenergy-").FullName;
        try
        {
            // stands for the program: what it answers is tested above
            File.WriteAllText(Path.Combine(folder, "llmenergy"), "#!/bin/sh\nprintf 'report\\nreconcile\\n'\n");
            File.SetUnixFileMode(Path.Combine(folder, "llmenergy"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.WriteAllText(
                Path.Combine(folder, "completes.sh"),
                Cli.Run("completion", "bash").Output
                    + "\nCOMP_WORDS=(llmenergy rep); COMP_CWORD=1; COMP_LINE='llmenergy rep'; COMP_POINT=13; _llmenergy; echo \"${COMPREPLY[@]}\"\n"
            );
            var start = new ProcessStartInfo("/bin/bash", [Path.Combine(folder, "completes.sh")]) { RedirectStandardOutput = true };
            start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
            using var bash = Process.Start(start)!;
            Assert.That(bash.StandardOutput.ReadToEnd().Trim(), Is.EqualTo("report"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
