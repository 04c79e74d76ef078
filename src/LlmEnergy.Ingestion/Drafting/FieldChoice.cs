using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>Chooses the column of each field by its name, and asks the values whether it can be.</summary>
internal sealed class FieldChoice
{
    private const int MostIdentities = 3;
    private const int MostStatuses = 3;
    private static readonly ImmutableArray<string> StatusWords = ["status", "success", "failed", "error", "hit"];
    private readonly HashSet<SampledColumn> _taken = [];
    private readonly List<NamedColumn> _columns;

    /// <summary>Rows that state tokens, as soon as their columns are chosen.</summary>
    private int _rows;

    public FieldChoice(FileSample sample, RowNames rows)
    {
        // a column that is empty throughout says nothing, unless its container gives no values at all
        var hasValues = sample.Columns.Any(column => column.Stated > 0);
        _columns = HasHeader(sample)
            ?
            [
                .. sample
                    .Columns.Where(column => column.Stated > 0 || !hasValues)
                    .Select(column => (Column: column, Name: rows.NameOf(column)))
                    .Where(named => named.Name is not null && !ColumnName.MayBeValue(named.Name))
                    .Select(named => new NamedColumn(named.Column, named.Name!, ColumnName.WordsOf(named.Name!))),
            ]
            : [];
        foreach (var group in NameRule.Rules.Where(rule => rule.Field is not null).GroupBy(rule => rule.Field!.Value))
        {
            if ((group.Key == Field.Time ? Time([.. group]) : Choose([.. group], group.Key)) is not { } proposal)
                continue;
            _taken.Add(proposal.Column);
            Fields[group.Key] = proposal;
            if (group.Key is Field.Input or Field.Output)
                _rows = Math.Max(_rows, proposal.Column.Stated);
        }

        Identities =
        [
            .. Named([.. NameRule.Rules.Where(rule => rule.Field is null)])
                .Where(column => !column.Column.IsConstant)
                .OrderBy(column => !column.Column.IsUnique)
                .Take(MostIdentities),
        ];
        if (Identities is [var first, ..])
            TakeIdentity(first.Column.IsUnique ? first : null);
    }

    public SortedDictionary<Field, Proposal> Fields { get; } = [];

    /// <summary>Columns that may name a request, those without repetitions first.</summary>
    public ImmutableArray<NamedColumn> Identities { get; }

    public Proposal? Identity { get; private set; }

    /// <summary>A column other than the identity, whose repetitions have the same numbers: such rows may be one request.</summary>
    public NamedColumn? Repeated { get; private set; }

    /// <summary>The column that names the parent of a row by its identity.</summary>
    public NamedColumn? Parent =>
        Identity?.Column is not { } identity
            ? null
            : _columns.FirstOrDefault(column =>
                NameRule.Parent.Holds(column.Words)
                && (column.Column.Shares(identity) || (column.Column.Stated == 0 && identity.Stated == 0))
            );

    /// <summary>Columns whose name is a field's and whose values cannot be.</summary>
    public List<(Field Field, string Name)> Refused { get; } = [];

    /// <summary>Names that are numbers or times are the first record of a file without a header.</summary>
    public static bool HasHeader(FileSample sample) =>
        sample.Shape.IsTree
        || !sample.Columns.Any(column =>
        {
            var name = new SampledColumn("");
            name.Add(System.Text.Encoding.UTF8.GetBytes(column.Name));
            return name.IsAmount || !name.Forms.IsEmpty;
        });

    /// <summary>The column of the sum of all tokens, where there is one.</summary>
    public string? Total =>
        _columns
            .FirstOrDefault(column =>
                column.Words.Contains("total")
                && column.Words.Any(word => word is "token" or "tokens")
                && column.Column is { Stated: > 0, IsCount: true }
            )
            ?.Name;

    /// <summary>Columns that say of a row whether it is no usage: a failure, an answer of a gateway's own cache.</summary>
    public IEnumerable<(NamedColumn Column, IgnoreProposal Rule)> Ignored =>
        from column in _columns
        // beside requests, a count of failures is one, though it may never have been above 1
        where !_taken.Contains(column.Column) && !(column.Column.IsCount && Fields.ContainsKey(Field.Requests))
        let rule = IgnoreProposal.Propose(column)
        where rule is not null
        select (column, rule);

    /// <summary>Some rows state no tokens: another column beside theirs is stated more often.</summary>
    public bool LacksTokens =>
        _columns.Any(column => !IsAbove(column) && !column.Name.Contains('[', StringComparison.Ordinal) && column.Column.Stated > _rows);

