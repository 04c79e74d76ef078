using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// What became of the rows of one file: how many were accepted, and by which rule the others were not, with what they state.
/// </summary>
/// <param name="keepRuns">Whether it is asked which rows they were.</param>
internal sealed class RowFates(string path, RowReader reader, bool keepRuns)
{
    private readonly Dictionary<(RowOutcome Outcome, string Rule), int> _indexes = [];
    private Sum[] _sums = new Sum[8];
    private (RowOutcome Outcome, string? Rule) _last;
    private int _lastIndex;
    private Issue? _firstLacking;
    private long _lacking;

    public long Accepted { get; private set; }

    /// <summary>Lines of the first and the last accepted row.</summary>
    public (long First, long Last) AcceptedLines { get; private set; }

    public FileIssues Issues { get; } = new(path);

    public DecisionRuns Decisions { get; } = new(path, keepRuns);

    public RowCounts Counts
    {
        get
        {
            var (duplicate, ignored, rejected) = (Rows(RowOutcome.Duplicate), Rows(RowOutcome.Ignored), Rows(RowOutcome.Rejected));
            return new(Accepted + duplicate + ignored + rejected, Accepted, duplicate, ignored, rejected);
        }
    }

    /// <summary>By outcome and rule, of rows that were not accepted.</summary>
    public ImmutableArray<RowFate> All =>
        [
            .. Each()
                .OrderBy(fate => fate.Outcome)
                .ThenBy(fate => fate.Rule, StringComparer.Ordinal)
                .Select(fate => new RowFate(
                    fate.Outcome,
                    fate.Rule,
                    fate.Sum.Rows,
                    fate.Sum.HasUsage ? fate.Sum.Usage.Value : Usage.None,
                    fate.Sum.CostBy(reader.Dimensions[Field.Currency])
                )),
        ];

    /// <summary>Usage of rows that were not accepted, as far as it could be read.</summary>
    public Usage NotAccepted => Each().Where(fate => fate.Sum.HasUsage).Aggregate(Usage.None, (sum, fate) => sum + fate.Sum.Usage.Value);

    public void Accept(long line)
    {
        AcceptedLines = (Accepted++ == 0 ? line : AcceptedLines.First, line);
        Decisions.Close();
    }

    /// <summary>Rows that are alike, as one row with their sums; they have no lines.</summary>
    public void Add(RowOutcome outcome, string rule, in UsageRow row, long rows)
    {
        if (outcome == RowOutcome.Accepted)
        {
            Accepted += rows;
            return;
        }

        Decisions.AddSettled(new(path, 0, 0, rows, outcome, rule));
        Count(outcome, rule, row, rows);
    }

    public void Leave(in UsageRow row, NotAccepted left)
    {
        Decisions.Add(row.At.Line, left.Outcome, left.Rule);
        Count(left.Outcome, left.Rule, row);
        Issues.Add(left.Issues);
        if (!left.LacksRequired)
            return;
        _lacking++;
        _firstLacking ??= left.Issues.First(issue => issue.Code == IssueCodes.Required);
    }

    /// <summary>A row that another one counts for.</summary>
    public void Repeat(in UsageRow row, string rule, string? keptPath, long keptLine)
    {
        Decisions.AddDuplicate(row.At.Line, rule, keptPath, keptLine);
        Count(RowOutcome.Duplicate, rule, row);
    }

    /// <summary>A row of traffic that counts in another source.</summary>
    public void Repeat(in UsageRow row, string rule)
    {
        Decisions.Add(row.At.Line, RowOutcome.Duplicate, rule);
        Count(RowOutcome.Duplicate, rule, row);
    }

    /// <summary>A row whose fate was settled after others were read.</summary>
    public void Settle(in UsageRow row, RowOutcome outcome, string rule, string? keptPath, long keptLine)
    {
        Decisions.AddSettled(new(path, row.At.Line, row.At.Line, 1, outcome, rule, keptPath, keptLine));
        Count(outcome, rule, row);
    }

    /// <summary>Accepted rows that turned out to be duplicates, as their sums.</summary>
    public void Disown(in LineTotals line, int currency, string rule)
    {
        Accepted -= line.Rows;
        ref var sum = ref SumOf(RowOutcome.Duplicate, rule);
        sum.Rows += line.Rows;
        sum.HasUsage = true;
        sum.Usage.Add(line.Usage);
        if (line.HasCost)
            sum.AddCost(currency, line.Cost);
    }

    /// <summary>Where every row with usage lacks a required field, it is the export that is wrong, not its rows.</summary>
    public Issue? AllLackTheSame =>
        Accepted > 0 || _lacking == 0 || _lacking != Rows(RowOutcome.Rejected)
            ? null
            : _firstLacking! with
            {
                Message = FormattableString.Invariant(
                    $"{_firstLacking.Message} (so in all {Counted.Of(_lacking, "row")} with usage; the file is not read)"
                ),
            };

    private IEnumerable<(RowOutcome Outcome, string Rule, Sum Sum)> Each() =>
        _indexes.Select(fate => (fate.Key.Outcome, fate.Key.Rule, _sums[fate.Value])).Where(fate => fate.Item3.Rows > 0);

    private long Rows(RowOutcome outcome) => Each().Where(fate => fate.Outcome == outcome).Sum(fate => fate.Sum.Rows);

    private void Count(RowOutcome outcome, string rule, in UsageRow row, long rows = 1)
    {
        ref var sum = ref SumOf(outcome, rule);
        sum.Rows += rows;
        if (row.Usage.Known == Known.Nothing)
            return;
        sum.HasUsage = true;
        sum.Usage.Add(row.Usage);
        if (row.Usage.Knows(Known.Cost))
            sum.AddCost(reader.Keys[row.Key].Currency, row.Cost);
    }

    /// <summary>Neighbours mostly have the same fate.</summary>
    private ref Sum SumOf(RowOutcome outcome, string rule)
    {
        if (_last.Outcome != outcome || !ReferenceEquals(_last.Rule, rule))
            (_lastIndex, _last) = (IndexOf(outcome, rule), (outcome, rule));
        return ref _sums[_lastIndex];
    }

    private int IndexOf(RowOutcome outcome, string rule)
    {
        if (_indexes.TryGetValue((outcome, rule), out var known))
            return known;
        if (_indexes.Count == _sums.Length)
            Array.Resize(ref _sums, _sums.Length * 2);
        return _indexes[(outcome, rule)] = _indexes.Count;
    }

    private struct Sum
    {
        public long Rows;
        public bool HasUsage;
        public UsageSum Usage;
        private Dictionary<int, decimal>? _costs;
        private int _currency;
        private decimal _cost;

        /// <summary>Neighbours mostly have the same currency, whose sum is held apart.</summary>
        public void AddCost(int currency, decimal cost)
        {
            if (_costs is null)
            {
                (_costs, _currency) = ([], currency);
            }
            else if (currency != _currency)
            {
                _costs[_currency] = _cost;
                (_currency, _cost) = (currency, _costs.GetValueOrDefault(currency));
            }

            _cost += cost;
        }

        public readonly ImmutableSortedDictionary<string, decimal> CostBy(Dimension currencies)
        {
            var costs = _costs is null ? [] : new Dictionary<int, decimal>(_costs) { [_currency] = _cost };
            return costs
                .GroupBy(cost => currencies[cost.Key], cost => cost.Value, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(cost => cost.Key, cost => cost.Sum(), StringComparer.Ordinal);
        }
    }
}
