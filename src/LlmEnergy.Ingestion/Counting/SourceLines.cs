using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>The lines of all files of one source. Sums are exact, so neither the order of files nor of rows shows in them.</summary>
internal sealed class SourceLines(SourceInput source, SumLimit limit)
{
    private readonly Dictionary<LineKey, LineTotals> _lines = [];
    private readonly Dictionary<LineKey, LineTotals> _bills = [];

    /// <summary>What exports of usage state, and not the pages of another bill.</summary>
    private readonly HashSet<(DateOnly Month, string Provider)> _used = [];

    /// <summary>In the order of their keys.</summary>
    public ImmutableArray<ActivityLine> Usage => InOrder(_lines);

    /// <summary>Prices of usage that stands in the lines.</summary>
    public ImmutableArray<ActivityLine> Bills => InOrder(_bills);

    /// <returns>Rows that went to the bills: those of a bill, in a month and of a provider whose usage is there. So bills come last. What
    /// tokens they state beside their price is that usage again, and no usage that was accepted.</returns>
    /// <exception cref="OverflowException">Before anything is added: the sums could not be held.</exception>
    public (long BillRows, Usage Accepted) Add(FileTotals file, Usage accepted)
    {
        limit.Add(accepted, file.Lines.Inside.Select(line => line.Totals));
        var isBill = file.Mapping.Semantics.IsBill;
        var billed = 0L;
        foreach (var (_, key, totals) in file.Lines.Inside)
        {
            var lineKey = KeyOf(source, key, file.Dimensions);
            if (!isBill)
                _used.Add((lineKey.Month, lineKey.Provider));
            if (!isBill || !_used.Contains((lineKey.Month, lineKey.Provider)))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_lines, lineKey, out _).Add(totals);
                continue;
            }

            billed += totals.Rows;
            accepted = Without(accepted, totals.Usage);
            CollectionsMarshal.GetValueRefOrAddDefault(_bills, lineKey, out _).AddPrice(totals);
        }

        return (billed, accepted);
    }

    private static Usage Without(in Usage accepted, in Usage stated) =>
        accepted with
        {
            Input = accepted.Input - stated.Input,
            Cached = accepted.Cached - stated.Cached,
            CacheWrite = accepted.CacheWrite - stated.CacheWrite,
            Output = accepted.Output - stated.Output,
        };

    /// <summary>Corrections that take off more than the period holds: usage of another period was billed in this one.</summary>
    public void SayBelowZero(ICollection<Issue> issues)
    {
        foreach (var line in Usage.Where(line => line.Usage is { Input: < 0 } or { Output: < 0 } or { Cached: < 0 } or { CacheWrite: < 0 }))
        {
            var (input, output) = (line.Usage.Input, line.Usage.Output);
            var at = new SourceLocation($"source {source.Id}", 0, 0);
            var found = string.Create(
                CultureInfo.InvariantCulture,
                $"found {Quoted.Of(line.Key.Model)} in {line.Key.Month:yyyy-MM} at {input:N0} input and {output:N0} output tokens"
            );
            issues.Add(new(at, IssueCodes.BelowZero, $"{found}, expected none below zero: corrections are larger than what they correct"));
        }
    }

    private static ImmutableArray<ActivityLine> InOrder(Dictionary<LineKey, LineTotals> lines) =>
        [
            .. lines
                .OrderBy(line => line.Key, LineKey.Order)
                .Select(
                    (line, index) =>
                        new ActivityLine(
                            index + 1,
                            line.Key,
                            line.Value.Rows,
                            line.Value.Usage,
                            line.Value.Moments,
                            line.Value.HasCost ? new Money(line.Value.Cost, line.Key.Currency) : null
                        )
                ),
        ];

    /// <summary>The line that rows of this key of a file are of.</summary>
    public static LineKey KeyOf(SourceInput source, in RowKey key, Dimensions names)
    {
        var costKey = names[Field.CostKey][key.CostKey];
        return new(
            key.FirstOfMonth,
            source.Id,
            source.ProviderOr(names[Field.Provider][key.Provider]),
            Stated(names[Field.Account][key.Account], source.Account),
            names[Field.Host][key.Host],
            names[Field.Model][key.Model],
            names[Field.Operation][key.Operation],
            Stated(names[Field.Region][key.Region], source.Region),
            names[Field.ServiceTier][key.ServiceTier],
            source.CostKeyOf(costKey),
            names[Field.Currency][key.Currency],
            key.Band,
            key.Basis
        )
        {
            Energy = key.Energy,
        };
    }

    public static string Stated(string inFile, string? ofSource) => inFile.Length > 0 ? inFile : ofSource ?? "";
}
