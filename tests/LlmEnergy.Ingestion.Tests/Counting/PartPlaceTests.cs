using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Counting;

/// <summary>Formats whose rows differ in whether cached tokens and reasoning are inside the input and the output.</summary>
public class PartPlaceTests
{
    [TestCase("100,30,10,20,,120", 100, 20, "inside")]
    [TestCase("100,30,10,20,,160", 140, 20, "beside")]
    [TestCase("100,,,20,5,120", 100, 20, "inside")]
    [TestCase("100,,,20,5,125", 100, 25, "beside")]
    [TestCase("100,30,10,20,5,165", 140, 25, "beside")]
    [TestCase("100,30,10,20,5,125", 100, 25, "beside")]
    public void The_total_of_the_row_tells(string row, long input, long output, string place)
    {
        var activity = Of("by-total", row);
        Assert.That((activity.Total.Input, activity.Total.Output), Is.EqualTo((input, output)));
        Assert.That(activity.Files.Single().Parts, Is.EqualTo(place == "inside" ? new PartCounts(1, 0, 0) : new PartCounts(0, 1, 0)));
        Assert.That(activity.Issues, Is.Empty);
    }

    [TestCase("by-total", "100,90,20,20,,120")]
    [TestCase("by-size", "100,90,20,20,,")]
    [TestCase("by-size", "100,110,,20,,120")]
    public void Parts_that_are_larger_than_the_input_cannot_be_inside_it(string place, string row)
    {
        var activity = Of(place, row);
        Assert.That((activity.Total.Input, activity.Files.Single().Parts), Is.EqualTo((210L, new PartCounts(0, 1, 0))));
    }

    [Test]
    public void By_size_a_part_that_fits_is_inside()
    {
        var activity = Of("by-size", "100,90,,20,5,");
        Assert.That(
            (activity.Total.Input, activity.Total.Output, activity.Files.Single().Parts),
            Is.EqualTo((100L, 20L, new PartCounts(1, 0, 0)))
        );
    }

    [TestCase("100,30,10,20,,777")]
    [TestCase("100,30,10,20,,")]
    public void Where_no_total_tells_the_parts_are_read_as_inside_and_it_is_said(string row)
    {
        var activity = Of("by-total", row);
        Assert.Multiple(() =>
        {
            Assert.That((activity.Total.Input, activity.Total.Cached, activity.Total.CacheWrite), Is.EqualTo((100L, 30L, 10L)));
            Assert.That(activity.Files.Single().Parts, Is.EqualTo(new PartCounts(0, 0, 1)));
            Assert.That(
                activity.Issues.Single().ToString(),
                Is.EqualTo(
                    "usage.csv: warning LE1042: found 1 row that does not tell whether its parts (40 tokens) are inside or beside the "
                        + "whole, "
                        + "expected a total that does: they are read as inside, so that no token counts twice"
                )
            );
        });
    }

    [Test]
    public void Each_row_tells_for_itself()
    {
        var activity = Of("by-total", "100,30,,20,,120", "100,30,,20,,150", "100,,,20,,120", "100,0,,20,,120");
        Assert.That((activity.Total.Input, activity.Files.Single().Parts), Is.EqualTo((430L, new PartCounts(1, 1, 0))));
    }

    [Test]
    public void A_duplicate_is_not_counted_among_them()
    {
        var activity = Of("by-total", "100,30,,20,,120,a", "100,30,,20,,120,a");
        Assert.That((activity.Rows.Duplicate, activity.Files.Single().Parts), Is.EqualTo((1L, new PartCounts(1, 0, 0))));
    }

    [Test]
    public void A_total_is_needed_for_it() =>
        Assert.That(
            Assert
                .Throws<ConfigurationException>(() =>
                    ExportFolder.Of(
                        Profile("by-total").Replace("\"total\": \"total\"", "\"images\": \"total\"", StringComparison.Ordinal),
                        ""
                    )
                )!
                .Issues.Single()
                .Message,
            Is.EqualTo("fields.total: found nothing, expected the total that says it by-total")
        );

    [Test]
    public void Another_word_is_refused() =>
        Assert.That(
            Assert.Throws<ConfigurationException>(() => Of("by-luck"))!.Issues.Select(issue => issue.Message),
            Does.Contain("semantics.inputIncludesCached: found 'by-luck', expected by-total or by-size")
        );

    private static Activity Of(string place, params string[] rows) =>
        ExportFolder.Of(
            Profile(place),
            "day,in,cached,written,out,reasoning,total,id\n"
                + string.Concat(
                    rows.Select((row, index) => $"2026-01-05,{row}{(row.Count(mark => mark == ',') == 5 ? $",{index}" : "")}\n")
                )
        );

    private static string Profile(string place) =>
        $$"""
            { "id": "test.places", "title": "places", "container": "csv", "identity": "id",
              "fields": { "time": "day", "input": "in", "cached": "cached", "cacheWrite": "written", "output": "out", "reasoning": "reasoning", "total": "total" },
              "semantics": { "grain": "request", "time": "yyyy-MM-dd", "zone": "UTC",
                "inputIncludesCached": "{{place}}", "inputIncludesCacheWrite": "{{place}}", "outputIncludesReasoning": "{{place}}" } }
            """;
}
