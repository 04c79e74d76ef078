using System.Globalization;
using CsCheck;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Whatever settles which rows count, the quarters of a year add up to the year: rows, requests, tokens and cost.</summary>
public class QuartersTests
{
    private static readonly DateOnly FirstDay = new(2026, 1, 1);
    private static readonly string[] Grains = ["hour", "day", "week", "month"];

    /// <summary>Days, most of them near an end of a quarter.</summary>
    private static readonly Gen<int> Day = Gen.OneOf(Gen.Int[0, 364], Gen.Int[87, 93], Gen.Int[178, 184], Gen.Int[270, 276]);

    private static readonly Gen<(int Day, int Id, int Parent, int Tokens, int File)[]> Rows = Gen.Select(
        Day,
        Gen.Int[0, 12],
        Gen.Int[0, 12],
        Gen.Int[0, 900],
        Gen.Int[0, 2]
    ).Array[1, 40];

    [TestCase("first", false)]
    [TestCase("largest", false)]
    [TestCase("first", true)]
    [TestCase("largest", true)]
    public void Requests_that_stand_in_several_rows_and_files(string duplicates, bool hasParents) =>
        Gen.Select(Rows, Gen.Int[0, 40])
            .Sample(
                (rows, wrong) =>
                {
                    using var folder = new ExportFolder(inMemory: true).As(
                        $$"""
                        { "id": "test.rows", "title": "rows", "container": ["csv"], "identity": "id", {{(
                            hasParents ? "\"parent\": \"parent\"," : ""
                        )}}
                          "fields": { "time": "day", "model": "model", "input": "in", "cached": "cached", "output": "out", "cost": "cost" },
                          "requires": { "model": "a model" }, "ignore": [ { "rule": "silent", "when": { "in": "0" } } ],
                          "semantics": { "grain": "request", "inputIncludesCached": true, "time": "yyyy-MM-dd", "zone": "UTC", "currency": "USD", "duplicates": "{{duplicates}}" } }
                        """
                    );
                    var texts = rows.Select(
                        (row, index) =>
                        {
                            var (id, parent) = (row.Id == 0 ? "" : $"r{row.Id}", row.Parent <= row.Id ? "" : $"r{row.Parent}");
                            // one row lacks its model, one has a part above its whole
                            var (model, cached) = (index == wrong ? "" : "m", index == wrong + 1 ? row.Tokens + 1 : 0);
                            return (
                                row.File,
                                Text: $"{id},{parent},{Named(row.Day)},{model},{row.Tokens},{cached},{row.Id * row.Day},0.{row.Tokens:000}1\n"
                            );
                        }
                    );
                    foreach (var file in texts.GroupBy(row => row.File))
                        folder.With(
                            $"{file.Key}.csv",
                            "id,parent,day,model,in,cached,out,cost\n" + string.Concat(file.Select(row => row.Text))
                        );
                    AssertQuartersAreTheYear(folder);
                },
                iter: 150
            );

    [Test]
    public void Exports_of_hours_days_weeks_and_months_that_overlap() =>
        Gen.Select(Gen.Select(Day, Gen.Int[0, 3], Gen.Int[0, 900], Gen.Int[0, 2]).Array[1, 30], Gen.Int[0, 3].Array[3], Gen.Bool)
            .Sample(
                (rows, days, hasIdentity) =>
                {
                    using var folder = new ExportFolder(inMemory: true).As(
                        $$"""
                        { "id": "test.buckets", "title": "buckets", "container": ["csv"], {{(
                            hasIdentity ? "\"identity\": [\"start\", \"end\", \"in\"]," : ""
                        )}}
                          "fields": { "time": "start", "timeEnd": "end", "model": "model", "input": "in", "output": "out", "cost": "cost" },
                          "semantics": { "grain": "bucket", "time": "iso", "zone": "UTC", "currency": "EUR" {{(
                            hasIdentity ? ", \"duplicates\": \"largest\"" : ""
                        )}} } }
                        """
                    );
                    // the grain is that of the file: buckets of one export do not overlap
                    foreach (var file in rows.GroupBy(row => row.Item4))
                    {
                        var grain = Grains[days[file.Key]];
                        var lines = file.Select(row =>
                        {
                            var (start, end) = Bucket(grain, row.Item1);
                            return $"{start:yyyy-MM-ddTHH:mm:ssZ},{end:yyyy-MM-ddTHH:mm:ssZ},m{row.Item2},{row.Item3},{row.Item2},{row.Item3}.5\n";
                        });
                        folder.With($"{file.Key}.csv", "start,end,model,in,out,cost\n" + string.Concat(lines));
                    }

                    folder.Source = folder.Source with
                    {
                        Intake = days.Index()
                            .Where(day => day.Item > 0)
                            .ToDictionary(day => $"{day.Index}.csv", day => new Intake(new(2027, 1, day.Item), null, null, "")),
                    };
                    AssertQuartersAreTheYear(folder);
                },
                iter: 200
            );

