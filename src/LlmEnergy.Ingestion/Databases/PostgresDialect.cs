using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>PostgreSQL, in a session whose time zone is UTC.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public override string Fence => " OFFSET 0";

    public override string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Without what no text of the server can hold.</summary>
    public override string Literal(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}'";

    public override string Text(TableColumn column) => $"{Name(column.Name)}::text";

    /// <summary>As everybody exports it: a truth value is then t or f.</summary>
    public override string Sent(TableColumn column) => Name(column.Name);

    public override string Order(TableColumn column) => IsTime(column) ? Name(column.Name) : $"{Text(column)} COLLATE \"C\"";

    public override bool IsTime(TableColumn column) =>
        column.Type.StartsWith("timestamp", StringComparison.Ordinal) || column.Type == "date";

    public override string IsWithin(TableColumn time, DateOnly first, DateOnly after) =>
        $"{Name(time.Name)} >= '{Day(first)}' AND {Name(time.Name)} < '{Day(after)}'";

    public override string FirstOfEach(string columns, string from, ImmutableArray<TableColumn> identity, string order)
    {
        var names = string.Join(", ", identity.Select(column => Name(column.Name)));
        return $"SELECT DISTINCT ON ({names}) {columns} {from} ORDER BY {names}, {order}";
    }

    public override string? Cell(PushedColumn column, Func<int, string, string> name)
    {
        if (column.Path.Length > 0)
            return column.Column.Type == "jsonb" && column.Steps.All(IsName)
                ? $"coalesce({Parent(column, name).Name} ->> {Literal(column.Steps[^1].Name)}, '') COLLATE \"C\""
                : null;
        var of = Raw(column.Column, name);
        var text = Kind(column.Column) switch
        {
            "boolean" => $"CASE WHEN {of} THEN 't' WHEN NOT {of} THEN 'f' ELSE '' END",
            "text" or "character varying" => $"coalesce({of}, '')",
            "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => $"coalesce({of}::text, '')",
            "uuid" or "date" or "timestamp without time zone" or "timestamp with time zone" or "jsonb" => $"coalesce({of}::text, '')",
            _ => null,
        };
        return text is null ? null : $"({text}) COLLATE \"C\"";
    }

    /// <summary>
    /// JSON in a text, lists, names with points and values that are no plain ones are read here, and not by the server: whether there are
    /// some is looked at once for each object.
    /// </summary>
    public override ImmutableArray<string> Strange(PushedColumn column, string cell, Func<int, string, string> name)
    {
        if (column.Path.Length == 0)
            return [];
        var (level, parent) = Parent(column, name);
        var isOpen = name(level, $"coalesce(jsonb_typeof({parent}) IN ('string', 'array'), false)");
        var isNested = $"left({cell}, 1) IN ('{{', '[', '\"')";
        return column.Steps.Length == 1
            ? [isOpen, isNested]
            : [isOpen, isNested, name(1, $"coalesce({Raw(column.Column, name)} ? {Literal(column.Path)}, false)")];
    }

    public override PushedNumber Count(PushedColumn column, string cell, Func<int, string, string> name)
    {
        if (column.Path.Length == 0 && Kind(column.Column) is "smallint" or "integer" or "bigint")
        {
            var number = Raw(column.Column, name);
            var isPlain = $"{number} BETWEEN 0 AND {MostCount}";
            return new($"{number} IS NOT NULL", $"coalesce({isPlain}, true)", $"CASE WHEN {isPlain} THEN {number}::bigint ELSE 0 END");
        }

        // digits alone, and no zero before others
        var isCount =
            $"(length({cell}) <= {MostCount.Length} AND translate({cell}, '0123456789', '') = '' "
            + $"AND (left({cell}, 1) <> '0' OR length({cell}) = 1))";
        return new($"{cell} <> ''", isCount, $"CASE WHEN {cell} <> '' AND {isCount} THEN {cell}::bigint ELSE 0 END");
    }

    public override PushedNumber? Amount(PushedColumn column, decimal scale, Func<int, string, string> name)
    {
        if (scale != 1m || column.Path.Length > 0)
            return null;
        var number = Raw(column.Column, name);
        var isPlain = Kind(column.Column) switch
        {
            // the text of a smaller one has more than 28 decimals
            "real" or "double precision" => $"({number} = 0 OR abs({number}) BETWEEN 1e-10 AND 1e9)",
            "smallint" or "integer" or "bigint" => $"{number} BETWEEN -1000000000 AND 1000000000",
            "numeric" => $"({number} BETWEEN -1000000000 AND 1000000000 AND scale({number}) <= 18)",
            _ => null,
        };
        // a cast of a float to a number keeps 15 digits, its text all that an export has
        return isPlain is null
            ? null
            : new(
                $"{number} IS NOT NULL",
                $"coalesce({isPlain}, true)",
                $"CASE WHEN {isPlain} THEN round({number}::text::numeric, 18) ELSE 0 END"
            );
    }

    public override PushedDay? Day(TableColumn time, Func<int, string, string> name)
    {
        var kind = Kind(time);
        if (kind is not ("date" or "timestamp without time zone" or "timestamp with time zone"))
            return null;
        var of = Raw(time, name);
        var isPlain = $"coalesce({of} >= '0001-01-01' AND {of} < '10000-01-01', false)";
        var form = kind == "date" ? "2026-07-01" : "2026-07-01 10:00:00";
        var zone = kind == "timestamp with time zone" ? "+00" : "";
        var isWhole = kind == "date" || time.Type.StartsWith("timestamp(0)", StringComparison.Ordinal);
        return new(
            isPlain,
            $"CASE WHEN {isPlain} THEN {of}::date END",
            start => $"coalesce({start}::{kind}::text, '')",
            isWhole ? [form + zone] : [form + zone, $"{form}.5{zone}", $"{form}.123456{zone}"]
        );
    }

    public override string Sum(string expression, bool isAmount) => $"sum({expression})::text";

    public override string? Second(TableColumn time) => Kind(time) == "date" ? Name(time.Name) : $"date_trunc('second', {Name(time.Name)})";

    private string Raw(TableColumn column, Func<int, string, string> name) => name(0, Name(column.Name));

    /// <summary>Its type without the length or precision.</summary>
    private static string Kind(TableColumn column)
    {
        var type = column.Type;
        var open = type.IndexOf('(', StringComparison.Ordinal);
        return open < 0 || type.EndsWith("[]", StringComparison.Ordinal) ? type : type[..open] + type[(type.IndexOf(')', open) + 1)..];
    }

    /// <summary>A member's name, and neither the number of an element nor what may be a key in a list of keys and values.</summary>
    private static bool IsName(PathStep step) =>
        !step.IsBracketed
        && !step.IsAny
        && !step.IsAllAdded
        && !int.TryParse(step.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The object that a member stands in, looked up once for all of its members.</summary>
    private (int Level, string Name) Parent(PushedColumn column, Func<int, string, string> name)
    {
        var (level, of) = (1, Raw(column.Column, name));
        foreach (var step in column.Steps[..^1])
            of = name(level++, $"{of} -> {Literal(step.Name)}");
        return (level, of);
    }
}
