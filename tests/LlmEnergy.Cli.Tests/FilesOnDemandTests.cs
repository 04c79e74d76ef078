using LlmEnergy.Cli.Commands;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Cli.Tests;

/// <summary>A synchronised folder shows files that are still on a server: doctor says so before a report, and reading says why it failed.</summary>
public class FilesOnDemandTests
{
    private const FileAttributes RecallOnOpen = (FileAttributes)0x0004_0000;
    private const FileAttributes RecallOnDataAccess = (FileAttributes)0x0040_0000;
    private const FileAttributes Pinned = (FileAttributes)0x0008_0000;

    [TestCase(RecallOnOpen, true)]
    [TestCase(RecallOnDataAccess | FileAttributes.ReparsePoint, true)]
    [TestCase(FileAttributes.Offline | FileAttributes.Archive, true)]
    [TestCase(Pinned | FileAttributes.Archive, false)]
    [TestCase(FileAttributes.Normal, false)]
    public void The_attributes_tell(FileAttributes attributes, bool isOnDemand) =>
        Assert.That(FileOnDemand.Is(attributes), Is.EqualTo(isOnDemand));

    [Test]
    public void Doctor_counts_them_and_says_what_to_do() =>
        Assert.That(
            DoctorCommand.OnDemand([RecallOnDataAccess, FileAttributes.Normal, FileAttributes.Offline]),
            Is.EqualTo(
                new DoctorCommand.Finding(
                    "files on demand",
                    "2 of 3 files are not on this machine",
                    "have the synchronised folder kept on this device, then run again"
                )
            )
        );

    [Test]
    public void Doctor_is_silent_where_all_are_there() => Assert.That(DoctorCommand.OnDemand([FileAttributes.Normal]), Is.Null);

    [TestCase(0x8007_0000 | 362, true, TestName = "the provider does not run")]
    [TestCase(0x8007_0000 | 388, true, TestName = "no network")]
    [TestCase(0x8007_0000 | 4350, true, TestName = "offline")]
    [TestCase(0x8007_0000 | 32, false, TestName = "another program has it open")]
    [TestCase(388u, false, TestName = "a number of another system")]
    public void An_error_of_the_system_tells_that_it_could_not_be_fetched(uint error, bool isNotFetched) =>
        Assert.That(FileOnDemand.IsNotFetched(new IOException("", unchecked((int)error))), Is.EqualTo(isNotFetched));
}
