using System.Globalization;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>What is to be known of rows that count: how many there are of each kind, and their size.</summary>
internal sealed class RowDoubts
{
    private readonly (long Rows, long Output)[] _warned = new (long, long)[WarnRule.Most];
    private PartCounts _parts;
    private long _undecidedTokens;
    private long _cached;
    private long _cacheWrite;
    private long _reasoning;
    private long _cutRows;
    private long _cutTokens;
    private long _otherTotals;
    private long _statedTotal;
    private long _foundTotal;

    public PartCounts Parts => _parts;

    public static RowDoubts Of(IEnumerable<RowDoubts?> all)
    {
        var sum = new RowDoubts();
        foreach (var doubts in all.OfType<RowDoubts>())
            sum.Add(doubts);
        return sum;
    }

    /// <exception cref="OverflowException">The sum cannot be held.</exception>
    public void Add(in UsageRow row, long rows)
    {
        bool Has(RowMarks mark, in UsageRow of) => (of.Marks & mark) != 0;
        if (Has(RowMarks.FoundInside, row))
            _parts = _parts with { Inside = _parts.Inside + rows };
        if (Has(RowMarks.FoundBeside, row))
            _parts = _parts with { Beside = _parts.Beside + rows };
        if (Has(RowMarks.Undecided, row))
        {
            _parts = _parts with { Undecided = _parts.Undecided + rows };
            _undecidedTokens += row.Usage.Cached + row.Usage.CacheWrite + row.Usage.Reasoning;
        }

        if (row.Dropped > 0)
        {
            _cutRows += rows;
            _cutTokens += row.Dropped;
            if (Has(RowMarks.CachedDropped, row))
                _cached += rows;
            if (Has(RowMarks.CacheWriteDropped, row))
                _cacheWrite += rows;
            if (Has(RowMarks.ReasoningDropped, row))
                _reasoning += rows;
        }

        if (Has(RowMarks.OtherTotal, row))
        {
            _otherTotals += rows;
            _statedTotal += row.Total;
            _foundTotal += row.Usage.Input + row.Usage.Output;
        }

        for (var rule = 0; row.Warned >> rule != 0; rule++)
        {
            if ((row.Warned >> rule & 1) != 0)
                _warned[rule] = (_warned[rule].Rows + rows, _warned[rule].Output + row.Usage.Output);
        }
    }

    /// <summary>One finding of each kind.</summary>
    public void Say(FileTotals file)
    {
        void Warn(string code, FormattableString found, string expected) =>
            file.Warn(code, $"found {found.ToString(CultureInfo.InvariantCulture)}, expected {expected}");
        if (_cutRows > 0)
        {
            var tokens = Counted.Of(_cutTokens, "token");
            Warn(
                IssueCodes.PartAboveWhole,
                $"{Counted.Of(_cutRows, "row")} with a part that is larger than its whole ({CutParts()}; {tokens})",
                "no more than the whole: they are counted, the part is unknown"
            );
        }

        if (_parts.Undecided > 0)
        {
            const string One = "row that does not tell whether its parts";
            var rows = Counted.Of(_parts.Undecided, One, "rows that do not tell whether their parts");
            Warn(
                IssueCodes.UndecidedParts,
                $"{rows} ({Counted.Of(_undecidedTokens, "token")}) are inside or beside the whole",
                "a total that does: they are read as inside, so that no token counts twice"
            );
        }

        if (_otherTotals > 0)
        {
            var stated = Counted.Of(_statedTotal, "token");
            Warn(
                IssueCodes.OtherTotal,
                $"{Counted.Of(_otherTotals, "row")} whose total is another ({stated} stated, {_foundTotal:N0} found)",
                $"{Expected(file.Mapping)}: what was found is counted"
            );
        }

        foreach (var (number, rule) in file.Mapping.Warn.Index())
        {
            var (rows, output) = _warned[number];
            if (rows > 0)
                Warn(
                    IssueCodes.Warned,
                    $"{Counted.Of(rows, "row")} with {Counted.Of(output, "output token")} ({rule.Name})",
                    $"none: {rule.Say}"
                );
        }
    }

    private string CutParts()
    {
        (Field Field, long Rows)[] parts = [(Field.Cached, _cached), (Field.CacheWrite, _cacheWrite), (Field.Reasoning, _reasoning)];
        return string.Join(
            ", ",
            parts
                .Where(part => part.Rows > 0)
                .Select(part => string.Create(CultureInfo.InvariantCulture, $"{FieldNames.Of(part.Field)} of {part.Rows:N0}"))
        );
    }

    private static string Expected(Mapping mapping) =>
        string.Join(" or ", mapping.Semantics.TotalIs.Select(fields => string.Join(" + ", fields.Select(FieldNames.Of))));

    private void Add(RowDoubts other)
    {
        _parts += other._parts;
        _undecidedTokens += other._undecidedTokens;
        (_cached, _cacheWrite, _reasoning) = (_cached + other._cached, _cacheWrite + other._cacheWrite, _reasoning + other._reasoning);
        (_cutRows, _cutTokens) = (_cutRows + other._cutRows, _cutTokens + other._cutTokens);
        _otherTotals += other._otherTotals;
        (_statedTotal, _foundTotal) = (_statedTotal + other._statedTotal, _foundTotal + other._foundTotal);
        for (var rule = 0; rule < _warned.Length; rule++)
        {
            var (rows, output) = other._warned[rule];
            _warned[rule] = (_warned[rule].Rows + rows, _warned[rule].Output + output);
        }
    }
}
