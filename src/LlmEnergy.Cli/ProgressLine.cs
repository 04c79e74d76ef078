using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Cli;

/// <summary>One line that is written over and over: share, rows, rate, time left, file. At most ten times a second.</summary>
public sealed class ProgressLine(TextWriter writer, TimeProvider time) : IProgress<IngestProgress>
{
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private long _last;
    private int _length;

    public void Report(IngestProgress value)
    {
        lock (_lock)
        {
            var done = value.BytesRead >= value.BytesTotal;
            if (!done && time.GetElapsedTime(_last).TotalMilliseconds < 100)
                return;
            _last = time.GetTimestamp();
            var line = Line(value, time.GetElapsedTime(_start).TotalSeconds);
            writer.Write('\r' + line.PadRight(_length) + (done ? '\r' + new string(' ', line.Length) + '\r' : ""));
            _length = done ? 0 : line.Length;
        }
    }

    private static string Line(IngestProgress at, double seconds)
    {
        var share = at.BytesTotal == 0 ? 1 : (double)at.BytesRead / at.BytesTotal;
        var left = share is 0 or 1 ? 0 : seconds / share * (1 - share);
        var name = at.File.Length <= 40 ? at.File : "..." + at.File[^37..];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{share:0%} {Counted.Of(at.Rows, "row")}, {at.BytesRead / 1e6 / Math.Max(seconds, 0.001):#,0} MB/s, {left:0} s left, {name}"
        );
    }
}
