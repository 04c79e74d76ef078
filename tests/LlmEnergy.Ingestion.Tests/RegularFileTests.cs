using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>Only regular files are opened, and of what is read as a whole no more than is allowed.</summary>
[CancelAfter(20_000)]
public class RegularFileTests
{
    private const string NotRegular = "found a pipe, a device or a socket, expected a readable file";

    [Test]
    public void A_pipe_among_the_exports_is_refused_and_the_others_are_read()
    {
        using var folder = new ExportFolder()
            .As(Profiles.Requests)
            .With("a.csv", "date,model,input_tokens,output_tokens\n2026-07-01,m,5,1\n")
            .Naming("b.csv");
        SpecialFiles.Pipe(folder.PathOf("b.csv"));
        var activity = folder.Ingest();
        Assert.That(activity.Issues.Select(issue => issue.ToString()), Is.EqualTo(new[] { $"b.csv: error LE1001: {NotRegular}" }));
        Assert.That(activity.Total.Input, Is.EqualTo(5));
    }

    [Test]
    public void A_socket_among_the_exports_is_refused()
    {
        using var folder = new ExportFolder().As(Profiles.Requests).Naming("b.csv");
        using var socket = SpecialFiles.Socket(folder.PathOf("b.csv"));
        Assert.That(folder.Ingest().Issues.Single().ToString(), Is.EqualTo($"b.csv: error LE1001: {NotRegular}"));
    }

    [TestCase("/dev/zero")]
    [TestCase("/dev/tty")]
    [TestCase("/dev/null")]
    [Platform(Exclude = "Win")]
    public void A_device_is_not_opened(string device) =>
        Assert.That(() => RegularFile.Open(device), Throws.TypeOf<NotRegularFileException>());

    [Test]
    public void A_link_to_a_pipe_is_a_pipe()
    {
        using var folder = new ExportFolder();
        SpecialFiles.Pipe(folder.PathOf("pipe"));
        File.CreateSymbolicLink(folder.PathOf("link"), folder.PathOf("pipe"));
        Assert.That(() => RegularFile.Open(folder.PathOf("link")), Throws.TypeOf<NotRegularFileException>());
    }

    [Test]
    public void A_file_is_read_up_to_the_limit_and_refused_above_it()
    {
        using var folder = new ExportFolder().With("a", "12345");
        Assert.That(RegularFile.ReadAll(folder.PathOf("a"), 5), Is.EqualTo("12345"u8.ToArray()));
        Assert.That(() => RegularFile.ReadAll(folder.PathOf("a"), 4), Throws.TypeOf<TooLargeFileException>());
    }

    [Test]
    public void Nothing_is_read_of_a_file_that_is_too_long()
    {
        using var folder = new ExportFolder();
        SpecialFiles.Sparse(folder.PathOf("huge"), 1_900_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            () => RegularFile.ReadAll(folder.PathOf("huge"), 1 << 20),
            Throws.TypeOf<TooLargeFileException>().With.Message.EqualTo("a file of more than 1 MiB")
        );
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10 << 20));
    }

    [Test]
    [Platform("Linux")]
    public void A_length_that_lies_is_not_trusted()
    {
        // a regular file of length 0 with text in it
        Assert.That(new FileInfo("/proc/self/status").Length, Is.Zero);
        Assert.That(RegularFile.ReadAll("/proc/self/status", 1 << 20), Has.Length.GreaterThan(100));
        Assert.That(() => RegularFile.ReadAll("/proc/self/status", 100), Throws.TypeOf<TooLargeFileException>());
    }

    [Test]
    public void Nothing_is_written_into_what_was_put_in_place_of_a_new_file()
    {
        using var folder = new ExportFolder();
        SpecialFiles.Pipe(folder.PathOf("next"));
        using (var file = RegularFile.Create(folder.PathOf("next")))
            file.Write("new"u8);
        Assert.That(File.ReadAllText(folder.PathOf("next")), Is.EqualTo("new"));
    }
}
