using System.Text;

namespace LlmEnergy.Ingestion.Tests.Containers;

public class CsvHeaderTests
{
    [TestCase("", "usage.csv: error LE1013: found an empty file, expected a line of column names")]
    [TestCase("\uFEFF", "usage.csv: error LE1013: found an empty file, expected a line of column names")]
    [TestCase("\n\n \n", "usage.csv: error LE1013: found an empty file, expected a line of column names")]
    [TestCase("MZ\0\0", "usage.csv: error LE1014: found NUL bytes, expected text in UTF-8 or UTF-16")]
    [TestCase("date,model,date\n", "usage.csv:1:3: error LE1012: found the column name of 1 again, expected each name once")]
    [TestCase("date,\"model\n1,2\n", "usage.csv:1: error LE1007: found a header with a stray or unclosed quote, expected column names")]
    [TestCase(",,\n", "usage.csv: error LE1013: found no header, expected a line of column names")]
    public void A_file_without_a_usable_header_is_refused(string text, string issue) =>
        Assert.That(IssueOf(Encoding.UTF8.GetBytes(text)), Is.EqualTo(issue));

    [Test]
    public void Utf32_is_not_text() => Assert.That(IssueOf([0xFF, 0xFE, 0, 0, (byte)'d', 0, 0, 0]), Does.Contain("LE1014"));

    [Test]
    public void A_header_of_many_kilobytes_is_refused() =>
        Assert.That(IssueOf(Encoding.UTF8.GetBytes(new string('x', 70_000))), Does.Contain("LE1008"));

    [Test]
    public void A_directory_and_a_vanished_file_are_issues_and_the_others_are_read()
    {
        using var folder = new ExportFolder()
            .As(Profiles.Requests)
            .Naming("gone.csv")
            .Naming("folder.csv")
            .With("good.csv", "date,model,input_tokens,output_tokens\n2026-01-05,m,1,2\n");
        Directory.CreateDirectory(folder.PathOf("folder.csv"));
        var activity = folder.Ingest();
        Assert.Multiple(() =>
        {
            Assert.That(
                activity.Issues.Select(issue => issue.ToString()),
                Is.EqualTo(
                    new[]
                    {
                        "folder.csv: error LE1001: found a directory, expected a file",
                        "gone.csv: error LE1001: found no such file, expected a readable file",
                    }
                )
            );
            Assert.That(
                activity.Files.Select(file => (file.Path, file.IsRead)),
                Is.EqualTo(new[] { ("folder.csv", false), ("gone.csv", false), ("good.csv", true) })
            );
            Assert.That(activity.Rows.Accepted, Is.EqualTo(1));
        });
    }

    private static string IssueOf(byte[] file)
    {
        using var folder = new ExportFolder().As(Profiles.Requests).With("usage.csv", file);
        var activity = folder.Ingest();
        Assert.That(activity.Files.Single().IsRead, Is.False);
        return activity.Issues.Single().ToString();
    }
}
