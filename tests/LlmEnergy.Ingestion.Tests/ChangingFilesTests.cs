using System.Security.Cryptography;
using System.Text;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>
/// The hash of a file is that of the bytes that were counted, and a file that changes meanwhile is an error that names it.
/// </summary>
public class ChangingFilesTests
{
    private const string Name = "usage.csv";

    /// <summary>Progress is told every two mebibytes: the file is longer, so that somebody can write to it while it is read.</summary>
    private static readonly string Csv =
        "date,model,input_tokens,output_tokens\n" + string.Concat(Enumerable.Repeat("2026-01-05,m,100,10\n", 200_000));

    [Test]
    public void A_whole_file_has_the_hash_of_its_bytes()
    {
        using var folder = Folder();
        var account = Read(folder, whileReading: null).Files.Single();
        Assert.That((account.Sha256, account.Rows.Accepted), Is.EqualTo((Hash(Csv), 200_000L)));
    }

    [Test]
    public void A_file_that_grows_is_an_error()
    {
        using var folder = Folder();
        var activity = Read(folder, () => File.AppendAllText(folder.PathOf(Name), "2026-01-05,m,100,10\n"));
        Assert.That(
            activity.Issues.Select(issue => issue.ToString()),
            Has.Some.StartsWith("usage.csv: error LE1034: found other bytes at the end of reading")
        );
        Assert.That(
            activity.Files.Single().Sha256,
            Is.EqualTo(Hash(File.ReadAllText(folder.PathOf(Name)))),
            "of all bytes that were counted"
        );
    }

    [Test]
    public void A_file_that_is_replaced_is_an_error_and_the_one_that_was_opened_is_counted()
    {
        using var folder = Folder();
        var activity = Read(
            folder,
            () =>
            {
                File.WriteAllText(folder.PathOf("other"), Csv.Replace(",100,", ",999,", StringComparison.Ordinal));
                File.Move(folder.PathOf("other"), folder.PathOf(Name), overwrite: true);
            }
        );
        var account = activity.Files.Single();
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1034"));
        Assert.That((account.Sha256, account.Accepted.Input), Is.EqualTo((Hash(Csv), 20_000_000L)));
    }

    [Test]
    public void A_file_that_is_written_over_with_as_many_bytes_is_an_error()
    {
        using var folder = Folder();
        var activity = Read(folder, () => File.WriteAllText(folder.PathOf(Name), Csv.Replace(",100,", ",999,", StringComparison.Ordinal)));
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1034"));
    }

    [Test]
    public void A_file_that_is_deleted_is_an_error_and_has_the_hash_of_what_was_counted()
    {
        using var folder = Folder();
        var activity = Read(folder, () => File.Delete(folder.PathOf(Name)));
        Assert.That(activity.Issues.Select(issue => issue.Code), Does.Contain("LE1034"));
        Assert.That((activity.Files.Single().Sha256, activity.Files.Single().Rows.Accepted), Is.EqualTo((Hash(Csv), 200_000L)));
    }

    [Test]
    public void Rows_that_are_not_the_records_of_the_file_are_an_error()
    {
        // a member that stands twice: one of its lists is read, both hold records
        const string Row =
            """{"object":"organization.usage.completions.result","model":"m","num_model_requests":1,"input_tokens":5,"output_tokens":1}""";
        const string Twice =
            $$"""{"data":[{"start_time":1767571200,"end_time":1767657600,"results":[{{Row}}],"results":[{{Row}},{{Row}}]}],"has_more":false}""";
        using var folder = new ExportFolder().With("page.json", Twice);
        folder.Source = folder.Source with { Format = "openai.usage.json" };
        var activity = folder.Ingest();
        Assert.That(
            activity.Issues.Select(issue => issue.ToString()),
            Has.Some.StartsWith("page.json: error LE1037: found 3 records by the bytes of the file and 2 rows read from it")
        );
        Assert.That(activity.Rows.Balance, Is.False);
    }

    private static ExportFolder Folder() => new ExportFolder().As(Profiles.Requests).With(Name, Csv);

    private static Activity Read(ExportFolder folder, Action? whileReading)
    {
        var source = folder.Source with { Files = [new(Name, folder.PathOf(Name))] };
        var progress = new Midway(whileReading);
        return new Ingestor(folder.Formats) { Hashes = true }.Ingest([source], folder.Period, progress, CancellationToken.None);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Does something once, when a part of the file has been read.</summary>
    private sealed class Midway(Action? act) : IProgress<IngestProgress>
    {
        private Action? _act = act;

        public void Report(IngestProgress value)
        {
            if (value.Rows == 0)
                return;
            _act?.Invoke();
            _act = null;
        }
    }
}
