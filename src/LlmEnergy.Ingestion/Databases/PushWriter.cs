using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>Writes the statements of a <see cref="PushQuery"/>.</summary>
internal sealed class PushWriter
{
    // levels of the statement: columns and objects in them stand below
    private const int Cells = 8;
    private const int Numbers = 9;
    private const int Fields = 10;
    private const int Oddness = 11;
    private const int Classes = 12;

    /// <summary>Facts of three values that one number of 32 bits holds.</summary>
    private const int MostFacts = 15;
    private static readonly ImmutableArray<Field> Inputs = [Field.Input, Field.Cached, Field.CacheWrite];
    private static readonly ImmutableArray<Field> Parts = [Field.Cached, Field.CacheWrite, Field.Reasoning];

    private readonly Mapping _mapping;
    private readonly TableQuery _query;
    private readonly SqlDialect _dialect;
    private readonly PushedColumns _columns;
    private readonly string _display;
    private readonly int _asked;
    private readonly ImmutableArray<Mapping> _meanings;

    /// <param name="asked">Columns that groups have a cell of; those behind them are empty.</param>
    public PushWriter(Mapping mapping, TableQuery query, SqlDialect dialect, PushedColumns columns, int asked, string display)
    {
        (_mapping, _query, _dialect, _columns, _asked, _display) = (mapping, query, dialect, columns, asked, display);
        _meanings = [mapping, .. mapping.Variants.Select(variant => variant.Mapping)];
    }

    public PushQuery Write(bool isUnique)
    {
        var related = new RelatedRows(_mapping, _query, _dialect, _columns, _display);
        var again = related.Again(isUnique);
        var from = again.IsEmpty ? _query.From + _query.Where : related.From(again, areRelated: false);
        var wholes = Wholes();
        var products = Products(wholes);
        var sums = Sums(new(from, _dialect), wholes, products);
        return new(_columns, sums, again.IsEmpty ? null : Rows(related.From(again, areRelated: true)), wholes, products);
    }

    private string Rows(string from)
    {
        var levels = new SqlLevels(from, _dialect);
        var order = _query.Order.Select(expression => levels.Name(0, expression)).ToList();
        var cells = _columns.Asked.Select(column => Cell(column, levels)).ToList();
        return $"SELECT {string.Join(", ", cells)} {levels} ORDER BY {string.Join(", ", order)}";
    }