    /// <summary>Columns of words that are none of numbers or times, those that have one of the names first.</summary>
    public IEnumerable<NamedColumn> Words(ImmutableArray<NameRule> rules) =>
        _columns
            .Where(column => column.Column.Forms.IsEmpty && (column.Column.Stated == 0 || !column.Column.IsAmount))
            .OrderBy(column => Rank(rules, column.Words) < 0)
            .ThenBy(column => Rank(rules, column.Words));

    /// <summary>Columns of numbers of these names, the surest first, which no field has taken.</summary>
    public IEnumerable<NamedColumn> Amounts(params ImmutableArray<NameRule> rules) => Named(rules).Where(column => column.Column.IsAmount);

    /// <summary>Columns of words that may say the same.</summary>
    public IEnumerable<string> Statuses =>
        _columns
            .Where(column =>
                (column.Words.Any(StatusWords.Contains) || (column.Words.Contains("cache") && column.Words.Contains("reference")))
                && !_taken.Contains(column.Column)
                && IgnoreProposal.Propose(column) is null
            )
            .Select(column => column.Name)
            .Take(MostStatuses);

    /// <summary>The first candidate whose repetitions are the same row again.</summary>
    public void ChooseIdentity(Predicate<NamedColumn> isOneRequest)
    {
        var repeated = Identities.FirstOrDefault(column => !column.Column.IsUnique && isOneRequest(column));
        if (Identity is null)
            TakeIdentity(repeated);
        else
            Repeated = repeated;
    }

    private void TakeIdentity(NamedColumn? column)
    {
        if (column is null)
            return;
        _taken.Add(column.Column);
        Identity = Best([column, .. Identities.Where(other => other != column && other.Column.IsUnique)]);
    }

    private Proposal? Choose(ImmutableArray<NameRule> rules, Field field)
    {
        var found = Named(rules).ToList();
        Refused.AddRange(found.Where(column => !CanBe(field, column.Column)).Select(column => (field, column.Name)));
        return Best(found.Where(column => CanBe(field, column.Column)));
    }

    /// <summary>Columns that hold times first, then those that may, then any whose values are dates.</summary>
    private Proposal? Time(ImmutableArray<NameRule> rules)
    {
        var named = Named(rules)
            .OrderBy(IsRare)
            .ThenBy(column =>
                !column.Column.Forms.IsEmpty ? 0
                : column.Column.IsCount ? 1
                : 2
            )
            .ToList();
        if (named.Any(column => !column.Column.Forms.IsEmpty))
            named.RemoveAll(column => column.Column.Forms.IsEmpty);
        if (Best(named) is { } proposal)
            return proposal;
        var dates = _columns.Where(column =>
            !_taken.Contains(column.Column)
            && column.Column.Forms is [var form, ..]
            && form is not (TimeFormat.UnixSeconds or TimeFormat.UnixMilliseconds or TimeFormat.UnixNanoseconds or "yyyyMMdd")
        );
        return Best(dates) is { } byValue ? byValue with { IsByName = false } : null;
    }

    private IEnumerable<NamedColumn> Named(ImmutableArray<NameRule> rules) =>
        _columns
            .Where(column => !_taken.Contains(column.Column))
            .Select((column, order) => (column, order, rank: Rank(rules, column.Words)))
            .Where(candidate => candidate.rank >= 0)
            .OrderBy(candidate => candidate.column.Name.Split("../").Length)
            .ThenBy(candidate => IsRare(candidate.column))
            .ThenBy(candidate => candidate.rank)
            .ThenBy(candidate => rules[candidate.rank].Others(candidate.column.Words))
            .ThenBy(candidate => candidate.order)
            .Select(candidate => candidate.column);

    /// <summary>Stated on few of the rows that state tokens, as what only the first line of a session has.</summary>
    private bool IsRare(NamedColumn column) => !IsAbove(column) && column.Column.Stated * 2 < _rows;

    /// <summary>Beside a list that the rows are in.</summary>
    private static bool IsAbove(NamedColumn column) => column.Name.StartsWith("../", StringComparison.Ordinal);

    private static int Rank(ImmutableArray<NameRule> rules, ImmutableArray<string> words)
    {
        for (var rank = 0; rank < rules.Length; rank++)
        {
            if (rules[rank].Holds(words))
                return rank;
        }

        return -1;
    }

    private static Proposal? Best(IEnumerable<NamedColumn> found) =>
        found.ToList() is [var best, .. var others]
            ? new(best.Name, best.Column, best.Words, [.. others.Select(other => other.Name)])
            : null;

    private static bool CanBe(Field field, SampledColumn column) =>
        FieldNames.Counts.Contains(field) ? column.IsCount && !(field == Field.Cached && column.IsBoolean)
        : field is Field.Cost or Field.AudioSeconds or Field.GenerationSeconds or Field.EnergyWh ? column.IsAmount
        : field is not Field.TimeEnd || column.Stated == 0 || !column.Forms.IsEmpty;
}
