using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows that were not accepted, as runs of neighbours with the same outcome by the same rule.</summary>
/// <param name="areKept">False where their rows have no lines that anybody could look at: memory then does not grow with them.</param>
internal sealed class DecisionRuns(string file, bool areKept)
{
    private readonly Chunks<RowDecision> _runs = new();
    private long _firstLine;
    private long _lastLine;
    private long _rows;
    private RowOutcome _outcome;
    private string _rule = "";
    private bool _isSorted = true;

    public int Count
    {
        get
        {
            Close();
            return _runs.Count;
        }
    }

    /// <summary>In the order of lines.</summary>
    public void CopyTo(Span<RowDecision> target)
    {
        Close();
        _runs.CopyTo(target);
        if (!_isSorted)
            target.Sort((one, other) => one.FirstLine.CompareTo(other.FirstLine));
    }

    public void Add(long line, RowOutcome outcome, string rule)
    {
        if (_rows > 0 && (outcome != _outcome || rule != _rule))
            Close();
        if (_rows++ == 0)
            (_firstLine, _outcome, _rule) = (line, outcome, rule);
        _lastLine = line;
    }

    /// <summary>Rows that another one counts for.</summary>
    public void AddDuplicate(long line, string rule, string? keptPath, long keptLine) =>
        AddRun(new(file, line, line, 1, RowOutcome.Duplicate, rule, keptPath, keptLine));

    /// <summary>Rows whose fate was settled after the file was read.</summary>
    public void AddSettled(RowDecision run)
    {
        AddRun(run);
        _isSorted = false;
    }

    /// <summary>An accepted row ends a run.</summary>
    public void Close()
    {
        if (_rows > 0)
            Keep(new(file, _firstLine, _lastLine, _rows, _outcome, _rule));
        _rows = 0;
    }

    private void AddRun(in RowDecision run)
    {
        Close();
        Keep(run);
    }

    private void Keep(in RowDecision run)
    {
        if (areKept)
            _runs.Add(run);
    }
}
