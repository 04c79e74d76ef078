using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// A profile for a bill that has a row for each kind of tokens, told by the words of its name: a decode table makes kind, model and unit of
/// it. The rows themselves are asked which columns have such words, and a name that no word decides is left to decide, and rejected.
/// </summary>
internal sealed class MeterDraft
{
    /// <summary>The built-in table; rules of the workspace come before its own.</summary>
    private const string Table = "meter-words";
    private const int MostNames = 20;
    private const int MostCandidates = 8;

    /// <summary>By which columns are chosen; of the choice, all rows of a sample are asked.</summary>
    private const int FewRows = 10_000;

    private static readonly ImmutableArray<Field> Read =
    [
        Field.Time,
        Field.TimeEnd,
        Field.Provider,
        Field.Region,
        Field.CostKey,
        Field.Cost,
        Field.Currency,
    ];

    private readonly FileSample _sample;
    private readonly string _rows;
    private readonly ExportFile _file;
    private readonly FieldChoice _choice;
    private readonly NamedColumn? _quantity;
    private readonly ImmutableArray<NamedColumn> _otherQuantities = [];
    private readonly bool _isAmount;
    private readonly ImmutableArray<NamedColumn> _prices;
    private ImmutableArray<NamedColumn> _names = [];
    private ImmutableArray<NamedColumn> _units = [];

    /// <summary>Before the names are chosen, what a quantity counts is not asked.</summary>
    private bool _asksUnit;

    public MeterDraft(FileSample sample, string rows, ExportFile file)
    {
        (_sample, _rows, _file) = (sample, rows, file);
        _choice = new(sample, new(rows, sample.Shape.IsTree));
        if (_choice.Amounts(NameRule.Quantity).ToImmutableArray() is [var quantity, .. var others])
            (_quantity, _otherQuantities) = (quantity, others);
        // a row without a price is rejected where others are held against theirs
        var rowsOfCost = _choice.Fields.GetValueOrDefault(Field.Cost)?.Column.Stated ?? 0;
        _prices = [.. _choice.Amounts(NameRule.Price).Where(price => price.Column.Stated >= Math.Max(rowsOfCost, 1)).Take(MostCandidates)];
        // an amount may be one of money or of tokens: beside a price, whole ones are of tokens
        if (_quantity is null && !_prices.IsEmpty && _choice.Fields.GetValueOrDefault(Field.Cost) is { Column.IsCount: true } amount)
        {
            (_quantity, _isAmount) = (new(amount.Column, amount.Name, amount.Words), true);
            _choice.Fields.Remove(Field.Cost);
            _choice.Fields.Remove(Field.Currency);
        }

        if (_choice.Fields.GetValueOrDefault(Field.Cost) is not { } cost)
            return;
        _choice.Fields[Field.Cost] = cost with { Others = cost.Others.RemoveAll(name => name == _quantity?.Name) };
        if (DraftSemantics.NamesCurrency(cost))
            _choice.Fields.Remove(Field.Currency);
    }

    /// <summary>Null where no column has names of at least two kinds of tokens, beside a quantity.</summary>
    public string? Write()
    {
        if (_quantity is null || !_choice.Fields.ContainsKey(Field.Time))
            return null;
        _names = Chosen(_choice.Words(NameRule.Meter).Where(column => !column.Column.IsConstant), names => _names = names);
        if (_names.IsEmpty || Gather(FewRows) is not { } found || BitOperations.PopCount((uint)found.Kinds) < 2)
            return null;
        _asksUnit = true;
        _units = Chosen(Units(), units => _units = units);
        return Gather(FileSample.Records) is { } evidence && Gather(FileSample.Records, others: false) is { } all
            ? Compose(evidence, [.. all.Unknown.Except(evidence.Unknown)])
            : null;
    }

    /// <summary>
    /// The column by which most rows are decided; and those by which still more are, before it or, for rows that lack it, after it.
    /// </summary>
    private ImmutableArray<NamedColumn> Chosen(IEnumerable<NamedColumn> columns, Action<ImmutableArray<NamedColumn>> choose)
    {
        var candidates = columns.Take(MostCandidates).ToList();
        var (chosen, decided) = (ImmutableArray<NamedColumn>.Empty, 0);
        while (true)
        {
            // of those that are as good the first: its name is the surer
            var best = candidates
                .Where(column => !chosen.Contains(column))
                .SelectMany(column =>
                    chosen.IsEmpty ? [chosen.Add(column)] : (ImmutableArray<NamedColumn>[])[chosen.Add(column), chosen.Insert(0, column)]
                )
                .Select(several => (Columns: several, Decided: DecidedBy(several)))
                .DefaultIfEmpty()
                .MaxBy(several => several.Decided);
            if (best.Decided <= decided)
            {
                choose(chosen);
                return chosen;
            }

            (chosen, decided) = best;
        }

        int DecidedBy(ImmutableArray<NamedColumn> several)
        {
            choose(several);
            return Gather(FewRows)?.Decided ?? 0;
        }
    }

