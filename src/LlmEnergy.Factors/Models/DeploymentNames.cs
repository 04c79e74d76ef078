using System.Collections.Immutable;

namespace LlmEnergy.Factors.Models;

/// <summary>A name that somebody gave to a model, such as that of an Azure deployment.</summary>
/// <param name="Provider">Empty: of any provider.</param>
/// <param name="Account">Empty: of any account.</param>
/// <param name="Model">What the name stands for, as its vendor writes it.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="File">Where it is written, with <paramref name="Line"/>.</param>
public sealed record DeploymentName(
    string Provider,
    string Account,
    string Name,
    string Model,
    DateOnly From,
    DateOnly To,
    string File,
    long Line
)
{
    /// <summary>A row that says of whom it is comes before one that does not.</summary>
    internal int Precision => (Account.Length > 0 ? 2 : 0) + (Provider.Length > 0 ? 1 : 0);

    /// <summary>Of the days of the month that begins on <paramref name="month"/>, how many it holds.</summary>
    internal int DaysIn(DateOnly month)
    {
        var last = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        var (from, to) = (From > month ? From : month, To < last ? To : last);
        return Math.Max(0, to.DayNumber - from.DayNumber + 1);
    }
}

/// <summary>Private names of models: what no rule about names can know.</summary>
public sealed class DeploymentNames
{
    private readonly ImmutableArray<DeploymentName> _rows;
    private readonly ILookup<string, DeploymentName> _byName;

    public DeploymentNames(IEnumerable<DeploymentName> rows)
    {
        _rows = [.. rows];
        _byName = _rows.ToLookup(row => row.Name, StringComparer.OrdinalIgnoreCase);
    }

    public static DeploymentNames None { get; } = new([]);

    /// <summary>
    /// Null where no row has the name, whole or without the path before it (azure/my-deployment, an ARN). Usage is summed by month: where a
    /// name was re-pointed within one, the row of most of its days holds, of equal ones the later.
    /// </summary>
    /// <param name="provider">Canonical, as are those of the rows.</param>
    /// <param name="month">Any day of it.</param>
    public DeploymentName? Find(string provider, string account, string name, DateOnly month)
    {
        if (_rows.IsEmpty)
            return null;
        var written = name.Trim();
        var first = new DateOnly(month.Year, month.Month, 1);
        return Of(written) ?? Of(written[(written.LastIndexOf('/') + 1)..]);

        DeploymentName? Of(string text) =>
            _byName[text]
                .Where(row =>
                    row.DaysIn(first) > 0
                    && (row.Provider.Length == 0 || row.Provider == provider)
                    && (row.Account.Length == 0 || string.Equals(row.Account, account, StringComparison.OrdinalIgnoreCase))
                )
                .OrderByDescending(row => row.Precision)
                .ThenByDescending(row => row.DaysIn(first))
                .ThenByDescending(row => row.From)
                .FirstOrDefault();
    }

    /// <summary>With providers by the names that <see cref="Find"/> is asked with.</summary>
    internal DeploymentNames WithProviders(Func<string, string> canonical) =>
        new(_rows.Select(row => row.Provider.Length == 0 ? row : row with { Provider = canonical(row.Provider) }));
}