    [Test]
    public void Bills_beside_usage() =>
        Gen.Select(Day.Array[1, 10], Day.Array[1, 10])
            .Sample(
                (used, billed) =>
                {
                    static string Page(string result, int day) =>
                        $$"""{"object":"page","data":[{"object":"bucket","start_time":{{Seconds(day)}},"end_time":{{Seconds(day + 1)}},"results":[{{result}}]}],"has_more":false}"""
                        + "\n";

                    using var folder = new ExportFolder(inMemory: true)
                        .With(
                            "usage.jsonl",
                            string.Concat(
                                used.Select(day =>
                                    Page(
                                        """{"object":"organization.usage.completions.result","input_tokens":10,"output_tokens":1,"num_model_requests":1,"model":"gpt-5"}""",
                                        day
                                    )
                                )
                            )
                        )
                        .With(
                            "costs.jsonl",
                            string.Concat(
                                billed.Select(day =>
                                    Page(
                                        """{"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-5","project_id":"p"}""",
                                        day
                                    )
                                )
                            )
                        );
                    AssertQuartersAreTheYear(folder);
                },
                iter: 60
            );

    private static void AssertQuartersAreTheYear(ExportFolder folder)
    {
        var firsts = new[] { 1, 4, 7, 10 }.Select(month => new DateOnly(FirstDay.Year, month, 1));
        var quarters = firsts.Select(first => Of(folder, first, first.AddMonths(3).AddDays(-1))).Aggregate((one, other) => one + other);
        Assert.That(quarters, Is.EqualTo(Of(folder, FirstDay, FirstDay.AddYears(1).AddDays(-1))));
    }

    private static Totals Of(ExportFolder folder, DateOnly first, DateOnly last)
    {
        folder.Period = ReportingPeriod.Spanning(first, last);
        var activity = folder.Ingest();
        var total = activity.Lines.Aggregate(Usage.None, (sum, line) => sum + line.Usage);
        var cost = activity.Lines.Concat(activity.Bills).Sum(line => line.Cost?.Amount ?? 0m);
        return new(activity.Rows.Accepted, total.Requests, total.Input, total.Cached, total.Output, cost);
    }

    private static (DateTime Start, DateTime End) Bucket(string grain, int day)
    {
        var date = FirstDay.AddDays(day).ToDateTime(TimeOnly.MinValue);
        return grain switch
        {
            "hour" => (date.AddHours(day % 24), date.AddHours((day % 24) + 1)),
            "day" => (date, date.AddDays(1)),
            "week" => (date.AddDays(-(day % 7)), date.AddDays(7 - (day % 7))),
            _ => (new(date.Year, date.Month, 1), new DateTime(date.Year, date.Month, 1).AddMonths(1)),
        };
    }

    private static string Named(int day) => FirstDay.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Seconds(int day) =>
        new DateTimeOffset(FirstDay.AddDays(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

    private sealed record Totals(long Rows, long Requests, long Input, long Cached, long Output, decimal Cost)
    {
        public static Totals operator +(Totals one, Totals other) =>
            new(
                one.Rows + other.Rows,
                one.Requests + other.Requests,
                one.Input + other.Input,
                one.Cached + other.Cached,
                one.Output + other.Output,
                one.Cost + other.Cost
            );
    }
}
