using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Tracing;

namespace LlmEnergy.Ingestion.Tests.Tracing;

/// <summary>Rows behind lines: all of them, no others, and of what stands in them what may be shown.</summary>
public class RowFinderTests
{
    private const string Profile = """
        { "id": "test.traced", "title": "requests", "container": ["csv", "jsonl", "json"],
          "fields": { "time": "date", "model": "model", "costKey": "user.name", "input": "usage.input", "output": "usage.output" },
          "identity": "id",
          "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC" } }
        """;

    private const string Csv = "id,date,model,user.name,usage.input,usage.output,note\n";

    [Test]
    public void The_largest_rows_of_a_line_are_found_and_all_are_counted()
    {
        using var folder = Folder("usage.csv", $"{Csv}a,2026-07-01,m,Anna,5,1,x\nb,2026-07-02,m,Anna,9,1,x\nc,2026-07-03,m,Anna,7,1,x\n");
        var found = Found(folder, "m", most: 2);
        Assert.That((found.Rows, found.Usage.Input, found.Usage.Output), Is.EqualTo((3L, 21L, 3L)));
        Assert.That(found.Largest.Select(row => (row.At, row.Day?.Day)), Is.EqualTo(new[] { (3L, 2), (4, 3) }));
    }

    [Test]
    public void Rows_that_do_not_count_are_none_of_the_line()
    {
        using var folder = Folder("usage.csv", $"{Csv}a,2026-07-01,m,Anna,5,1,x\na,2026-07-01,m,Anna,5,1,x\nb,2026-07-01,m,Anna,6,0,x\n");
        Assert.That((Found(folder, "m").Rows, Found(folder, "m").Usage.Input), Is.EqualTo((2L, 11L)));
        Assert.That(At(folder, 3).Select(row => (row.Line, row.Rule)), Is.EqualTo(new[] { (default(LineKey), "same-identity") }));
        Assert.That(At(folder, 4).Select(row => (row.Line?.Model, row.Rule)), Is.EqualTo(new[] { ("m", "") }));
    }

    [Test]
    public void Everything_but_quantities_times_and_models_is_masked_in_a_table()
    {
        using var folder = Folder("usage.csv", $"{Csv}a,2026-07-01,m,\"Anna, of Berg\",5,1,\"a\nnote\"\n");
        Assert.That(
            Found(folder, "m").Largest.Single().Cells.Select(cell => $"{cell.Name}={cell.Value ?? "masked"}"),
            Is.EqualTo(
                new[] { "id=masked", "date=2026-07-01", "model=m", "user.name=masked", "usage.input=5", "usage.output=1", "note=masked" }
            )
        );
    }

    [TestCase("usage.jsonl", """{"id":"a","date":"2026-07-01","model":"m","user":{"name":"Anna"},"usage":{"input":5,"output":1}}""")]
    [TestCase(
        "usage.json",
        """{ "id": "a", "date": "2026-07-01", "model": "m", "user": { "name": "Anna" }, "usage": { "input": 5, "output": 1 } }"""
    )]
    public void And_in_json_by_its_whole_path(string name, string json)
    {
        using var folder = Folder(name, json + "\n");
        Assert.That(
            Found(folder, "m").Largest.Single().Cells.Select(cell => $"{cell.Name}={cell.Value ?? "masked"}"),
            Is.EqualTo(new[] { "id=masked", "date=2026-07-01", "model=m", "user.name=masked", "usage.input=5", "usage.output=1" })
        );
    }

    [Test]
    public void A_quantity_that_is_none_is_masked_since_columns_may_be_shifted()
    {
        using var folder = Folder("usage.csv", $"{Csv}a,2026-07-01,m,Anna,anna@acme.com,+4512345678,x\n");
        var row = At(folder, 2).Single();
        Assert.That(row.Rule, Does.StartWith("LE1"));
        Assert.That(
            row.Cells.Where(cell => cell.Name.StartsWith("usage", StringComparison.Ordinal)).Select(cell => cell.Value),
            Is.All.Null
        );
    }

    [Test]
    public void A_file_that_cannot_be_read_is_said()
    {
        using var folder = Folder("usage.csv", "");
        Assert.That(() => At(folder, 2), Throws.TypeOf<ConfigurationException>());
    }

    private static ExportFolder Folder(string name, string text) => new ExportFolder().As(Profile).With(name, text);

    private static RowsOfLine Found(ExportFolder folder, string model, int most = 10)
    {
        var activity = folder.Ingest();
        var key = activity.Lines.Single(line => line.Key.Model == model).Key;
        var path = folder.Paths.Single();
        return new RowFinder(folder.Formats, folder.Period, most).Find(
            folder.Source,
            path,
            activity.NotAccepted,
            new HashSet<LineKey> { key },
            default
        )[key];
    }

    private static ImmutableArray<FoundRow> At(ExportFolder folder, long line) =>
        new RowFinder(folder.Formats, folder.Period, 10).At(
            folder.Source,
            folder.Paths.Single(),
            folder.Ingest().NotAccepted,
            line,
            default
        );
}
