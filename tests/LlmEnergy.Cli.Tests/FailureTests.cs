using System.Globalization;
using System.Runtime.CompilerServices;
using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Cli.Tests;

public class FailureTests
{
    [TestCase(112, 28, "The disk is full, and nothing was half-written: free space on it and run again.")]
    [TestCase(39, 122, "The disk is full, and nothing was half-written: free space on it and run again.")]
    [TestCase(19, 30, "The disk is read-only, and nothing was written: make it writable, or run on a copy of the workspace.")]
    [TestCase(32, 11, "Another program has the file open, and nothing was half-written: close it there and run again.")]
    [TestCase(0x1620, 0x1620, "Nothing was half-written.")]
    public void A_failure_of_the_disk_says_what_to_do(int windows, int linux, string expected)
    {
        var failure = new IOException("It failed.", OperatingSystem.IsWindows() ? unchecked((int)0x80070000) | windows : linux);
        Assert.That(Failure.OfDisk(failure), Is.EqualTo("It failed. " + expected));
    }

    [Test]
    public void A_missing_right_says_whose() =>
        Assert.That(
            Failure.OfDisk(new UnauthorizedAccessException("Access to the path '/periods' is denied.")),
            Is.EqualTo(
                "Access to the path '/periods' is denied. This account may not read or write there, and nothing was written: give it the "
                    + "right, or run on a copy of the workspace."
            )
        );

    [Test]
    public void A_bug_is_one_line_that_names_it_and_the_command_that_says_more()
    {
        var (code, said) = Say(Bug(), isDebug: false, "report", "my files", "--period", "2026-Q3");
        Assert.That(
            (code, said.TrimEnd()),
            Is.EqualTo(
                (
                    ExitCode.Failed,
                    "error: a fault of the program (NotSupportedException in FailureTests.Throw); nothing was half-written. To see where: "
                        + "llmenergy report \"my files\" --period 2026-Q3 --debug"
                )
            )
        );
    }

    [Test]
    public void A_bug_prints_its_stack_where_that_is_asked_for_and_never_its_message()
    {
        var (code, said) = Say(new InvalidOperationException("row of A. Berg", Bug()), isDebug: true, "report", "--debug");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(ExitCode.Failed));
            Assert.That(said, Does.Contain($"{typeof(NotSupportedException)}").And.Contain($"at {typeof(FailureTests)}.Throw()"));
            Assert.That(said, Does.Not.Contain("A. Berg"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_can_be_foreseen_has_no_stack(bool isDebug)
    {
        var wrong = new ConfigurationException(new Issue(new("llmenergy.json", 3, 1), "LE2010", "found a, expected b"));
        Assert.Multiple(() =>
        {
            Assert.That(
                Say(wrong, isDebug, "report").Said.TrimEnd(),
                Is.EqualTo("llmenergy.json:3:1: error: found a, expected b (LE2010)")
            );
            Assert.That(Say(wrong, isDebug, "report").Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(
                Say(new OperationCanceledException(), isDebug, "report"),
                Is.EqualTo((ExitCode.Failed, $"cancelled: nothing was written{Environment.NewLine}"))
            );
            Assert.That(
                Say(new RecordedFileException("figures.json", "is missing", "figures.json is missing"), isDebug, "report").Said.TrimEnd(),
                Is.EqualTo(
                    "error: figures.json is missing. The folder was changed since it was written: llmenergy verify names every difference."
                )
            );
        });
    }

    private static NotSupportedException Bug()
    {
        try
        {
            Throw();
        }
        catch (NotSupportedException bug)
        {
            return bug;
        }

        throw new InvalidOperationException("nothing was thrown");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw() => throw new NotSupportedException("row of A. Berg");

    private static (int Code, string Said) Say(Exception failure, bool isDebug, params string[] arguments)
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var streams = new Streams(TextWriter.Null, Stream.Null, error, IsOutputRedirected: true, IsErrorRedirected: true);
        var code = Failure.Say(failure, new(streams, TimeProvider.System), arguments, isDebug);
        return (code, error.ToString());
    }
}
