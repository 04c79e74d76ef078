using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Tells how far reading has come, every few megabytes, and asks then whether to stop.</summary>
internal sealed class ReadingProgress(IProgress<IngestProgress>? progress, long bytesTotal)
{
    private const long Step = 2 << 20;
    private string _file = "";
    private long _before;
    private long _next;
    private long _rows;

    public void Begin(string file, CancellationToken cancellation)
    {
        (_file, _next) = (file, Step);
        Report(0, cancellation);
    }

    public void Passed(long offset, CancellationToken cancellation)
    {
        _rows++;
        if (offset < _next)
            return;
        _next = offset + Step;
        Report(offset, cancellation);
    }

    public void End(long bytes)
    {
        _before += bytes;
        progress?.Report(new(_file, _before, bytesTotal, _rows));
    }

    private void Report(long offset, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new(_file, Math.Min(_before + offset, bytesTotal), bytesTotal, _rows));
    }
}
