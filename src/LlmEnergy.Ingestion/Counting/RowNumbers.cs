namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Where the rows of a source stand, by their number: a file and a line for the first of each stretch of rows that are equally many lines
/// apart,
/// which is one for nearly every file.
/// </summary>
internal sealed class RowNumbers
{
    private readonly List<(uint First, FileTotals File, long Line, long Apart)> _stretches = [];
    private uint _next;
    private long _lastLine;

    /// <summary>Number of the next row, which stands there.</summary>
    public uint Next(FileTotals file, long line)
    {
        if (
            _stretches.Count == 0
            || _stretches[^1] is var stretch && (stretch.File != file || line != stretch.Line + ((_next - stretch.First) * stretch.Apart))
        )
        {
            // the row before begins the stretch if it is of this file: two rows tell how far apart they are
            var apart = _stretches.Count > 0 && _stretches[^1].File == file ? line - _lastLine : 1;
            _stretches.Add((_next, file, line, apart));
        }

        _lastLine = line;
        return _next++;
    }

    public (FileTotals File, long Line)? Find(uint number)
    {
        if (number >= _next)
            return null;
        var (low, high) = (0, _stretches.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_stretches[middle].First <= number)
                low = middle;
            else
                high = middle - 1;
        }

        var found = _stretches[low];
        return (found.File, found.Line + ((number - found.First) * found.Apart));
    }
}