    /// <summary>Columns of units, first those whose names have words of the quantity's.</summary>
    private IEnumerable<NamedColumn> Units() =>
        _choice
            .Words([NameRule.Unit])
            .Where(column => NameRule.Unit.Holds(column.Words))
            .OrderByDescending(column => column.Words.Intersect(_quantity!.Words).Count());

    private MeterEvidence? Gather(int most, bool others = true) => MeterEvidence.Gather(_file, Compose(null, [], others), most);

    /// <param name="evidence">Null: a profile by which rows are asked.</param>
    /// <param name="ignored">Names that a word decides to be no usage.</param>
    private string Compose(MeterEvidence? evidence, ImmutableArray<string> ignored, bool others = true)
    {
        var draft = new DraftText();
        draft.Note(ProfileWriter.Head);
        draft.Add("draft", "true", ProfileWriter.WhyDraft);
        draft.Add("id", "\"my.format\"", DraftText.Decide + "a name of the format, and a title for people");
        draft.Add("title", DraftText.Quote($"Draft ({string.Join(" or ", _sample.Shape.Containers)})"));
        ProfileWriter.AddContainer(draft, _sample, _rows);
        var telling = _names.Append(_quantity!).Select(column => (column.Name, column.Column)).Append(Of(_choice.Fields[Field.Time]));
        draft.Add(
            "detect",
            new DraftText().Add("all", DraftText.Quote(telling.Select(ProfileWriter.HolderOf).Distinct())).Write("  "),
            ProfileWriter.WhyDetect
        );
        draft.Add("fields", Fields());
        if (!_choice.Fields.ContainsKey(Field.Provider))
            draft.Note(DraftText.Decide + "the provider, here as \"constants\": { \"provider\": \"openai\" } or in the source");
        draft.Add("class", Decoded("class", _names, _units), Unknown(evidence));
        draft.Add("classes", others ? "{ \"tokens\": \"usage\", \"other\": \"ignore\" }" : "{ \"tokens\": \"usage\" }", Ignored(ignored));
        draft.Add("quantity", Quantity(), Doubts(evidence));
        draft.Add(
            "pivot",
            new DraftText().Add("kind", Decoded("kind", _names)).Add("value", "\"quantity\"").Add("holdsNone", "true").Write("  "),
            $"by words of the names, as \"formats --show {Table}\" prints them; rules of a {Table}{DecodeTable.Extension} come before them"
        );
        draft.Add("semantics", Semantics(isProbe: evidence is null));
        foreach (var type in _choice.Words([NameRule.ChargeType]).Where(IsChargeType).Take(1))
            draft.Note(
                $"{DraftText.Decide}rows that are no usage, by {DraftText.Quote(type.Name)}: "
                    + $"\"ignore\": [{{ \"rule\": \"not-usage\", \"when\": {{ {DraftText.Quote(type.Name)}: \"...\" }} }}]"
            );
        return draft.Write() + "\n";
    }

    private string Fields()
    {
        var fields = new DraftText();
        foreach (var (field, proposal) in _choice.Fields.Where(field => Read.Contains(field.Key)))
            fields.Add(
                FieldNames.Of(field),
                DraftText.Quote(proposal.Name),
                [.. ProfileWriter.Doubts(proposal), .. ProfileWriter.OthersOf(proposal, FieldNames.Of(field))]
            );
        if (_choice.Fields.TryGetValue(Field.Model, out var model) && _names.All(name => name.Column != model.Column))
            fields.Add(FieldNames.Of(Field.Model), DraftText.Quote(model.Name), ProfileWriter.OthersOf(model, FieldNames.Of(Field.Model)));
        else
            fields.Add(
                FieldNames.Of(Field.Model),
                Decoded("model", _names),
                DraftText.Decide
                    + "the model is what a name leaves without the words of the kind: see that it is one, and name a column of models"
            );
        fields.Add(FieldNames.Of(Field.ServiceTier), Decoded("tier", _names));
        return fields.Write("  ");
    }

