using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tracing;

/// <summary>Recorded runs of rows that do not count, of one file, to be looked up by line.</summary>
internal sealed class RecordedRuns
{
    private readonly RowDecision[] _runs;

    public RecordedRuns(IEnumerable<RowDecision> runs) => _runs = [.. runs.OrderBy(run => run.FirstLine).ThenBy(run => run.LastLine)];

    /// <summary>Null where the row on this line counts.</summary>
    public RowDecision? At(long line)
    {
        var (from, to) = (0, _runs.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_runs[middle].LastLine < line)
                from = middle + 1;
            else
                to = middle;
        }

        return from < _runs.Length && _runs[from].FirstLine <= line ? _runs[from] : null;
    }
}
