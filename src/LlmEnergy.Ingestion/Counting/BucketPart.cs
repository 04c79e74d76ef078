using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// What one export, in one file or in several parts, states of one provider, account and operation: exports of others cannot repeat it.
/// </summary>
internal sealed class BucketPart
{
    private readonly BucketSum[] _sums;
    private readonly long _longest;

    private BucketPart(FileTotals file, string what, DateOnly? obtainedOn, IEnumerable<BucketSum> sums)
    {
        (File, What, ObtainedOn) = (file, what, obtainedOn);
        _sums =
        [
            .. sums.OrderBy(sum => sum.Bucket.Start)
                .ThenBy(sum => sum.Bucket.End)
                .ThenBy(sum => sum.File.Path, StringComparer.Ordinal)
                .ThenBy(sum => sum.Key),
        ];
        _longest = _sums.Max(sum => sum.Bucket.End - sum.Bucket.Start);
        (Start, End) = (_sums[0].Bucket.Start, _sums.Max(sum => sum.Bucket.End));
        (Tokens, Cost) = (_sums.Sum(sum => sum.Tokens), _sums.Sum(sum => sum.Cost));
    }

    /// <summary>The first of its parts: what is said of the export is said of it.</summary>
    public FileTotals File { get; }

    public string What { get; }

    /// <summary>Null where nobody states it.</summary>
    public DateOnly? ObtainedOn { get; }

    /// <summary>Seconds since 1970 (UTC).</summary>
    public long Start { get; }

    /// <summary>The first second after it.</summary>
    public long End { get; }

    public decimal Tokens { get; }

    public decimal Cost { get; }

    /// <param name="files">The parts of one export, in the order of their paths, all of which were obtained on one day.</param>
    public static IEnumerable<BucketPart> Of(IReadOnlyList<FileTotals> files, SourceInput source)
    {
        var intake = source.IntakeOf(files[0].Path);
        return files
            .SelectMany(file =>
                file.Lines.All.Select(line =>
                    (What: WhatOf(file, source, source.IntakeOf(file.Path), line.Key), Sum: SumOf(file, source, line))
                )
            )
            .GroupBy(line => line.What, StringComparer.Ordinal)
            .Select(part => new BucketPart(files[0], part.Key, intake.ObtainedOn, part.Select(line => line.Sum)));
    }

    /// <summary>Those that share time with a stretch.</summary>
    public IEnumerable<BucketSum> Meeting(long start, long end)
    {
        var (low, high) = (0, _sums.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sums[middle].Bucket.Start <= start - _longest)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < _sums.Length && _sums[low].Bucket.Start < end; low++)
        {
            if (_sums[low].Bucket.End > start)
                yield return _sums[low];
        }
    }

    private static string WhatOf(FileTotals file, SourceInput source, Intake intake, in RowKey key) =>
        string.Join(
            '\n',
            file.Mapping.Semantics.IsBill,
            source.ProviderOr(file.Dimensions[Field.Provider][key.Provider]),
            SourceLines.Stated(file.Dimensions[Field.Account][key.Account], source.Account),
            OperationOf(file.Dimensions[Field.Operation][key.Operation]),
            intake.Filter
        );

    /// <summary>An export that names no operation is one of completions, as another format of the same usage names them.</summary>
    private static string OperationOf(string operation) => operation.Length == 0 ? "completions" : operation;

    private static BucketSum SumOf(FileTotals file, SourceInput source, (int Number, RowKey Key, LineTotals Totals) line)
    {
        var (names, key, totals) = (file.Dimensions, line.Key, line.Totals);
        var values = new BucketValues(
            names[Field.Host][key.Host],
            names[Field.Model][key.Model],
            SourceLines.Stated(names[Field.Region][key.Region], source.Region),
            names[Field.ServiceTier][key.ServiceTier],
            names[Field.CostKey][key.CostKey],
            names[Field.Currency][key.Currency]
        );
        return new(file, line.Number, file.BucketOf(key), values, totals.Usage, totals.Cost, totals.HasCost, IsInside: !key.IsOutside);
    }
}

/// <summary>The rows of one key and one stretch of time, added up.</summary>
/// <param name="File">The file that states them.</param>
/// <param name="Key">Number of the key in its file.</param>
/// <param name="IsInside">Of the period.</param>
internal sealed record BucketSum(
    FileTotals File,
    int Key,
    Bucket Bucket,
    BucketValues Values,
    Usage Usage,
    decimal Cost,
    bool HasCost,
    bool IsInside
)
{
    /// <summary>False where another export counts for it.</summary>
    public bool Counts { get; set; } = true;

    public decimal Tokens => (decimal)Usage.Input + Usage.Output;
}
