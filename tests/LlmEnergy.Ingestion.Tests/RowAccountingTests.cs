using System.Text;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests;

public class RowAccountingTests
{
    private const string Header = "date,model,input_tokens,output_tokens\n";

    private static readonly byte[] Harm = [(byte)'"', (byte)',', (byte)'\n', (byte)'x', 0xFF, (byte)'\r', (byte)' '];

    private static readonly Gen<string> Row = Gen.Select(Gen.Int[1, 28], Gen.Int[0, 3], Gen.Int[0, 200_000], Gen.Int[0, 5_000])
        .Select((day, model, input, output) => $"2026-0{1 + (day % 3)}-{day:00},m{model},{input},{output}\n");

    [Test]
    public void Rows_in_are_rows_out_whatever_happens_to_the_file() =>
        Gen.Select(Row.Array[1, 40], Gen.Select(Gen.Int[0, 2_000], Gen.Int[0, 6].Select(index => Harm[index])).Array[0, 8])
            .Sample(
                (rows, mutations) =>
                {
                    var csv = Encoding.UTF8.GetBytes(Header + string.Concat(rows));
                    foreach (var (at, value) in mutations)
                        csv[Header.Length + (at % (csv.Length - Header.Length))] = value;
                    var activity = Read(("usage.csv", csv));
                    var account = activity.Files.Single();
                    // where harm left every row without a required field, the file is refused as a whole, in words
                    if (!account.IsRead)
                        return activity.Issues.Single().Code == "LE1009";
                    return account.Rows.Balance
                        && account.Rows.Accepted == activity.Lines.Sum(line => line.Rows)
                        && account.Rows.Read - account.Rows.Accepted == activity.NotAccepted.Sum(run => run.Rows)
                        && account.Accepted == activity.Total
                        && activity.Issues.Length >= activity.NotAccepted.Count(run => run.Outcome == RowOutcome.Rejected);
                },
                iter: 300
            );

    /// <summary>As spreadsheets write them: no content below the table, and the separator above it.</summary>
    [TestCase(",,,\n")]
    [TestCase(" , ,,\n,,,\n")]
    [TestCase(",,,,,\n")]
    [TestCase(",\n")]
    public void Rows_without_content_are_ignored(string rows)
    {
        var activity = Read(("usage.csv", Encoding.UTF8.GetBytes($"{Header}2026-01-01,m,10,1\n{rows}")));
        Assert.That((activity.Rows.Accepted, activity.Rows.Rejected, activity.Total.Input), Is.EqualTo((1L, 0L, 10L)));
        Assert.That(activity.Fates.Single().Rule, Is.EqualTo("empty-row"));
        Assert.That(activity.Issues, Is.Empty);
    }

    [TestCase("sep=;\n")]
    [TestCase("\uFEFFSEP=;\r\n")]
    public void The_line_by_which_excel_knows_the_separator_is_no_row(string first)
    {
        var activity = Read(("usage.csv", Encoding.UTF8.GetBytes($"{first}{Header.Replace(',', ';')}2026-01-01;m;10;1\n")));
        Assert.That((activity.Rows.Read, activity.Rows.Accepted, activity.Total.Input), Is.EqualTo((1L, 1L, 10L)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [Test]
    public void The_order_of_rows_and_files_does_not_show_in_the_result() =>
        Gen.Select(Row.Array[2, 60], Gen.Int[1, 59])
            .Sample(
                (rows, cut) =>
                {
                    var (first, second) = (rows[..(cut % rows.Length)], rows[(cut % rows.Length)..]);
                    var one = Read(("a.csv", Csv(first)), ("b.csv", Csv(second)));
                    var other = Read(("b.csv", Csv(first.Reverse())), ("a.csv", Csv(second.Reverse())));
                    return one.Lines.SequenceEqual(other.Lines) && one.Total == other.Total;
                },
                iter: 100
            );

    [Test]
    public void Files_stand_in_the_order_of_their_paths() =>
        Assert.That(
            Read(("b.csv", Csv([])), ("B.csv", Csv([])), ("a.csv", Csv([]))).Files.Select(file => file.Path),
            Is.EqualTo(new[] { "B.csv", "a.csv", "b.csv" })
        );

    [Test]
    public void A_large_file_read_on_two_threads_has_the_sums_of_its_rows()
    {
        var rows = Enumerable.Range(0, 200_000).Select(row => $"2026-0{1 + (row % 9)}-15,m{row % 100},{row},{row % 7}\n");
        var progress = new Progress();
        var activity = Read(progress, ("usage.csv", Csv(rows)));
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows.Accepted, Is.EqualTo(200_000));
            Assert.That(activity.Total.Input, Is.EqualTo(199_999L * 200_000 / 2));
            Assert.That(
                progress.Last,
                Is.EqualTo(new IngestProgress("usage.csv", activity.Files[0].Bytes, activity.Files[0].Bytes, 200_000))
            );
            Assert.That(progress.Count, Is.GreaterThanOrEqualTo(3));
        });
    }

    private static byte[] Csv(IEnumerable<string> rows) => Encoding.UTF8.GetBytes(Header + string.Concat(rows));

    private static Activity Read(params ReadOnlySpan<(string Name, byte[] Csv)> files) => Read(null, files);

    private static Activity Read(IProgress<IngestProgress>? progress, params ReadOnlySpan<(string Name, byte[] Csv)> files)
    {
        using var folder = new ExportFolder { Period = ReportingPeriod.Always }.As(Profiles.Requests);
        foreach (var (name, csv) in files)
            folder.With(name, csv);
        return folder.Ingest(progress);
    }

    private sealed class Progress : IProgress<IngestProgress>
    {
        public int Count { get; private set; }

        public IngestProgress Last { get; private set; }

        public void Report(IngestProgress value) => (Count, Last) = (Count + 1, value);
    }
}
