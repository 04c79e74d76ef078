using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Containers;

public class PackedFilesTests
{
    private const string Csv = "date,model,input_tokens,output_tokens\n2026-01-05,m,100,20\n2026-01-06,m,1,2\n";

    private static readonly TestCaseData<byte[]>[] Packings =
    [
        new TestCaseData<byte[]>(Packed.Gzip(Csv)).SetArgDisplayNames("gzip"),
        new TestCaseData<byte[]>(Packed.Zstandard(Csv)).SetArgDisplayNames("Zstandard"),
        new TestCaseData<byte[]>(Packed.Gzip(Packed.Zstandard(Csv))).SetArgDisplayNames("Zstandard in gzip"),
        new TestCaseData<byte[]>([.. Packed.Gzip(Csv[..60]), .. Packed.Gzip(Csv[60..])]).SetArgDisplayNames("gzip in two members"),
        new TestCaseData<byte[]>(Packed.Gzip([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Csv)])).SetArgDisplayNames("UTF-16 in gzip"),
    ];

    [TestCaseSource(nameof(Packings))]
    public void Is_read_as_if_it_were_unpacked_whatever_its_name(byte[] packed)
    {
        var activity = Read("usage.bin", packed);
        Assert.That((activity.Total.Input, activity.Rows), Is.EqualTo((101L, new RowCounts(2, 2, 0, 0, 0))));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    [NonParallelizable]
    public void Gzip_is_not_read_by_a_program_in_which_its_end_could_be_missing_unseen()
    {
        const string strict = "System.IO.Compression.UseStrictValidation";
        Assert.That(AppContext.TryGetSwitch(strict, out var isOn) && isOn, Is.True, "the tests are configured as the program is");
        AppContext.SetSwitch(strict, false);
        try
        {
            Assert.That(
                () => Read("usage.csv.gz", Packed.Gzip(Csv)),
                Throws.InvalidOperationException.With.Message.EqualTo(
                    $"found {strict} off, expected it in the runtime configuration of the program"
                )
            );
        }
        finally
        {
            AppContext.SetSwitch(strict, true);
        }
    }

    [Test]
    public void Entries_of_a_zip_archive_are_files_of_the_source()
    {
        var activity = Read(
            "logs.zip",
            Packed.Zip(
                ("b/usage.csv", Encoding.UTF8.GetBytes(Csv)),
                ("a.csv.gz", Packed.Gzip(Csv + "2026-01-07,m,5,5\n")),
                ("__MACOSX/._usage.csv", [0]),
                (".DS_Store", [0])
            )
        );
        Assert.That(
            activity.Files.Select(file => (file.Path, file.Rows.Accepted)),
            Is.EqualTo(new[] { ("logs.zip!a.csv.gz", 3L), ("logs.zip!b/usage.csv", 2L) })
        );
    }

    [TestCase("../usage.csv")]
    [TestCase("a/../../usage.csv")]
    [TestCase("/etc/usage.csv")]
    [TestCase("a\\..\\usage.csv")]
    [TestCase("C:usage.csv")]
    public void An_entry_that_leads_out_of_its_archive_is_refused_and_the_others_are_read(string name)
    {
        var activity = Read("logs.zip", Packed.Zip((name, Encoding.UTF8.GetBytes(Csv)), ("usage.csv", Encoding.UTF8.GetBytes(Csv))));
        Assert.That(
            activity.Issues.Single().ToString(),
            Is.EqualTo(
                "logs.zip: error LE1022: found an entry whose name leads out of the archive, expected a path inside it: it is not read"
            )
        );
        Assert.That(
            activity.Files.Select(file => (file.Path, file.IsRead)),
            Is.EqualTo(new[] { ("logs.zip", false), ("logs.zip!usage.csv", true) })
        );
    }

    [Test]
    public void A_second_entry_of_one_name_is_refused_and_not_read_as_the_first()
    {
        var activity = Read(
            "logs.zip",
            Packed.Zip(("usage.csv", Encoding.UTF8.GetBytes(Csv)), ("usage.csv", Encoding.UTF8.GetBytes(Csv + "2026-01-07,m,5,5\n")))
        );
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.StartWith("logs.zip!usage.csv: error LE1001: found a second entry of this name in the archive, expected each name once")
        );
        Assert.That(activity.Rows, Is.EqualTo(new RowCounts(2, 2, 0, 0, 0)));
    }

    [Test]
    public void An_entry_whose_checksum_differs_is_damaged()
    {
        using var stored = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stored, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("usage.csv", System.IO.Compression.CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.UTF8.GetBytes(Csv));
        }

        var bytes = stored.ToArray();
        bytes[bytes.AsSpan().IndexOf("2026-01"u8)] = (byte)'1';
        Assert.That(
            Read("logs.zip", bytes).Issues.Single().ToString(),
            Does.Match("^logs.zip!usage.csv:[0-9]+: error LE1019: found packed bytes that are damaged")
        );
    }

    [Test]
    public void A_thousandfold_archive_is_refused_before_it_is_unpacked()
    {
        var bomb = Packed.Gzip(Csv + new string('\n', 50_000_000));
        Assert.That(bomb, Has.Length.LessThan(75_000));
        var activity = Read("usage.csv.gz", bomb);
        Assert.That(
            activity.Issues.Single().ToString(),
            Does.Match(
                "^usage.csv.gz: error LE1020: found [0-9,]+ packed bytes that unpack to more than [0-9,]+, expected at most 200 times as "
                    + "many: unpack the file if this is right$"
            )
        );
        Assert.That((activity.Lines.Length, activity.Files.Single().IsRead), Is.EqualTo((0, false)));
    }

    [Test]
    public void An_archive_of_too_many_files_is_refused()
    {
        var entries = Enumerable.Range(0, 10_001).Select(number => ($"{number}.csv", Array.Empty<byte>())).ToArray();
        Assert.That(
            Read("logs.zip", Packed.Zip(entries)).Issues.Single().ToString(),
            Is.EqualTo("logs.zip: error LE1020: found an archive of 10,001 files, expected at most 10,000")
        );
    }

    [Test]
    public void Of_gzip_that_ends_too_early_all_whole_rows_are_read_and_the_cut_one_is_rejected()
    {
        var rows = Enumerable.Range(0, 20_000).Select(row => $"2026-01-05,m{row % 7},{row * 7919 % 100_003},{row % 13}\n").ToArray();
        var whole = Packed.Gzip(Csv + string.Concat(rows));
        for (var cut = 20; cut < whole.Length; cut += whole.Length / 41)
        {
            var activity = Read("usage.csv.gz", whole[..cut]);
            if (!activity.Files.Single().IsRead)
                continue;
            var accepted = (int)activity.Rows.Accepted;
            Assert.That(
                activity.Rows,
                Is.EqualTo(new RowCounts(accepted + activity.Rows.Rejected, accepted, 0, 0, activity.Rows.Rejected))
            );
            Assert.That(activity.Rows.Rejected, Is.LessThanOrEqualTo(1));
            Assert.That(
                activity.Issues.Single().ToString(),
                Does.Match(
                    "^usage.csv.gz:[0-9]+: error LE1019: found .*, expected a whole file: what could be unpacked is read, what follows is "
                        + "missing$"
                ),
                $"cut at {cut}"
            );
            var expected =
                101L + rows.Take(accepted - 2).Sum(row => long.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(activity.Total.Input, Is.EqualTo(accepted < 2 ? activity.Total.Input : expected), $"cut at {cut}");
        }
    }

    [Test]
    public void Zstandard_that_ends_too_early_is_said() =>
        Assert.That(Read("usage.csv.zst", Packed.Zstandard(Csv)[..^5]).Issues.Single().Code, Is.EqualTo("LE1019").Or.EqualTo("LE1013"));

    private static Activity Read(string name, byte[] bytes)
    {
        using var folder = new ExportFolder().As(Profiles.Requests).With(name, bytes);
        return folder.Ingest();
    }
}
