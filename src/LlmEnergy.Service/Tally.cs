using System.Globalization;
using System.Text;

namespace LlmEnergy.Service;

/// <summary>What the service did since it began: for health and metrics, which other threads read.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private long _accepted;
    private long _duplicates;
    private long _refused;
    private long _fetched;
    private long _drafts;
    private long _failures;
    private int _waiting;
    private bool _isHealthy = true;

    /// <summary>Whether the last round ended without a failure.</summary>
    public bool IsHealthy
    {
        get
        {
            lock (_lock)
                return _isHealthy;
        }
    }

    public long Accepted
    {
        get
        {
            lock (_lock)
                return _accepted;
        }
    }

    public long Drafts
    {
        get
        {
            lock (_lock)
                return _drafts;
        }
    }

    /// <param name="waiting">Files in the inbox.</param>
    public void Look(int waiting)
    {
        lock (_lock)
            _waiting = waiting;
    }

    public void Add(RoundResult round)
    {
        lock (_lock)
        {
            _accepted += round.Accepted;
            _duplicates += round.Duplicates;
            _refused += round.Refused.Length;
            _fetched += round.Fetched;
            _drafts += round.Drafts;
            _waiting -= round.Accepted + round.Duplicates;
            _isHealthy = round.Failure is null;
            _failures += _isHealthy ? 0 : 1;
        }
    }

    /// <summary>In the text format of Prometheus.</summary>
    public string Metrics()
    {
        lock (_lock)
        {
            var text = new StringBuilder();
            foreach (
                var (name, kind, value) in new[]
                {
                    ("llmenergy_inbox_files", "gauge", _waiting),
                    ("llmenergy_accepted_total", "counter", _accepted),
                    ("llmenergy_duplicates_total", "counter", _duplicates),
                    ("llmenergy_refused_total", "counter", _refused),
                    ("llmenergy_fetched_total", "counter", _fetched),
                    ("llmenergy_drafts_total", "counter", _drafts),
                    ("llmenergy_failures_total", "counter", _failures),
                }
            )
                text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n{name} {value}\n");
            return text.ToString();
        }
    }
}
