using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>PostgreSQL, in a session whose time zone is UTC.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public override string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

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
}
