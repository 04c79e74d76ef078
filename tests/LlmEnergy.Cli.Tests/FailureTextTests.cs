namespace LlmEnergy.Cli.Tests;

public class FailureTextTests
{
    [TestCase(112, 28, "The disk is full, and nothing was half-written: free space on it and run again.")]
    [TestCase(39, 122, "The disk is full, and nothing was half-written: free space on it and run again.")]
    [TestCase(19, 30, "The disk is read-only, and nothing was written: make it writable, or run on a copy of the workspace.")]
    [TestCase(32, 11, "Another program has the file open, and nothing was half-written: close it there and run again.")]
    [TestCase(0x1620, 0x1620, "Nothing was half-written.")]
    public void A_failure_of_the_disk_says_what_to_do(int windows, int linux, string expected)
    {
        var failure = new IOException("It failed.", OperatingSystem.IsWindows() ? unchecked((int)0x80070000) | windows : linux);
        Assert.That(FailureText.Of(failure), Is.EqualTo("It failed. " + expected));
    }

    [Test]
    public void A_missing_right_says_whose() =>
        Assert.That(
            FailureText.Of(new UnauthorizedAccessException("Access to the path '/periods' is denied.")),
            Is.EqualTo(
                "Access to the path '/periods' is denied. This account may not read or write there, and nothing was written: give it the "
                    + "right, or run on a copy of the workspace."
            )
        );
}
