using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

public class PeriodFolderTests
{
    [Test]
    public void A_second_folder_takes_the_place_of_the_first_as_a_whole()
    {
        using var temporary = new TemporaryFolder();
        var folder = new PeriodFolder(temporary.Folder, "2026-Q3");
        Replace(folder, files => files.Write("old.txt", Text("one")));
        Replace(folder, files => files.Write("new.txt", Text("two")));
        Assert.That(
            Entries(temporary),
            Is.EqualTo(new[] { "2026-Q3", "2026-Q3/events.jsonl", "2026-Q3/manifest.json", "2026-Q3/new.txt" })
        );
    }

    [Test]
    public void A_run_that_fails_leaves_the_folder_as_it_was()
    {
        using var temporary = new TemporaryFolder();
        var folder = new PeriodFolder(temporary.Folder, "2026-Q3");
        Replace(folder, files => files.Write("old.txt", Text("one")));
        Assert.That(
            () =>
                Replace(
                    folder,
                    files =>
                    {
                        files.Write("half.txt", Text("half"));
                        throw new IOException("disk full");
                    }
                ),
            Throws.InstanceOf<IOException>()
        );
        Assert.That(
            Entries(temporary),
            Is.EqualTo(new[] { "2026-Q3", "2026-Q3/events.jsonl", "2026-Q3/manifest.json", "2026-Q3/old.txt" })
        );
    }

    [Test]
    public void A_swap_that_was_cut_short_is_undone()
    {
        using var temporary = new TemporaryFolder().With(".2026-Q3.old/file.txt", "whole").With(".2026-Q3.new/file.txt", "half");
        new PeriodFolder(temporary.Folder, "2026-Q3").Repair();
        Assert.That(Entries(temporary), Is.EqualTo(new[] { "2026-Q3", "2026-Q3/file.txt" }));
        Assert.That(File.ReadAllText(temporary.PathOf("2026-Q3/file.txt")), Is.EqualTo("whole"));
    }

    [Test]
    public void A_swap_that_only_had_to_clean_up_is_finished()
    {
        using var temporary = new TemporaryFolder().With(".2026-Q3.old/file.txt", "old").With("2026-Q3/file.txt", "new");
        new PeriodFolder(temporary.Folder, "2026-Q3").Repair();
        Assert.That(File.ReadAllText(temporary.PathOf("2026-Q3/file.txt")), Is.EqualTo("new"));
        Assert.That(Entries(temporary), Is.EqualTo(new[] { "2026-Q3", "2026-Q3/file.txt" }));
    }

    [Test]
    public void A_signature_that_was_not_put_in_its_place_is_removed()
    {
        using var temporary = new TemporaryFolder().With(".2026-Q3.sig", "half").With("2026-Q3/file.txt", "whole");
        new PeriodFolder(temporary.Folder, "2026-Q3").Repair();
        Assert.That(Entries(temporary), Is.EqualTo(new[] { "2026-Q3", "2026-Q3/file.txt" }));
    }

    /// <summary>A run that was stopped between the signature and its event leaves such a one.</summary>
    [Test]
    public void A_signature_of_earlier_events_goes_with_the_next_event_that_is_not_signed()
    {
        using var temporary = new TemporaryFolder();
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var folder = new PeriodFolder(temporary.Folder, "2026-Q3");
        Replace(folder, _ => { });
        Writer writer = new("tester", DateTimeOffset.UnixEpoch);
        PeriodEvent Prepared(EventLog log) => log.Events[0] with { Kind = EventKind.Prepared };
        folder.Append(writer, Prepared, key);
        var (events, signature) = (
            File.ReadAllBytes(temporary.PathOf("2026-Q3/events.jsonl")),
            File.ReadAllBytes(temporary.PathOf("2026-Q3/events.jsonl.sig"))
        );
        Assert.That(EventSignature.IsBy(key, events, signature), Is.True);
        folder.Append(writer, Prepared);
        Assert.That(File.Exists(temporary.PathOf("2026-Q3/events.jsonl.sig")), Is.False);
    }

    [Test]
    public void A_second_writer_is_refused_and_disturbs_nothing()
    {
        using var temporary = new TemporaryFolder();
        Replace(
            new(temporary.Folder, "2026-Q3"),
            files =>
            {
                files.Write("first.txt", Text("one"));
                Assert.That(
                    () => Replace(new(temporary.Folder, "2026-Q3"), _ => { }),
                    Throws.InstanceOf<IOException>().With.Message.StartsWith("Another run is writing 2026-Q3")
                );
            }
        );
        Assert.That(
            Entries(temporary),
            Is.EqualTo(new[] { "2026-Q3", "2026-Q3/events.jsonl", "2026-Q3/first.txt", "2026-Q3/manifest.json" })
        );
    }

    [Test]
    public void Hashes_are_those_of_the_files()
    {
        using var temporary = new TemporaryFolder();
        var empty = "";
        Replace(
            new(temporary.Folder, "2026"),
            files =>
            {
                files.Write("empty", _ => { });
                empty = files.Hashes["empty"];
            }
        );
        // SHA-256 of no bytes
        Assert.That(empty, Is.EqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    private static void Replace(PeriodFolder folder, Action<NewFolder> fill) =>
        folder.Replace(
            new("tester", DateTimeOffset.UnixEpoch),
            files =>
            {
                fill(files);
                files.Write(Manifest.FileName, Text("{}"));
            },
            manifest => new(EventKind.Reported, DateTimeOffset.UnixEpoch, "tester", "", "", manifest, "draft")
        );

    private static Action<Stream> Text(string text) => stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text));

    private static List<string> Entries(TemporaryFolder folder) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(folder.Folder.FullName, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder.Folder.FullName, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
}