    private string Sums(SqlLevels levels, ImmutableArray<ImmutableArray<Field>> wholes, ImmutableArray<(Field Left, Field Right)> products)
    {
        var numbers = FieldNames
            .Counts.Append(Field.Cost)
            .Select(field => (Field: field, Ordinals: _columns.OrdinalsOf(_mapping, field)))
            .ToList();
        var owners = numbers
            .SelectMany(number => number.Ordinals.Select(ordinal => (ordinal, number.Field)))
            .ToLookup(it => it.ordinal, it => it.Field);
        var time = _columns.OrdinalsOf(_mapping, Field.Time)[0];
        RefuseRoles(owners, time);
        // the text of a number is asked for only where it is no plain one
        var cells = _columns
            .Asked.Select(
                (column, ordinal) =>
                    column.Path.Length == 0 && (ordinal == time || owners.Contains(ordinal))
                        ? Expression(column, levels.Name)
                        : Cell(column, levels)
            )
            .ToArray();
        var texts = Enumerable.Range(0, _asked).Where(ordinal => ordinal != time && !owners.Contains(ordinal)).ToList();
        Blank(cells, texts, levels);
        var day = _dialect.Day(_columns.Asked[time].Column, levels.Name) ?? throw Refused("a time that is none to the database, in", time);
        RefuseForms(day, time);
        var read = numbers
            .Where(number => number.Ordinals.Length > 0)
            .ToDictionary(number => number.Field, number => Read(number.Field, number.Ordinals, cells, levels));
        var isPlain = read.Values.Select(number => number.IsPlain).Prepend(day.IsPlain);
        var isOdd = levels.Name(Oddness, $"CASE WHEN {string.Join(" AND ", isPlain.Distinct())} THEN 0 ELSE 1 END");
        var start = levels.Name(Numbers, day.Value);

        // what rows of a group have alike
        var keys = new List<string> { isOdd, start };
        keys.AddRange(texts.Select(ordinal => cells[ordinal]));
        var stated = read.ToDictionary(number => number.Key, number => levels.Name(Classes, Flag(number.Value.IsStated)));
        keys.AddRange(stated.Values);
        var values = read.ToDictionary(number => number.Key, number => number.Value.Value);
        var bands = wholes.Select(whole => levels.Name(Classes, Band(Sum(whole, values)))).ToList();
        keys.AddRange(Facts(values).Chunk(MostFacts).Select(facts => levels.Name(Classes, Packed(facts))));
        keys.AddRange(bands);

        var shown = new List<string>();
        for (var ordinal = 0; ordinal < _columns.Asked.Count; ordinal++)
        {
            if (texts.Contains(ordinal))
                shown.Add(cells[ordinal]);
            else if (ordinal >= _asked)
                shown.Add("''");
            else
                shown.Add(Number(ordinal));
        }

        string Number(int ordinal)
        {
            // a day that is told is told of rows whose numbers are not plain too
            var isRead = ordinal == time ? $"{start} IS NULL" : $"{isOdd} = 1";
            var odd = levels.Name(Classes, $"CASE WHEN {isRead} THEN {cells[ordinal]} ELSE '' END");
            keys.Add(odd);
            if (ordinal == time)
                return $"CASE WHEN {isRead} THEN {odd} ELSE {day.Start(start)} END";
            var field = owners[ordinal].Single();
            var sum = _dialect.Sum(values[field], field == Field.Cost);
            // it stands in the first of the columns of its field
            return numbers.Single(number => number.Field == field).Ordinals[0] == ordinal
                ? $"CASE WHEN {isOdd} = 1 THEN {odd} WHEN {stated[field]} = 1 THEN {sum} ELSE '' END"
                : odd;
        }

        var behind = new List<string>
        {
            "count(*)",
            isOdd,
            _dialect.Sum(levels.Name(Classes, Unnamed(levels)), isAmount: false),
            _dialect.Sum(levels.Name(Classes, Strange(cells, levels)), isAmount: false),
        };
        behind.AddRange(bands);
        behind.AddRange(products.Select(product => _dialect.Sum(levels.Name(Classes, Product(product, values)), isAmount: false)));
        return $"SELECT {string.Join(", ", shown.Concat(behind))} {levels} GROUP BY {string.Join(", ", keys.Distinct())}";
    }

    private string Cell(PushedColumn column, SqlLevels levels) => levels.Name(Cells, Expression(column, levels.Name));

    private string Expression(PushedColumn column, Func<int, string, string> name) => PushRefusals.Cell(_dialect, column, name, _display);

    /// <summary>A column that stands in for others is empty where one of them states something: nobody looks at it then.</summary>
    private void Blank(string[] cells, List<int> texts, SqlLevels levels)
    {
        var looked = PushRefusals.Conditions(_mapping).Select(condition => _columns.OrdinalOf(condition.Column)).ToHashSet();
        var fields = FieldNames.Text.Select(field => _columns.OrdinalsOf(_mapping, field)).ToList();
        if (_meanings.Length > 1)
            return;
        foreach (var ordinals in fields)
        {
            var before = new List<string>();
            foreach (var ordinal in ordinals)
            {
                var cell = cells[ordinal];
                if (
                    before.Count > 0
                    && texts.Contains(ordinal)
                    && !looked.Contains(ordinal)
                    && fields.Count(other => other.Contains(ordinal)) == 1
                )
                    cells[ordinal] = levels.Name(
                        Numbers,
                        $"CASE WHEN {string.Join(" AND ", before.Select(other => $"{other} = ''"))} THEN {cell} ELSE '' END"
                    );
                before.Add(cell);
            }
        }
    }

