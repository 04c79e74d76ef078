using System.Globalization;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>
/// Ten thousand requests, with repetitions, partial records, unknown models and malformed rows among them: the totals are those of the
/// requests
/// alone, and every other row is listed with its reason and with the row that counts instead.
/// </summary>
public class MixedFaultsTests
{
    private const int Requests = 10_000;
    private const string Unknown = "in-house-7";
    private const string Header = "id,time,model,in,hit,out\n";

    private const string Profile = """
        { "id": "test.mixed", "title": "requests with an id", "container": ["csv", "jsonl"], "identity": "id",
          "fields": { "time": "time", "model": "model", "input": "in", "cached": "hit", "output": "out" },
          "semantics": { "grain": "request", "inputIncludesCached": true, "time": "yyyy-MM-dd HH:mm:ss", "zone": "UTC", "duplicates": "largest" } }
        """;

    private static readonly string[] Models = ["gpt-4o-mini-2024-07-18", "claude-sonnet-4-5-20250929", "mistral-medium-2508"];
    private static readonly Row[] Mixture = Mix();

    private static readonly Dictionary<(string Container, Fault Fault), string> Findings = new()
    {
        [("csv", Fault.Date)] = ":2 LE1002",
        [("csv", Fault.Negative)] = ":4 LE1003",
        [("csv", Fault.Text)] = ":6 LE1003",
        [("csv", Fault.Missing)] = ":6 LE1006",
        [("csv", Fault.Broken)] = " LE1007",
        [("jsonl", Fault.Date)] = " LE1002",
        [("jsonl", Fault.Negative)] = " LE1003",
        [("jsonl", Fault.Text)] = " LE1003",
        [("jsonl", Fault.Missing)] = " LE1009",
        [("jsonl", Fault.Broken)] = " LE1021",
    };

    private enum Fault
    {
        None,
        Date,
        Negative,
        Text,
        Missing,
        Broken,
    }

