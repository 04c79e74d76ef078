using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>samples/broken holds one file for each kind of bad input; its README says what the tool says of each.</summary>
public class BrokenSamplesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "samples", "broken");

    [Test]
    public void The_readme_lists_every_file_and_says_of_it_what_the_tool_says()
    {
        var listed = File.ReadAllLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | "));
        var activity = Read();
        Assert.That(
            listed.Select(cells => (cells[0], cells[^1])),
            Is.EqualTo(activity.Files.Select(file => ($"| `{Path.GetFileName(file.Path)}`", $"{Said(activity, file)} |")))
        );
    }

    [Test]
    public void Every_row_of_every_file_is_accounted_for()
    {
        var activity = Read();
        Assert.That(activity.Files.Select(file => file.Rows.Balance), Is.All.True);
        Assert.That(activity.NotAccepted.Sum(run => run.Rows), Is.EqualTo(activity.Rows.Ignored + activity.Rows.Rejected));
    }

    private static string Said(Activity activity, RowAccount file)
    {
        var issues = activity.Issues.Where(issue => issue.At.File == file.Path).Select(issue => $"`{issue.Sentence()}`");
        var rows = string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Rows.Read} rows: {file.Rows.Accepted} accepted, {file.Rows.Ignored} ignored, {file.Rows.Rejected} rejected"
        );
        return string.Join("<br>", issues.Append(file.IsRead ? rows : "not read"));
    }

    private static Activity Read()
    {
        var files = Directory
            .GetFiles(Path.Combine(Folder, "exports"))
            .Select(path => new InputPath($"exports/{Path.GetFileName(path)}", path));
        var source = new SourceInput(
            "openai",
            SourceInput.DetectFormat,
            "org-sample",
            null,
            null,
            [.. files],
            new Dictionary<string, string>()
        )
        {
            Intake = files.ToDictionary(file => file.Display, file => new Intake(null, null, null, file.Display)),
        };
        return new Ingestor(FormatCatalog.BuiltIn).Ingest([source], ReportingPeriod.Always, null, CancellationToken.None);
    }
}
