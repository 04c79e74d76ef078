using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>Chooses the column of each field by its name, and asks the first values whether it can be.</summary>
internal sealed class FieldChoice
{
    private static readonly ImmutableArray<string> StatusWords = ["status", "success", "failed", "error", "hit"];
    private readonly HashSet<SampledColumn> _taken = [];
    private readonly List<(SampledColumn Column, string Name, ImmutableArray<string> Words)> _columns;

    public FieldChoice(FileSample sample, RowNames rows)
    {
        _columns = HasHeader(sample)
            ? [.. sample.Columns.Select(column => (column, Name: rows.NameOf(column)!, Words: ImmutableArray<string>.Empty)).Where(column => column.Name is not null && !ColumnName.MayBeValue(column.Name)).Select(column => (column.column, column.Name, ColumnName.WordsOf(column.Name)))]
            : [];
        foreach (var group in NameRule.Rules.GroupBy(rule => rule.Field))
        {
            var proposal = group.Key == Field.Time ? Time([.. group]) : Choose([.. group], group.Key);
            if (proposal is null) continue;
            _taken.Add(proposal.Column);
            if (group.Key is { } field) Fields[field] = proposal;
            else Identity = proposal;
        }
    }

    public SortedDictionary<Field, Proposal> Fields { get; } = [];

    public Proposal? Identity { get; private set; }

    /// <summary>Columns whose name is a field's and whose values cannot be.</summary>
    public List<(Field Field, string Name)> Refused { get; } = [];

    /// <summary>Names that are numbers or times are the first record of a file without a header.</summary>
    public static bool HasHeader(FileSample sample) => sample.Shape.IsTree || !sample.Columns.Any(column =>
    {
        var name = new SampledColumn("");
        name.Add(System.Text.Encoding.UTF8.GetBytes(column.Name));
        return name.IsAmount || !name.Forms.IsEmpty;
    });

    /// <summary>The column of the sum of all tokens, where there is one.</summary>
    public SampledColumn? Total => _columns.Where(column => column.Words.Contains("total") && (column.Words.Contains("tokens") || column.Words.Contains("token")) && column.Column is { Stated: > 0, IsCount: true }).Select(column => column.Column).FirstOrDefault();

    /// <summary>A column that may tell rows which are not usage: failed requests, answers of a gateway's own cache.</summary>
    public string? Status => _columns.Where(column => column.Words.Any(StatusWords.Contains) && !_taken.Contains(column.Column)).Select(column => column.Name).FirstOrDefault();

    private Proposal? Choose(ImmutableArray<NameRule> rules, Field? field)
    {
        var found = Named(rules).ToList();
        if (field is { } asked) Refused.AddRange(found.Where(column => !CanBe(asked, column.Column)).Select(column => (asked, column.Name)));
        found.RemoveAll(column => field is { } wanted && !CanBe(wanted, column.Column));
        return Best(field is null ? [.. found.OrderBy(column => !DraftSemantics.IsUnique(column.Column))] : found);
    }

    /// <summary>Columns that hold times first, then those that may, then any whose values are dates.</summary>
    private Proposal? Time(ImmutableArray<NameRule> rules)
    {
        var named = Named(rules).OrderBy(column => !column.Column.Forms.IsEmpty ? 0 : column.Column.IsCount ? 1 : 2).ToList();
        if (named.Any(column => !column.Column.Forms.IsEmpty)) named.RemoveAll(column => column.Column.Forms.IsEmpty);
        if (Best(named) is { } proposal) return proposal;
        var dates = _columns.Where(column => !_taken.Contains(column.Column) && column.Column.Forms is [var form, ..] && form is not (TimeFormat.UnixSeconds or TimeFormat.UnixMilliseconds or TimeFormat.UnixNanoseconds or "yyyyMMdd")).ToList();
        return Best(dates) is { } byValue ? byValue with { IsByName = false } : null;
    }

    private IEnumerable<(SampledColumn Column, string Name, ImmutableArray<string> Words)> Named(ImmutableArray<NameRule> rules) => _columns
        .Where(column => !_taken.Contains(column.Column))
        .Select((column, order) => (column, order, rank: Rank(rules, column.Words)))
        .Where(candidate => candidate.rank >= 0)
        .OrderBy(candidate => candidate.column.Name.Split("../").Length).ThenBy(candidate => candidate.column.Column.Stated == 0).ThenBy(candidate => candidate.rank).ThenBy(candidate => rules[candidate.rank].Others(candidate.column.Words)).ThenBy(candidate => candidate.order)
        .Select(candidate => candidate.column);

    private static int Rank(ImmutableArray<NameRule> rules, ImmutableArray<string> words)
    {
        for (var rank = 0; rank < rules.Length; rank++)
        {
            if (rules[rank].Holds(words)) return rank;
        }

        return -1;
    }

    private static Proposal? Best(List<(SampledColumn Column, string Name, ImmutableArray<string> Words)> found) =>
        found is [var best, .. var others] ? new(best.Name, best.Column, best.Words, [.. others.Select(other => other.Name)]) : null;

    private static bool CanBe(Field field, SampledColumn column) =>
        FieldNames.Counts.Contains(field) ? column.IsCount
        : field is Field.Cost or Field.AudioSeconds or Field.GenerationSeconds ? column.IsAmount
        : field is not Field.TimeEnd || column.Stated == 0 || !column.Forms.IsEmpty;
}