    /// <summary>A field's number of a row.</summary>
    private PushedNumber Read(Field field, ImmutableArray<int> ordinals, string[] cells, SqlLevels levels)
    {
        var read = ordinals
            .Select(ordinal =>
            {
                var column = _columns.Asked[ordinal];
                var number =
                    field == Field.Cost
                        ? _dialect.Amount(column, _mapping.Semantics.CostScale, levels.Name)
                            ?? throw Refused($"a cost of the type {column.Column.Type} in", ordinal)
                        : _dialect.Count(column, cells[ordinal], levels.Name);
                return new PushedNumber(
                    levels.Name(Numbers, Flag(number.IsStated)) + " = 1",
                    levels.Name(Numbers, Flag(number.IsPlain)) + " = 1",
                    levels.Name(Numbers, number.Value)
                );
            })
            .ToList();
        var isStated = $"({string.Join(" OR ", read.Select(number => number.IsStated))})";
        var isPlain = string.Join(" AND ", read.Select(number => number.IsPlain));
        if (read is [var only])
            return only;
        var value = _mapping.Fields[field].Combination switch
        {
            Combination.Sum => string.Join(" + ", read.Select(number => number.Value)),
            Combination.Largest => $"greatest({string.Join(", ", read.Select(number => number.Value))})",
            Combination.Difference => string.Join(" - ", read.Select(number => number.Value)),
            _ => $"CASE {string.Concat(read.Select(number => $"WHEN {number.IsStated} THEN {number.Value} "))}ELSE 0 END",
        };
        var isPositive = _mapping.Fields[field].Combination == Combination.Difference ? $" AND {value} >= 0" : "";
        return new(isStated, isPlain + isPositive, levels.Name(Fields, value));
    }

    /// <summary>
    /// What a meaning of the numbers may depend on: which of them is larger. Each of it holds for sums of rows for which it holds.
    /// </summary>
    private List<string> Facts(Dictionary<Field, string> values)
    {
        var facts = new List<string>();
        foreach (var (_, value) in values)
            facts.Add(Compared(value, "0"));
        if (values.TryGetValue(Field.Input, out var input))
        {
            foreach (var parts in Subsets(Inputs.Skip(1).Where(values.ContainsKey)).Where(parts => !parts.IsEmpty))
                facts.Add(Compared(Sum(parts, values), input));
        }

        if (values.TryGetValue(Field.Output, out var output) && values.TryGetValue(Field.Reasoning, out var reasoning))
            facts.Add(Compared(reasoning, output));
        if (values.TryGetValue(Field.Total, out var total))
            facts.AddRange(Totals().Select(fields => Compared(total, Sum(fields, values))).Distinct());
        return facts;
    }

    private static string Packed(string[] facts) =>
        string.Join(" + ", facts.Select((fact, place) => $"{(int)Math.Pow(3, place)} * {fact}"));

    /// <summary>Sums that the total of a row is held against, of what each meaning reads of it.</summary>
    private IEnumerable<ImmutableArray<Field>> Totals()
    {
        foreach (var meaning in _meanings)
        {
            var semantics = meaning.Semantics;
            var isByTotal = new[] { semantics.Cached, semantics.CacheWrite, semantics.Reasoning }.Contains(PartPlace.ByTotal);
            var sums = isByTotal
                ? Subsets(Parts.Where(MayBeBeside)).Select(parts => (ImmutableArray<Field>)[Field.Input, Field.Output, .. parts])
                : [];
            foreach (var fields in semantics.TotalIs.Concat(sums))
                yield return [.. fields.Where(meaning.Fields.ContainsKey)];
        }
    }

    private ImmutableArray<ImmutableArray<Field>> Wholes()
    {
        return [.. Subsets(Inputs.Skip(1).Where(MayBeBeside)).Select(parts => (ImmutableArray<Field>)[Field.Input, .. parts])];
    }

    /// <summary>Of all that the whole input may be made of with all that it, what was cached of it and the output may be.</summary>
    private ImmutableArray<(Field Left, Field Right)> Products(ImmutableArray<ImmutableArray<Field>> wholes)
    {
        var inputs = wholes.SelectMany(whole => whole).Where(IsMapped).Distinct().ToList();
        var others = inputs
            .Concat(new[] { Field.Cached, Field.Output }.Where(IsMapped))
            .Concat(new[] { Field.Reasoning }.Where(MayBeBeside))
            .Distinct()
            .ToList();
        return
        [
            .. inputs
                .SelectMany(left => others.Select(right => left <= right ? (left, right) : (right, left)))
                .Distinct()
                .OrderBy(product => product),
        ];
    }

    /// <summary>Of numbers that are small enough for the band that moments are of; others are not asked for.</summary>
    private static string Product((Field Left, Field Right) product, Dictionary<Field, string> values)
    {
        var small = new[] { product.Left, product.Right }
            .Where(Inputs.Contains)
            .Distinct()
            .Select(field => $"{values[field]} <= {ContextBands.SecondUpTo}");
        return $"CASE WHEN {string.Join(" AND ", small)} THEN {values[product.Left]} * {values[product.Right]} ELSE 0 END";
    }

