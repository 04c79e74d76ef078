using System.Globalization;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Rows of one file that count and probably repeat another one. Twins are written close to each other.</summary>
internal sealed class TwinRows
{
    private const int MostRemembered = 65_536;
    private readonly Dictionary<ulong, int> _differences = [];
    private readonly SortedDictionary<int, (long Rows, long Tokens)> _found = [];

    public void Add(in UsageRow row)
    {
        var (likeness, difference) = (BoundTwins.LikenessOf(row.Twin), BoundTwins.DifferenceOf(row.Twin));
        if (_differences.TryGetValue(likeness, out var first))
        {
            if (difference != 0 && difference == first) return;
            var rule = BoundTwins.RuleOf(row.Twin);
            var (rows, tokens) = _found.GetValueOrDefault(rule);
            _found[rule] = (rows + 1, tokens + row.Usage.Input + row.Usage.Output);
            return;
        }

        if (_differences.Count == MostRemembered) _differences.Clear();
        _differences[likeness] = difference;
    }

    public void Say(FileTotals file)
    {
        foreach (var (number, (rows, tokens)) in _found)
        {
            var rule = file.Mapping.Twins[number];
            var alike = string.Join(", ", rule.Same);
            var when = rule.IsWithinASecond ? " and the same second" : "";
            var apart = rule.Differ.IsEmpty ? "" : $" under another {string.Join(", ", rule.Differ)}";
            file.Warn(IssueCodes.Twins, string.Create(
                CultureInfo.InvariantCulture,
                $"found {rows:N0} rows with the same {alike}{when} as another row{apart} ({rule.Name}: {tokens:N0} tokens), ")
                + "expected each call once: they are counted, since nothing names them as one");
        }
    }
}
