using System.Globalization;
using System.Text;

namespace LlmEnergy.Service;

/// <summary>What the service did since it began: for health and metrics.</summary>
internal sealed class Tally
{
    private long _accepted;
    private long _duplicates;
    private long _refused;
    private long _drafts;
    private long _failures;
    private long _fetched;

    /// <summary>Files in the inbox.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether the last round ended without a failure.</summary>
    public bool IsHealthy { get; set; } = true;

    public long Drafts => Interlocked.Read(ref _drafts);

    public long Accepted => Interlocked.Read(ref _accepted);

    public void Count(InboxFate fate) =>
        Interlocked.Increment(
            ref fate == InboxFate.Accepted ? ref _accepted : ref fate == InboxFate.Duplicate ? ref _duplicates : ref _refused
        );

    public void Drafted() => Interlocked.Increment(ref _drafts);

    public void Failed()
    {
        Interlocked.Increment(ref _failures);
        IsHealthy = false;
    }

    public void Fetched(int files) => Interlocked.Add(ref _fetched, files);

    /// <summary>In the text format of Prometheus.</summary>
    public string Metrics()
    {
        var text = new StringBuilder();
        foreach (
            var (name, kind, value) in new[]
            {
                ("llmenergy_inbox_files", "gauge", Waiting),
                ("llmenergy_accepted_total", "counter", Accepted),
                ("llmenergy_duplicates_total", "counter", Interlocked.Read(ref _duplicates)),
                ("llmenergy_refused_total", "counter", Interlocked.Read(ref _refused)),
                ("llmenergy_fetched_total", "counter", Interlocked.Read(ref _fetched)),
                ("llmenergy_drafts_total", "counter", Drafts),
                ("llmenergy_failures_total", "counter", Interlocked.Read(ref _failures)),
            }
        )
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n{name} {value}\n");
        return text.ToString();
    }
}
