namespace LlmEnergy.Ingestion.Databases;

/// <summary>Answers of servers that work at the same time, and are read one after the other.</summary>
internal sealed class ShardAnswers : IDisposable
{
    private readonly Queue<(OpenTable Table, Task<Stream> Csv)> _asked;
    private readonly CancellationTokenSource _ending;

    public ShardAnswers(IReadOnlyList<OpenTable> tables, string sql, CancellationToken cancellation)
    {
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var token = _ending.Token;
        _asked = new(tables.Select(table => (table, Task.Run(() => table.Database.Csv(sql, token)))));
    }

    /// <summary>Whoever takes an answer closes it.</summary>
    public IEnumerable<(OpenTable Table, Stream Csv)> InTurn()
    {
        while (_asked.TryPeek(out var next))
        {
            var csv = next.Csv.GetAwaiter().GetResult();
            _asked.Dequeue();
            yield return (next.Table, csv);
        }
    }

    /// <summary>Where one of them fails, the others are ended.</summary>
    public void Dispose()
    {
        if (_asked.Count > 0)
            _ending.Cancel();
        foreach (var (_, csv) in _asked)
        {
            try
            {
                csv.GetAwaiter().GetResult().Dispose();
            }
            catch (Exception e) when (e is Findings.RefusedFileException or OperationCanceledException)
            {
                // the first that failed is the one that is told of
            }
        }

        _ending.Dispose();
    }
}
