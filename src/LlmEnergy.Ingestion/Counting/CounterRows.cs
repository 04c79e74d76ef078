using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows of counters wait until all of their source are known, and count as steps from the row before in their series.</summary>
internal sealed class CounterRows
{
    private readonly Dictionary<(string Format, ulong Series, ulong Start), List<(FileTotals File, UsageRow Row)>> _series = [];
    private readonly Dictionary<FileTotals, (long Series, long Tokens)> _begun = [];

    public void Add(FileTotals file, in UsageRow row)
    {
        var key = (file.Mapping.Id, row.Identity, row.Parent);
        if (!_series.TryGetValue(key, out var rows))
            _series[key] = rows = [];
        rows.Add((file, row));
    }

    public void Settle()
    {
        // rows came in the order of files and lines, which stays where times are the same
        foreach (var rows in _series.Values)
            Settle([.. rows.OrderBy(row => row.File.BucketOf(row.File.Reader.Keys[row.Row.Key]).Start)]);
        foreach (var (file, (series, tokens)) in _begun.OrderBy(begun => begun.Key.Path, StringComparer.Ordinal))
        {
            file.Warn(
                IssueCodes.CountingBegins,
                $"found {Counted.Of(series, "counter that states", "counters that state")} {Counted.Of(tokens, "token")} in the first row, "
                    + "expected where they began at zero: counting begins with that row, what came before it is not counted"
            );
        }

        _series.Clear();
        _begun.Clear();
    }

    private void Settle(List<(FileTotals File, UsageRow Row)> rows)
    {
        var (lastFile, last) = rows[0];
        if (last.Parent != 0)
        {
            Accept(lastFile, last, last);
        }
        else
        {
            lastFile.Settle(last, RowOutcome.Ignored, "counting-begins", null, 0);
            var (series, tokens) = _begun.GetValueOrDefault(lastFile);
            _begun[lastFile] = (series + 1, tokens + last.Usage.Input + last.Usage.Output);
        }

        foreach (var (file, row) in rows.Skip(1))
        {
            var isSame = row.Usage == last.Usage && row.Cost == last.Cost;
            if (isSame)
                file.Settle(row with { Usage = default, Cost = 0m }, RowOutcome.Duplicate, "same-count", lastFile, last.At.Line);
            else if (IsLower(row, last))
                Accept(file, row, row);
            else
                Accept(file, row, row with { Usage = Step(row.Usage, last.Usage), Cost = row.Cost - last.Cost });
            (lastFile, last) = (file, row);
        }
    }

    /// <summary>With the key of what was added: its mean context.</summary>
    private static void Accept(FileTotals file, in UsageRow row, in UsageRow step)
    {
        var (band, basis) = BoundMapping.Context(step.Usage, file.Mapping.Semantics.Grain);
        var key = file.Reader.Keys[row.Key] with { Band = band, Basis = basis };
        file.Settle(step with { Key = file.Reader.Keys.NumberOf(key), Band = band }, RowOutcome.Accepted, "", null, 0);
    }

    /// <summary>The counter began again.</summary>
    private static bool IsLower(in UsageRow row, in UsageRow last) =>
        row.Cost < last.Cost
        || Step(row.Usage, last.Usage)
            is { Requests: < 0 }
                or { Input: < 0 }
                or { Cached: < 0 }
                or { CacheWrite: < 0 }
                or { Output: < 0 }
                or { Reasoning: < 0 }
                or { Images: < 0 }
                or { AudioMilliseconds: < 0 }
                or { Characters: < 0 }
                or { GenerationMilliseconds: < 0 }
                or { EnergyMicrojoules: < 0 };

    private static Usage Step(in Usage now, in Usage before) =>
        new(
            now.Requests - before.Requests,
            now.Input - before.Input,
            now.Cached - before.Cached,
            now.CacheWrite - before.CacheWrite,
            now.Output - before.Output,
            now.Reasoning - before.Reasoning,
            now.Images - before.Images,
            now.AudioMilliseconds - before.AudioMilliseconds,
            now.Known,
            now.Characters - before.Characters,
            now.GenerationMilliseconds - before.GenerationMilliseconds,
            now.EnergyMicrojoules - before.EnergyMicrojoules
        );
}
