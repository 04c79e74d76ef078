using System.Collections.Immutable;
using System.Globalization;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// How a server writes what statements are made of. No text of a row gets into one, and those of a profile as literals alone.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>Counts up to this are added by the server; rows with larger ones are read here, one by one.</summary>
    protected const string MostCount = "999999999999";

    public abstract string Name(string identifier);

    /// <summary>A text of a profile, as a value.</summary>
    public abstract string Literal(string text);

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

    /// <summary>What keeps a planner from working out an expression again at each place that names it.</summary>
    public abstract string Fence { get; }

    /// <summary>
    /// What a record of CSV would have there: empty where nothing is stated. Null where the column has a type, or the path a form, of which
    /// that is not known.
    /// </summary>
    /// <param name="name">Takes an expression to a level of the statement and gives its name; columns of the table are on level 0.</param>
    public abstract string? Cell(PushedColumn column, Func<int, string, string> name);

    /// <summary>What says that a member of JSON stands there otherwise than as a plain value.</summary>
    public virtual ImmutableArray<string> Strange(PushedColumn column, string cell, Func<int, string, string> name) => [];

    /// <param name="cell">As <see cref="Cell"/> gives it.</param>
    public abstract PushedNumber Count(PushedColumn column, string cell, Func<int, string, string> name);

    /// <summary>An amount as the column states it, rounded to 18 decimals as it would be here.</summary>
    /// <param name="scale">Units of the currency in one of the column.</param>
    /// <returns>Null where the server cannot add such amounts exactly.</returns>
    public abstract PushedNumber? Amount(PushedColumn column, decimal scale, Func<int, string, string> name);

    /// <summary>Null where the column is none of times.</summary>
    public abstract PushedDay? Day(TableColumn time, Func<int, string, string> name);

    /// <summary>As a text of CSV, of whole numbers or amounts whatever their size.</summary>
    public abstract string Sum(string expression, bool isAmount);

    /// <summary>
    /// The day and the second, of rows that are compared with each other; null where the server gives no view of a table that several
    /// statements share.
    /// </summary>
    public abstract string? Second(TableColumn time);

    /// <summary>That one of these columns says nothing.</summary>
    public string IsUnnamed(ImmutableArray<TableColumn> identity) =>
        string.Join(" OR ", identity.Select(column => $"{Name(column.Name)} IS NULL OR {Text(column)} = ''"));

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A number as expressions.</summary>
/// <param name="IsStated">That there is one.</param>
/// <param name="IsPlain">That there is none, or one that the server adds as it would be added here.</param>
/// <param name="Value">0 where there is none, or it is not plain.</param>
internal sealed record PushedNumber(string IsStated, string IsPlain, string Value);

/// <summary>The day of a time as expressions.</summary>
/// <param name="IsPlain">That there is one.</param>
/// <param name="Start">Its beginning, as the column would state it, of what has been named of <paramref name="Value"/>.</param>
/// <param name="Forms">Texts that the column may have, one of each form.</param>
internal sealed record PushedDay(string IsPlain, string Value, Func<string, string> Start, ImmutableArray<string> Forms);
