using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Calculation.Accounting;

/// <summary>A part of a line that falls on an entity, account and cost centre.</summary>
/// <param name="Row">Null where no row of allocation.csv matches.</param>
/// <param name="Entity">Null where the row's entity is not in entities.csv on these days.</param>
/// <param name="Weight">Of the line, above 0 and up to 1.</param>
public sealed record LinePart(InventoryLine Line, AllocationRow? Row, Entity? Entity, decimal Weight);

/// <summary>
/// Splits lines by the rows of allocation.csv. The first row of the file that matches a line on a day, with the rows that share with it,
/// takes it; where rows or entities change within a month, its usage is split by the days of the month that are in the period.
/// </summary>
public sealed class LineParts(AccountingRecords records, ReportingPeriod period)
{
    private readonly ImmutableArray<IGrouping<(string Match, DateOnly From, DateOnly To), AllocationRow>> _groups =
    [
        .. records.Allocation.GroupBy(row => (row.MatchKey, row.From, row.To)),
    ];
    private readonly ILookup<string, Entity> _entities = records.Entities.ToLookup(entity => entity.Id, StringComparer.Ordinal);
    private readonly ImmutableArray<DateOnly> _changes =
    [
        .. records
            .Allocation.SelectMany(row => Changes(row.From, row.To))
            .Concat(records.Entities.SelectMany(entity => Changes(entity.From, entity.To)))
            .Distinct()
            .Order(),
    ];

    public IEnumerable<LinePart> Of(InventoryLine line)
    {
        var spans = Spans(line.Activity.Key.Month).ToList();
        var days = spans.Sum(span => span.Days);
        foreach (var (first, length) in spans)
        {
            var of = (decimal)length / days;
            var group = _groups.FirstOrDefault(group =>
                group.Key.From <= first && first <= group.Key.To && Matches(group.First().Match, line.Activity.Key)
            );
            if (group is null)
                yield return new(line, null, null, of);
            else
                foreach (var row in group)
                    yield return new(line, row, EntityOn(row.Entity, first), of * row.Share);
        }
    }

    private Entity? EntityOn(string id, DateOnly day) => _entities[id].FirstOrDefault(entity => entity.From <= day && day <= entity.To);

    /// <summary>Days of a month that are in the period, in spans within which nothing changes.</summary>
    private IEnumerable<(DateOnly First, int Days)> Spans(DateOnly month)
    {
        var (first, last) = (Later(month, period.First), Earlier(month.AddMonths(1).AddDays(-1), period.Last));
        foreach (var change in _changes.Where(change => change > first && change <= last).Append(last.AddDays(1)))
        {
            yield return (first, change.DayNumber - first.DayNumber);
            first = change;
        }
    }

    /// <summary>The days on which something is other than the day before.</summary>
    private static IEnumerable<DateOnly> Changes(DateOnly from, DateOnly to) => to == DateOnly.MaxValue ? [from] : [from, to.AddDays(1)];

    private static bool Matches(ImmutableSortedDictionary<string, string> match, LineKey key) =>
        match.All(wanted => string.Equals(wanted.Value, ValueOf(wanted.Key, key), StringComparison.OrdinalIgnoreCase));

    /// <summary>Columns of allocation.csv that lines are matched by.</summary>
    public static ImmutableArray<string> Columns { get; } = ["source", "provider", "account", "cost_key", "model"];

    private static string ValueOf(string column, LineKey key) =>
        column switch
        {
            "source" => key.Source,
            "provider" => key.Provider,
            "account" => key.Account,
            "cost_key" => key.CostKey,
            "model" => key.Model,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
        };

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