    [Test]
    public void Totals_are_those_of_the_requests_alone(
        [Values("csv", "jsonl")] string container,
        [Values("one", "two", "two swapped")] string files,
        [Values(1, 2)] int threads
    )
    {
        var activity = Read(container, Split(container, files), threads);
        var requests = Mixture.Where(row => row.IsRequest).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(activity.Rows, Is.EqualTo(new RowCounts(11_100, 10_000, 1_000, 0, 100)));
            Assert.That(
                (activity.Total.Requests, activity.Total.Input, activity.Total.Cached, activity.Total.Output),
                Is.EqualTo(
                    ((long)Requests, requests.Sum(row => row.Input), requests.Sum(row => row.Cached), requests.Sum(row => row.Output))
                )
            );
            Assert.That(activity.Lines.Where(line => line.Key.Model == Unknown).Sum(line => line.Rows), Is.EqualTo(200));
        });
    }

    [Test]
    public void Every_other_row_is_listed_with_its_reason_and_the_row_that_counts_instead(
        [Values("csv", "jsonl")] string container,
        [Values("one", "two", "two swapped")] string files,
        [Values(1, 2)] int threads
    )
    {
        var parts = Split(container, files);
        var activity = Read(container, parts, threads);
        var placed = Placed(container, parts);
        var kept = placed.Where(row => row.Row.IsRequest).ToDictionary(row => row.Row.Id, row => row.At);
        // of two equal rows the one that comes first counts
        foreach (var (at, row) in placed.Where(row => row.Row is { Fault: Fault.None, IsPartial: false }).Reverse())
            kept[row.Id] = at;
        var expected = placed
            .Where(row => row.Row.Fault != Fault.None || kept[row.Row.Id] != row.At)
            .Select(row =>
                row.Row.Fault == Fault.None
                    ? $"{row.At} {RowOutcome.Duplicate} {(row.Row.IsPartial ? "partial" : "same-identity")} {kept[row.Row.Id]}"
                    : $"{row.At} {RowOutcome.Rejected} {Findings[(container, row.Row.Fault)].Split(' ')[1]} :0"
            );
        Assert.That(activity.NotAccepted.SelectMany(Single), Is.EqualTo(expected));
    }

    [Test]
    public void Every_malformed_row_is_reported_with_its_place(
        [Values("csv", "jsonl")] string container,
        [Values("one", "two", "two swapped")] string files
    )
    {
        var parts = Split(container, files);
        var expected = Placed(container, parts)
            .Where(row => row.Row.Fault != Fault.None)
            .Select(row => $"{row.At}{Findings[(container, row.Row.Fault)]}");
        Assert.That(Read(container, parts, threads: 2).Issues.Select(issue => $"{issue.At} {issue.Code}"), Is.EqualTo(expected));
    }

    private static Row[] Mix()
    {
        var random = new Random(20_260_701);
        var rows = new List<(double Place, Row Row)>();
        for (var id = 0; id < Requests; id++)
        {
            var input = random.Next(100, 20_000);
            rows.Add(
                (
                    id,
                    new(
                        id,
                        random.Next(60 * 24 * 90),
                        id % 50 == 7 ? Unknown : Models[random.Next(Models.Length)],
                        input,
                        random.Next(input),
                        random.Next(2, 3_000)
                    )
                )
            );
        }

        var others = Enumerable.Range(0, Requests).ToArray();
        random.Shuffle(others);
        foreach (var id in others[..500])
            rows.Add((Anywhere(), rows[id].Row with { IsRepetition = true }));
        foreach (var id in others[500..1_000])
            rows.Add((Anywhere(), rows[id].Row with { IsPartial = true, Output = rows[id].Row.Output / 2 }));
        for (var bad = 0; bad < 100; bad++)
            rows.Add((Anywhere(), rows[random.Next(Requests)].Row with { Id = Requests + bad, Fault = Fault.Date + (bad % 5) }));
        return [.. rows.OrderBy(row => row.Place).Select(row => row.Row)];

        double Anywhere() => random.NextDouble() * Requests;
    }

    private static (string Name, Row[] Rows)[] Split(string container, string files) =>
        files switch
        {
            "one" => [($"a.{container}", Mixture)],
            "two" => [($"a.{container}", Mixture[..5_000]), ($"b.{container}", Mixture[5_000..])],
            _ => [($"a.{container}", Mixture[5_000..]), ($"b.{container}", Mixture[..5_000])],
        };

    private static List<(string At, Row Row)> Placed(string container, (string Name, Row[] Rows)[] parts) =>
        [.. parts.SelectMany(part => part.Rows.Select((row, index) => ($"{part.Name}:{index + (container == "csv" ? 2 : 1)}", row)))];

    private static IEnumerable<string> Single(RowDecision run) =>
        Enumerable
            .Range((int)run.FirstLine, (int)run.Rows)
            .Select(line => $"{run.Path}:{line} {run.Outcome} {run.Rule} {run.KeptPath}:{run.KeptLine}");

    private static Activity Read(string container, (string Name, Row[] Rows)[] parts, int threads)
    {
        using var folder = new ExportFolder { Threads = threads }.As(Profile);
        foreach (var (name, rows) in parts)
            folder.With(name, container == "csv" ? Header + string.Concat(rows.Select(Csv)) : string.Concat(rows.Select(Json)));
        return folder.Ingest();
    }

    private static string Csv(Row row) =>
        row.Fault switch
        {
            Fault.Date => $"r{row.Id},01/07/2026 10:00:00,{row.Model},{row.Input},{row.Cached},{row.Output}\n",
            Fault.Negative => $"r{row.Id},{row.Time},{row.Model},-{row.Input},0,{row.Output}\n",
            Fault.Text => $"r{row.Id},{row.Time},{row.Model},{row.Input},{row.Cached},many\n",
            Fault.Missing => $"r{row.Id},{row.Time},{row.Model},{row.Input},{row.Cached}\n",
            Fault.Broken => $"\"r{row.Id},{row.Time},{row.Model},{row.Input},{row.Cached},{row.Output}\n",
            _ => $"r{row.Id},{row.Time},{row.Model},{row.Input},{row.Cached},{row.Output}\n",
        };

    private static string Json(Row row)
    {
        var time = row.Fault == Fault.Date ? "01/07/2026 10:00:00" : row.Time;
        var input =
            row.Fault == Fault.Missing
                ? ""
                : $"\"in\":{(row.Fault == Fault.Negative ? "-" : "")}{row.Input},\"hit\":{(row.Fault == Fault.Negative ? 0 : row.Cached)},";
        var output = row.Fault == Fault.Text ? "\"many\"" : row.Output.ToString(CultureInfo.InvariantCulture);
        return $$"""{"id":"r{{row.Id}}","time":"{{time}}","model":"{{row.Model}}",{{input}}"out":{{output}}{{(row.Fault == Fault.Broken ? "" : "}")}}"""
            + "\n";
    }

    private sealed record Row(int Id, int Minute, string Model, long Input, long Cached, long Output)
    {
        public bool IsRepetition { get; init; }

        public bool IsPartial { get; init; }

        public Fault Fault { get; init; }

        public bool IsRequest => !IsRepetition && !IsPartial && Fault == Fault.None;

        public string Time => new DateTime(2026, 7, 1).AddMinutes(Minute).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
