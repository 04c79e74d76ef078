using System.Collections.Immutable;
using System.Globalization;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>How a server writes what statements are made of. No text of a row or of a profile but names of columns gets into one.</summary>
internal abstract class SqlDialect
{
    public abstract string Name(string identifier);

    /// <summary>What a column says as a text, times in UTC.</summary>
    public abstract string Text(TableColumn column);

    /// <summary>A column as it is asked for, so that CSV has what it says.</summary>
    public virtual string Sent(TableColumn column) => Text(column);

    /// <summary>A column as it is ordered by, alike whatever the server's language.</summary>
    public abstract string Order(TableColumn column);

    /// <summary>Whether a column tells a time that ranges can be asked of.</summary>
    public abstract bool IsTime(TableColumn column);

    /// <summary>That a time lies between two days of UTC, the second of which is outside.</summary>
    public abstract string IsWithin(TableColumn time, DateOnly first, DateOnly after);

    /// <summary>Of rows that are alike in <paramref name="identity"/>, the one that comes first in an order.</summary>
    /// <param name="from">From and where.</param>
    public abstract string FirstOfEach(string columns, string from, ImmutableArray<TableColumn> identity, string order);

    /// <summary>That one of these columns says nothing.</summary>
    public string IsUnnamed(ImmutableArray<TableColumn> identity) =>
        string.Join(" OR ", identity.Select(column => $"{Name(column.Name)} IS NULL OR {Text(column)} = ''"));

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
