using System.Globalization;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>How PostgreSQL writes what statements are made of.</summary>
internal static class PostgresDialect
{
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A column as it is ordered by, alike whatever the server's language.</summary>
    public static string Order(TableColumn column) => IsTime(column) ? Name(column.Name) : $"{Name(column.Name)}::text COLLATE \"C\"";

    /// <summary>Whether a column tells a time that ranges can be asked of.</summary>
    public static bool IsTime(TableColumn column) => column.Type.StartsWith("timestamp", StringComparison.Ordinal) || column.Type == "date";

    public static string IsWithin(TableColumn time, DateOnly first, DateOnly after) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(time.Name)} >= '{first:yyyy-MM-dd}' AND {Name(time.Name)} < '{after:yyyy-MM-dd}'"
        );
}
