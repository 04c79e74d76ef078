using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// ClickHouse. Each column is sent as a text: what is NULL would else be written as <c>\N</c>, a time in the zone of its column, and a map
/// in a notation that is not JSON.
/// </summary>
internal sealed class ClickHouseDialect : SqlDialect
{
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