    private string Quantity()
    {
        var quantity = new DraftText().Add("column", DraftText.Quote(_quantity!.Name));
        if (!_asksUnit)
            return quantity.Write("  ");
        quantity.Add("unit", _units.IsEmpty ? Decoded("blockOfName", _names) : Decoded("block", _units, _names));
        if (_choice.Fields.TryGetValue(Field.Cost, out var cost))
        {
            var check = new DraftText();
            if (!_prices.IsEmpty)
                check
                    .Add("cost", DraftText.Quote([cost.Name, .. cost.Others]))
                    .Add("price", DraftText.Quote(_prices.Select(price => price.Name)))
                    .Add("tolerance", "0.01");
            quantity.Add("check", check.Add("perMillion", "[0.001, 1000]").Write("    "));
        }

        return quantity.Write("  ");
    }

    /// <summary>What nothing settles of how many tokens the quantity is.</summary>
    private IEnumerable<string> Doubts(MeterEvidence? evidence)
    {
        var name = DraftText.Quote(_quantity!.Name);
        if (!_otherQuantities.IsEmpty)
            yield return $"{DraftText.Decide}the quantity may also be {Listed(_otherQuantities)}";
        if (!_units.IsEmpty && Units().Except(_units).ToList() is { Count: > 0 } others)
            yield return $"{DraftText.Decide}the unit of {name} may also be {Listed(others)}";
        if (_isAmount)
            yield return $"{DraftText.Decide}whether {name} counts tokens, and not money";
        if (_units.IsEmpty)
            yield return $"{DraftText.Decide}how many tokens one of {name} is: no column of units says it; names with 1K or 1M are read "
                + "so, others as one token";
        else if (_prices.IsEmpty || !_choice.Fields.ContainsKey(Field.Cost))
            yield return $"{DraftText.Decide}whether {name} counts what {Listed(_units)} names, or tokens already: "
                + "there is no cost with a price that tells";
        if (evidence?.HasUnknownUnits == true)
            yield return DraftText.Decide + "rows whose unit no rule tells, or whose cost disagrees with it, are rejected (LE1047)";
    }

    private static string Listed(IEnumerable<NamedColumn> columns) =>
        string.Join(" or ", columns.Take(MostCandidates).Select(column => DraftText.Quote(column.Name)));

    private static IEnumerable<string> Unknown(MeterEvidence? evidence) =>
        Listed(evidence?.Unknown ?? [], "these names say no kind of tokens or no model, their rows are rejected (LE1046)");

    private static IEnumerable<string> Ignored(IReadOnlyCollection<string> names) =>
        Listed(names, "whether rows of these names are no inference (storage, training, hosting): they are ignored");

    private static IEnumerable<string> Listed(IReadOnlyCollection<string> names, string what)
    {
        if (names.Count == 0)
            yield break;
        yield return DraftText.Decide + what + ":";
        foreach (var name in names.Take(MostNames))
            yield return "  " + DraftText.Quote(name);
        if (names.Count > MostNames)
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {names.Count - MostNames:N0} more");
    }

    private string Semantics(bool isProbe)
    {
        var semantics = new DraftSemantics(_choice, null);
        var text = new DraftText().Add("grain", "\"bucket\"").Add("holdsNone", "[\"reasoning\"]");
        semantics.AddTime(text);
        if (_choice.Fields.TryGetValue(Field.Cost, out var cost))
            semantics.AddMoney(text, cost);
        var marks = new[] { _quantity!.Column.Mark, cost?.Column.Mark }.OfType<DecimalMark>().Distinct().ToList();
        if (marks is [var mark])
            text.Add("decimal", mark == DecimalMark.Comma ? "\",\"" : "\".\"");
        else
            text.Add("decimal", isProbe ? "\".\"" : "\"of-file\"", "a point or a comma, as the amounts of the file show");
        return text.Write("  ");
    }

    private bool IsChargeType(NamedColumn column) =>
        NameRule.ChargeType.Holds(column.Words) && !column.Column.IsConstant && !_names.Contains(column);

    /// <param name="columns">Of each list the first that a row states.</param>
    private static string Decoded(string give, params IEnumerable<ImmutableArray<NamedColumn>> columns)
    {
        var from = columns
            .Where(names => !names.IsEmpty)
            .Select(names => names is [var only] ? DraftText.Quote(only.Name) : DraftText.Quote(names.Select(name => name.Name)));
        return $"{{ \"decode\": \"{Table}\", \"from\": [{string.Join(", ", from)}], \"give\": \"{give}\" }}";
    }

    private static (string Name, SampledColumn Column) Of(Proposal proposal) => (proposal.Name, proposal.Column);
}
