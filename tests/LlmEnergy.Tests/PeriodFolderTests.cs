namespace LlmEnergy.Tests;

public class PeriodFolderTests
{
    [Test]
    public void A_second_folder_takes_the_place_of_the_first_as_a_whole()
    {
        using var temporary = new TemporaryFolder();
        var folder = new PeriodFolder(temporary.Folder, "2026-Q3");
        folder.Replace(files => files.Write("old.txt", Text("one")));
        folder.Replace(files => files.Write("new.txt", Text("two")));
        Assert.That(Entries(temporary), Is.EqualTo(new[] { "2026-Q3", "2026-Q3/new.txt" }));
    }

    [Test]
    public void A_run_that_fails_leaves_the_folder_as_it_was()
    {
        using var temporary = new TemporaryFolder();
        var folder = new PeriodFolder(temporary.Folder, "2026-Q3");
        folder.Replace(files => files.Write("old.txt", Text("one")));
        Assert.That(() => folder.Replace(files =>
        {
            files.Write("half.txt", Text("half"));
            throw new IOException("disk full");
        }), Throws.InstanceOf<IOException>());
        Assert.That(Entries(temporary), Is.EqualTo(new[] { "2026-Q3", "2026-Q3/old.txt" }));
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
    public void A_second_writer_is_refused_and_disturbs_nothing()
    {
        using var temporary = new TemporaryFolder();
        new PeriodFolder(temporary.Folder, "2026-Q3").Replace(files =>
        {
            files.Write("first.txt", Text("one"));
            Assert.That(() => new PeriodFolder(temporary.Folder, "2026-Q3").Replace(_ => { }), Throws.InstanceOf<IOException>().With.Message.StartsWith("Another run is writing 2026-Q3"));
        });
        Assert.That(Entries(temporary), Is.EqualTo(new[] { "2026-Q3", "2026-Q3/first.txt" }));
    }

    [Test]
    public void Hashes_are_those_of_the_files()
    {
        using var temporary = new TemporaryFolder();
        IReadOnlyDictionary<string, string> hashes = new Dictionary<string, string>();
        new PeriodFolder(temporary.Folder, "2026").Replace(files =>
        {
            files.Write("empty", _ => { });
            hashes = files.Hashes;
        });
        // SHA-256 of no bytes
        Assert.That(hashes["empty"], Is.EqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text));

    private static List<string> Entries(TemporaryFolder folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder.Folder.FullName, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Folder.FullName, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];
}
