using System.Collections.Immutable;
using System.Globalization;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// ClickHouse. Each column is sent as a text: what is NULL would else be written as <c>\N</c>, a time in the zone of its column, and a map
/// in a notation that is not JSON.
/// </summary>
internal sealed class ClickHouseDialect : SqlDialect
{
    public override string Fence => "";

    public override string Name(string identifier) =>
        $"\"{identifier.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public override string Text(TableColumn column)
    {
        var name = Name(column.Name);
        var text =
            Plain(column).StartsWith("Map(", StringComparison.Ordinal) ? $"toJSONString({name})"
            : Plain(column).StartsWith("DateTime", StringComparison.Ordinal) ? $"toString({name}, 'UTC')"
            : $"toString({name})";
        return column.Type.Contains("Nullable(", StringComparison.Ordinal) && Plain(column) != column.Type ? $"ifNull({text}, '')" : text;
    }

    public override string Order(TableColumn column) =>
        Plain(column).StartsWith("Map(", StringComparison.Ordinal) ? Text(column) : Name(column.Name);

    public override bool IsTime(TableColumn column) => Plain(column).StartsWith("Date", StringComparison.Ordinal);

    public override string IsWithin(TableColumn time, DateOnly first, DateOnly after)
    {
        var isDay = !Plain(time).StartsWith("DateTime", StringComparison.Ordinal);
        return $"{Name(time.Name)} >= {Bound(first)} AND {Name(time.Name)} < {Bound(after)}";

        string Bound(DateOnly day) => isDay ? $"toDate('{Day(day)}')" : $"toDateTime('{Day(day)} 00:00:00', 'UTC')";
    }

    public override string FirstOfEach(string columns, string from, ImmutableArray<TableColumn> identity, string order)
    {
        var names = string.Join(", ", identity.Select(column => Name(column.Name)));
        return $"SELECT {columns} {from} ORDER BY {names}, {order} LIMIT 1 BY {names}";
    }

    public override string Literal(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>Of a map, what stands under one key; texts of JSON are not looked into.</summary>
    public override string? Cell(PushedColumn column, Func<int, string, string> name)
    {
        if (column.Path.Length == 0)
            return name(0, Text(column.Column));
        if (
            !column.Column.Type.StartsWith("Map(", StringComparison.Ordinal)
            || column.Steps is not [{ IsAny: false, IsAllAdded: false } key]
        )
            return null;
        var (map, literal) = (Raw(column.Column, name), Literal(key.Name));
        return $"CASE WHEN mapContains({map}, {literal}) THEN toString({map}[{literal}]) ELSE '' END";
    }

    public override PushedNumber Count(PushedColumn column, string cell, Func<int, string, string> name)
    {
        if (column.Path.Length > 0 || !IsWhole(column.Column))
            return new($"{cell} <> ''", $"match({cell}, '^(0|[1-9][0-9]{{0,11}})?$')", $"toInt64OrZero({cell})");
        var number = Raw(column.Column, name);
        var isPlain = $"{number} >= 0 AND {number} <= {MostCount}";
        return new(
            $"isNotNull({number})",
            $"ifNull({isPlain}, 1)",
            $"CASE WHEN ifNull({isPlain}, 0) THEN toInt64(assumeNotNull({number})) ELSE toInt64(0) END"
        );
    }

    public override PushedNumber? Amount(PushedColumn column, decimal scale, Func<int, string, string> name)
    {
        if (column.Path.Length > 0)
            return null;
        var number = Raw(column.Column, name);
        if (IsWhole(column.Column))
        {
            var most = (1_000_000_000m / Math.Min(1m, scale)).ToString("0", CultureInfo.InvariantCulture);
            var isSigned = Plain(column.Column).StartsWith('I');
            var isPlain = isSigned ? $"{number} >= -{most} AND {number} <= {most}" : $"{number} <= {most}";
            return scale.Scale > MostDecimals
                ? null
                : new(
                    $"isNotNull({number})",
                    $"ifNull({isPlain}, 1)",
                    $"CASE WHEN ifNull({isPlain}, 0) THEN toInt64(assumeNotNull({number})) ELSE toInt64(0) END"
                );
        }

        // a float is no decimal number here, and what has more digits before its point may be more than an amount may be
        return
            DecimalOf(column.Column) is not var (digits, decimals)
            || decimals + scale.Scale > MostDecimals
            || digits - decimals > 9
            || scale > 1m
            ? null
            : new($"isNotNull({number})", "1", $"ifNull({number}, toDecimal{(digits <= 9 ? 32 : digits <= 18 ? 64 : 128)}(0, {decimals}))");
    }

    public override PushedDay? Day(TableColumn time, Func<int, string, string> name)
    {
        if (!IsTime(time))
            return null;
        var of = Raw(time, name);
        var isDay = !Plain(time).StartsWith("DateTime", StringComparison.Ordinal);
        const string Form = "2026-07-01 10:00:00";
        var isFine = Plain(time).StartsWith("DateTime64", StringComparison.Ordinal);
        return new(
            $"isNotNull({of})",
            isDay ? of : $"toDate({of}, 'UTC')",
            start => isDay ? $"ifNull(toString({start}), '')" : $"ifNull(concat(toString({start}), ' 00:00:00'), '')",
            isDay ? ["2026-07-01"]
                : isFine ? [Form, $"{Form}.123", $"{Form}.123456789"]
                : [Form]
        );
    }

    /// <summary>In 128 bits: a sum of 64 would begin again from zero without a word.</summary>
    public override string Sum(string expression, bool isAmount) =>
        isAmount ? $"toString(sum({expression}))" : $"toString(sum(toDecimal128({expression}, 0)))";

    /// <summary>Rows that depend on each other need one view of the table in two statements, which it does not give.</summary>
    public override string? Second(TableColumn time) => null;

    private const int MostDecimals = 18;

    private string Raw(TableColumn column, Func<int, string, string> name) => name(0, Name(column.Name));

    private static bool IsWhole(TableColumn column) => Plain(column).TrimStart('U').StartsWith("Int", StringComparison.Ordinal);

    /// <summary>Digits and decimals of <c>Decimal(18, 12)</c>; null where it is none.</summary>
    private static (int Digits, int Decimals)? DecimalOf(TableColumn column) =>
        Plain(column) is var type
        && type.StartsWith("Decimal(", StringComparison.Ordinal)
        && type["Decimal(".Length..^1].Split(',') is [var digits, var decimals]
            ? (int.Parse(digits, CultureInfo.InvariantCulture), int.Parse(decimals, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Its type without what wraps it: whether it may be NULL, or is stored as numbers of a list.</summary>
    private static string Plain(TableColumn column)
    {
        var type = column.Type;
        foreach (var wrap in (ReadOnlySpan<string>)["LowCardinality(", "Nullable("])
        {
            if (type.StartsWith(wrap, StringComparison.Ordinal))
                type = type[wrap.Length..^1];
        }

        return type;
    }
}
