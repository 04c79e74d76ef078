using System.Diagnostics;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Reporting.Tests.Pdf;

/// <summary>A file that kills, hangs or bloats the program that tries it is refused, and who asks lives.</summary>
[Platform(Exclude = "Win", Reason = "The programs that are planted are scripts of sh")]
public class TrialProcessTests
{
    [TestCase("cat >/dev/null; echo usable", null, TestName = "one that can be printed with")]
    [TestCase("cat >/dev/null; echo found no font, expected one", "found no font, expected one", TestName = "one that is refused")]
    [TestCase(
        "kill -9 $$",
        "found a font that ends the program which prints with it (exit code 137), expected one that can be printed with",
        TestName = "one that kills the program"
    )]
    [TestCase(
        "echo usable; exit 134",
        "found a font that ends the program which prints with it (exit code 134), expected one that can be printed with",
        TestName = "one on which it breaks down after all"
    )]
    [TestCase(
        "exec sleep 60",
        "found a font with which printing does not end within 0.5 s, expected one that can be printed with",
        TestName = "one that hangs it"
    )]
    [TestCase(
        "true",
        "found a font of which the program that tries it says nothing, expected one that can be printed with",
        TestName = "one of which it says nothing"
    )]
    [TestCase(
        "yes",
        "found a font with which printing does not end within 0.5 s, expected one that can be printed with",
        TestName = "one that makes it talk without end"
    )]
    public void The_answer_to(string script, string? refusal)
    {
        var clock = Stopwatch.StartNew();
        // the file is larger than a pipe holds, and some do not read it
        var answer = Planted(script, TimeSpan.FromSeconds(0.5)).Try(LookPart.Font, new byte[1 << 20]);
        Assert.That((answer, clock.Elapsed < TimeSpan.FromSeconds(10)), Is.EqualTo((refusal, true)));
    }

    [Test]
    public void One_with_which_the_program_takes_all_memory_is_refused()
    {
        // tail keeps a line without an end
        var trial = new TrialProcess("sh", "-c", "exec tail /dev/zero") { MostBytes = 100 << 20 };
        Assert.That(
            trial.Try(LookPart.Logo, []),
            Is.EqualTo("found a logo with which printing takes more than 100 MiB of memory, expected one that can be printed with")
        );
    }

    [Test]
    public void A_program_that_cannot_be_started_refuses_it()
    {
        var trial = new TrialProcess("/nowhere/llmenergy");
        Assert.That(
            trial.Try(LookPart.Font, []),
            Does.StartWith("found no way to try it in a process of its own").And.EndsWith("expected /nowhere/llmenergy to start")
        );
    }

    [Test]
    public void The_program_gets_the_file_and_what_it_is()
    {
        var trial = new TrialProcess("sh", "-c", "test \"$(cat)\" = bytes && test \"$0\" = logo && echo usable");
        Assert.That(trial.Try(LookPart.Logo, "bytes"u8.ToArray()), Is.Null);
    }

    private static TrialProcess Planted(string script, TimeSpan limit) => new("sh", "-c", script) { Limit = limit };
}
