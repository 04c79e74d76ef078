using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>expected.csv: accounts with providers that are known to be used, so that one whose usage never arrived is missed.</summary>
public sealed class ExpectedRegister
{
    public const string FileName = "expected.csv";
    private const string Code = "LE2024";
    public const string CheckId = "expected-sources";
    private const int MostNamed = 20;

    private static readonly TableForm Form = Register.Form(FileName, ["provider", "from"], "account", "to", "reason");

    /// <summary>In the order in which the program writes them.</summary>
    internal static ImmutableArray<string> Columns { get; } = ["provider", "from", "account", "to", "reason"];

    private readonly ImmutableArray<ExpectedSource>? _rows;

    private ExpectedRegister(ImmutableArray<ExpectedSource>? rows) => _rows = rows;

    /// <summary>Of a workspace without the file: there is nothing to check against.</summary>
    public static ExpectedRegister None { get; } = new(null);

    /// <param name="issues">Takes all that is wrong with it, LE2020.</param>
    public static ExpectedRegister Read(byte[] csv, ICollection<Issue> issues)
    {
        var rows = ImmutableArray.CreateBuilder<ExpectedSource>();
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            row.Required("from");
            var (provider, account, from, to) = (row.Required("provider"), row.Text("account"), row.Day("from"), row.Day("to"));
            if (from > to)
                row.Wrong("to", "found an end before its start, expected from and to in this order");
            rows.Add(new(provider, account, from ?? default, to ?? DateOnly.MaxValue, row.Place("provider")));
        }

        return new(rows.ToImmutable());
    }

    internal ImmutableHashSet<string> Providers =>
        (_rows ?? []).Select(row => row.Provider).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether usage of every expected account arrived, and a finding for each that did not; null without the file.</summary>
    public Control? Control(Activity activity, FactorPack factors)
    {
        if (_rows is not { } rows)
            return null;
        var (period, lines) = (activity.Period, activity.Lines.Where(line => line.Rows > 0).ToList());
        var expected = rows.Where(row => row.From <= period.Last && period.First <= row.To).ToList();
        var missing = expected.Where(row => !lines.Any(line => row.IsOf(line.Key, factors))).ToList();
        var detail = missing.Count == 0 ? $"those of {FileName} in the period" : $"without an accepted row: {Named(missing)}";
        var (all, found) = (expected.Count, expected.Count - missing.Count);
        var findings = missing.Select(row => new Issue(
            row.At,
            Code,
            $"found no accepted row of {row} in {period.Name}, expected some: " + $"obtain its export, or end its row of {FileName} with to"
        ));
        return new(new(CheckId, "Every expected account has usage", all, found, 0m, Unit.Count, null, detail), [.. findings]);
    }

    private static string Named(List<ExpectedSource> missing)
    {
        var more = missing.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Count - MostNamed} more") : "";
        return string.Join("; ", missing.Take(MostNamed)) + more;
    }
}

/// <summary>A row of expected.csv.</summary>
/// <param name="Account">Empty for any.</param>
/// <param name="To">The last day; that of the calendar where none is stated.</param>
internal sealed record ExpectedSource(string Provider, string Account, DateOnly From, DateOnly To, SourceLocation At)
{
    /// <summary>Whether usage is of it, in a month of its days.</summary>
    public bool IsOf(LineKey usage, FactorPack factors) =>
        string.Equals(factors.Provider(usage.Provider), factors.Provider(Provider), StringComparison.Ordinal)
        && (Account.Length == 0 || string.Equals(usage.Account, Account, StringComparison.OrdinalIgnoreCase))
        && usage.Month <= To
        && From < usage.Month.AddMonths(1);

    public override string ToString() => Account.Length == 0 ? Provider : $"{Provider}, account {Account}";
}
