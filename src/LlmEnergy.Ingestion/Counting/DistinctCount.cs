using System.Collections;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>How many distinct values of a field the rows so far have, in the order of rows and not of threads.</summary>
internal sealed class DistinctCount(Field counted)
{
    private readonly BitArray _seen = new(64);
    private int _count;

    public Field Field => counted;

    public int Count => _count;

    public int Add(in RowKey key)
    {
        var number = NumberOf(key);
        if (number >= _seen.Length)
            _seen.Length = Math.Max(number + 1, _seen.Length * 2);
        if (_seen[number])
            return _count;
        _seen[number] = true;
        return ++_count;
    }

    public int NumberOf(in RowKey key) =>
        counted switch
        {
            Field.Provider => key.Provider,
            Field.Account => key.Account,
            Field.Host => key.Host,
            Field.Model => key.Model,
            Field.Operation => key.Operation,
            Field.Region => key.Region,
            Field.ServiceTier => key.ServiceTier,
            Field.CostKey => key.CostKey,
            _ => key.Currency,
        };
}
