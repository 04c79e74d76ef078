using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// What tells the rows of one source apart. Rows come in the order of files and lines, whatever the threads: the first of those that have
/// one
/// identity is the original. Where the largest counts instead, or a parent may repeat its children, rows wait until all files are read.
/// </summary>
/// <param name="areUnique">Whether a database has told them apart already: a sample of them is then enough.</param>
internal sealed class SourceIdentities(long mostBytes, bool areUnique = false) : IDisposable
{
    private readonly IdentitySet _seen = new(mostBytes);
    private readonly SmallestHashes _unique = new(IdentitySample.Most);
    private readonly RowNumbers _numbers = new();
    private readonly HeldRows _held = new();
    private readonly CounterRows _counters = new();
    private string? _lastMet;

    public long Count => _seen.Count + _held.Count;

    /// <summary>Whether rows of this file were met.</summary>
    public bool HasMet(string file) => _lastMet == file;

    /// <summary>Some share of a file brought so many identities: all of it will bring them in proportion.</summary>
    /// <param name="before">Identities before the file.</param>
    public void Foresee(long before, long bytesRead, long bytes)
    {
        if (bytesRead > 0 && bytes > bytesRead)
            _seen.Foresee(before + (long)((Count - before) * ((double)bytes / bytesRead)));
    }

    public void Expect(ulong identity) => _seen.Prefetch(identity);

    /// <summary>The place of a row that does not count, in the tree of rows.</summary>
    public void Link(in UsageRow row)
    {
        if (row.Parent != 0 && row.Identity != 0)
            _held.Link(row.Identity, row.Parent);
    }

    /// <summary>Keeps a row until all are known.</summary>
    public void Hold(FileTotals file, in UsageRow row)
    {
        _lastMet = file.Path;
        if (file.Mapping.Counter is null)
            _held.Add(file, row);
        else
            _counters.Add(file, row);
    }

    /// <param name="original">The row that came first, where that is still known.</param>
    public bool IsFirst(FileTotals file, in UsageRow row, out (FileTotals File, long Line)? original)
    {
        original = null;
        if (areUnique)
        {
            _unique.Add(row.Identity);
            return true;
        }

        _lastMet = file.Path;
        if (_seen.Add(row.Identity, _numbers.Next(file, row.At.Line), out var first))
            return true;
        original = _numbers.Find(first);
        return false;
    }

    /// <summary>Decides on the rows that wait.</summary>
    /// <returns>A sample of all identities.</returns>
    public IdentitySample Settle()
    {
        var sample = _seen.Smallest(IdentitySample.Most).Concat(_unique.InOrder()).Concat(_held.Identities);
        _held.Settle();
        _counters.Settle();
        return new([.. sample.Order().Take(IdentitySample.Most)]);
    }

    public void Dispose() => _seen.Dispose();
}