    private string Unnamed(SqlLevels levels)
    {
        if (_mapping.Identity.IsEmpty)
            return "0";
        var cells = _mapping
            .Identity[0]
            .Select(name => _columns.OrdinalOf(name))
            .Select(ordinal => ordinal < 0 ? "''" : Cell(_columns.Asked[ordinal], levels));
        return $"CASE WHEN {string.Join(" OR ", cells.Select(cell => $"{cell} = ''"))} THEN 1 ELSE 0 END";
    }

    private string Strange(string[] cells, SqlLevels levels)
    {
        var strange = _columns
            .Asked.Take(_asked)
            .SelectMany((column, ordinal) => _dialect.Strange(column, cells[ordinal], levels.Name))
            .Distinct()
            .ToList();
        return strange.Count == 0 ? "0" : $"CASE WHEN {string.Join(" OR ", strange)} THEN 1 ELSE 0 END";
    }

    /// <summary>A column of numbers is summed: nothing else may depend on what it states in a row.</summary>
    private void RefuseRoles(ILookup<int, Field> owners, int time)
    {
        var others = FieldNames.Text.SelectMany(field => _meanings.SelectMany(meaning => _columns.OrdinalsOf(meaning, field))).ToHashSet();
        foreach (var ordinal in owners.Select(owner => owner.Key).Append(time))
        {
            if (others.Contains(ordinal) || owners[ordinal].Count() > 1 || (ordinal == time && owners.Contains(ordinal)))
                throw Refused("two meanings of", ordinal);
        }

        foreach (var condition in PushRefusals.Conditions(_mapping))
        {
            if (condition.Test is ValueTest.SumOf)
                throw PushRefusals.Refused(_display, $"a rule about a sum in {condition.Column}");
            var ordinal = _columns.OrdinalOf(condition.Column);
            if (ordinal == time && ordinal >= 0)
                throw Refused("a rule about the time in", ordinal);
            if (ordinal < 0 || !owners.Contains(ordinal))
                continue;
            var field = owners[ordinal].Single();
            if (PushRefusals.Of(condition.Test, field == Field.Cost) is { } refused)
                throw Refused(refused, ordinal);
            if (_columns.OrdinalsOf(_mapping, field).Length > 1)
                throw Refused("a rule about one of several columns of a field,", ordinal);
        }
    }

    /// <summary>The day tells of each time only where the mapping reads all forms that the column may have.</summary>
    private void RefuseForms(PushedDay day, int time)
    {
        foreach (var meaning in _meanings)
        {
            if (
                day.Forms.FirstOrDefault(form =>
                    !meaning.Semantics.Times.Any(of => of.TryDay(System.Text.Encoding.UTF8.GetBytes(form), out _))
                ) is
                { } form
            )
                throw Refused($"times such as {form}, which the mapping does not read, in", time);
        }
    }

    private RefusedFileException Refused(string found, int ordinal) => PushRefusals.Refused(_display, $"{found} {_columns[ordinal]}");

    private bool IsMapped(Field field) => _columns.OrdinalsOf(_mapping, field).Length > 0;

    private bool MayBeBeside(Field part) =>
        IsMapped(part) && _meanings.Any(meaning => PlaceOf(part, meaning.Semantics) != PartPlace.Inside);

    private static PartPlace PlaceOf(Field part, Semantics semantics) =>
        part switch
        {
            Field.Cached => semantics.Cached,
            Field.CacheWrite => semantics.CacheWrite,
            _ => semantics.Reasoning,
        };

    private static IEnumerable<ImmutableArray<Field>> Subsets(IEnumerable<Field> fields)
    {
        var all = fields.ToList();
        return Enumerable.Range(0, 1 << all.Count).Select(bits => all.Where((_, place) => (bits >> place & 1) != 0).ToImmutableArray());
    }

    private static string Sum(IEnumerable<Field> fields, Dictionary<Field, string> values) =>
        fields.Where(values.ContainsKey).Select(field => values[field]).ToList() is { Count: > 0 } some ? string.Join(" + ", some) : "0";

    private static string Band(string whole) =>
        $"CASE WHEN {whole} <= {ContextBands.FirstUpTo} THEN 1 WHEN {whole} <= {ContextBands.SecondUpTo} THEN 2 ELSE 3 END";

    private static string Compared(string left, string right) =>
        $"(CASE WHEN {left} > {right} THEN 2 WHEN {left} = {right} THEN 1 ELSE 0 END)";

    private static string Flag(string condition) => $"CASE WHEN {condition} THEN 1 ELSE 0 END";
}
