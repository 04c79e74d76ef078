namespace LlmEnergy.Cli.Tests;

public class ProgressLineTests
{
    [Test]
    public void It_shows_share_rows_rate_time_left_and_file_and_cleans_up_at_the_end()
    {
        var (text, clock) = (new StringWriter(), new Clock());
        var line = new ProgressLine(text, clock);
        clock.Seconds = 2;
        // half of 200 MB in 2 s: 50 MB/s, 2 s left
        line.Report(new("exports/usage.csv", 100_000_000, 200_000_000, 1_234_567));
        Assert.That(text.ToString(), Is.EqualTo("\r50% 1,234,567 rows, 50 MB/s, 2 s left, exports/usage.csv"));
        clock.Seconds = 4;
        line.Report(new("exports/usage.csv", 200_000_000, 200_000_000, 2_469_134));
        Assert.That(text.ToString().Split('\r')[^1], Is.Empty);
    }

    [Test]
    public void It_is_written_at_most_ten_times_a_second()
    {
        var (text, clock) = (new StringWriter(), new Clock());
        var line = new ProgressLine(text, clock);
        clock.Seconds = 1;
        for (var i = 1; i < 50; i++)
            line.Report(new("a", i, 1_000, i));
        Assert.That(text.ToString().Count(character => character == '\r'), Is.EqualTo(1));
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => (long)(Seconds * 1_000);
    }
}
