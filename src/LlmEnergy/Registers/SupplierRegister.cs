using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// suppliers.csv: suppliers' own figures, each a total of a customer's carbon export for some months, or a product carbon footprint (PACT).
/// What a figure is
/// spread over (<c>per</c>) is stated with it: requests, tokens, output-tokens, images, audio-minutes or cost.
/// </summary>
public sealed class SupplierRegister
{
    public const string FileName = "suppliers.csv";

    // a billion tonnes; a tonne for a request, a thousand tokens or a unit of currency: more is a slip, and might not multiply
    private const decimal MostKilograms = 1_000_000_000_000m;
    private const decimal MostGramsPerUnit = 1_000_000m;
    private const decimal LeastUnits = 0.000001m;

    private static readonly TableForm Form = Register.Form(
        FileName,
        ["supplier", "from", "to", "per", "document"],
        "account",
        "models",
        "kgco2e",
        "footprint",
        "units",
        "boundary"
    );

    private static readonly Dictionary<string, (ImmutableArray<Quantity> Quantities, Known Needs, string Unit)> Bases = new(
        StringComparer.Ordinal
    )
    {
        ["requests"] = ([Quantity.Request], Known.Requests, "request"),
        ["tokens"] = ([Quantity.UncachedInput, Quantity.CachedInput, Quantity.Output], Known.Input | Known.Output, "1000 tokens"),
        ["output-tokens"] = ([Quantity.Output], Known.Output, "1000 tokens"),
        ["images"] = ([Quantity.Image], Known.Images, "image"),
        ["audio-minutes"] = ([Quantity.AudioMinute], Known.Audio, "audio minute"),
        ["cost"] = ([Quantity.CurrencyUnit], Known.Cost, "currency unit"),
    };

    private readonly ImmutableArray<Entry> _entries;

    private SupplierRegister(ImmutableArray<Entry> entries) => _entries = entries;

    public static SupplierRegister Empty { get; } = new([]);

    /// <summary>Paths of the product carbon footprints that the register names, relative to the workspace.</summary>
    public static IEnumerable<string> Footprints(byte[] csv) =>
        csv.AsSpan().IndexOf("footprint"u8) < 0
            ? []
            : TableReader
                .Read(csv, Form, [])
                .Select(row => row.Text("footprint"))
                .Where(path => path.Length > 0)
                .Distinct(StringComparer.Ordinal);

    /// <param name="footprint">Content of a named footprint; null where the workspace has no such file, or it cannot be read.</param>
    public static SupplierRegister Read(byte[] csv, Func<string, byte[]?> footprint, ICollection<Issue> issues)
    {
        var (entries, days) = (ImmutableArray.CreateBuilder<Entry>(), new StatedDays());
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            if (ReadRow(row, footprint, issues) is not { } entry)
                continue;
            days.Add(
                entry.From,
                entry.To,
                row.Place("from"),
                entry.Supplier.ToUpperInvariant(),
                entry.Account,
                entry.Models.ToUpperInvariant()
            );
            entries.Add(entry);
        }

        days.RefuseTwice(("supplier, account and models", "one figure for a day"), issues);
        return new(entries.ToImmutable());
    }

    /// <summary>
    /// The figures as grams per unit of usage: those of exports are spread over the usage of the activity that they cover.
    /// </summary>
    /// <param name="issues">Takes the figures of the period that are not used, or not on all usage that they cover.</param>
    public ImmutableArray<SupplierStatement> Statements(Activity activity, FactorPack factors, ICollection<Issue> issues) =>
        [.. _entries.Select((entry, index) => Statement(entry, index + 1, activity, factors, issues)).OfType<SupplierStatement>()];

    private static Entry? ReadRow(TableRow row, Func<string, byte[]?> read, ICollection<Issue> issues)
    {
        var before = issues.Count;
        var (from, to) = row.Days();
        var per = row.Required("per");
        if (per.Length > 0 && !Bases.ContainsKey(per))
            row.Wrong("per", $"found another basis, expected one of {string.Join(", ", Bases.Keys)}");
        var (path, isTotal) = (row.Text("footprint"), row.Text("kgco2e").Length > 0);
        if (isTotal == path.Length > 0)
            row.Wrong("kgco2e", "found both or neither of kgco2e and footprint, expected one of them");
        if (isTotal && row.Text("units").Length > 0)
            row.Wrong("units", "found units beside a total, expected them beside a footprint only");
        var kilograms = isTotal ? row.Required("kgco2e", 0m, MostKilograms, "kilograms of CO2e") : null;
        var units =
            row.Text("units").Length == 0
                ? 1m
                : row.Required("units", LeastUnits, MostKilograms, "how many of the basis one declared unit is (1,000 tokens count as one)")
                    ?? 1m;
        var entry = new Entry(
            row.Place("supplier"),
            row.Required("supplier"),
            row.Text("account"),
            row.Text("models"),
            from,
            to,
            per,
            kilograms,
            null,
            units,
            row.Required("document"),
            row.Text("boundary")
        );
        if (isTotal && issues.Count == before)
        {
            // usage is summed by month: a part of one cannot be told from the rest
            if (from.Day != 1)
                row.Wrong(
                    "from",
                    "found a day inside a month, expected the first day of one: a total is spread over the usage of whole months"
                );
            if (to.AddDays(1).Day != 1)
                row.Wrong(
                    "to",
                    "found a day inside a month, expected the last day of one: a total is spread over the usage of whole months"
                );
        }
        else if (path.Length > 0)
        {
            if (read(path) is not { } json)
                row.Wrong("footprint", "found no readable file inside of the workspace, expected the path of a footprint");
            else
                entry = entry with { Footprint = PactFootprint.Read(json, path, issues) };
            if (entry.Footprint is { } found && (from < found.From || to > found.To))
                row.Wrong(
                    "from",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found days outside of {found.From:yyyy-MM-dd} to {found.To:yyyy-MM-dd}, expected days on which the footprint "
                            + $"may be used"
                    )
                );
            if (entry.Footprint?.KilogramsPerUnit * 1_000m / units > MostGramsPerUnit)
                row.Wrong(
                    "units",
                    "found more than a tonne of CO2e for one of the basis, expected how many of the basis one declared unit is"
                );
        }

        return issues.Count == before ? entry : null;
    }

    private static SupplierStatement? Statement(Entry entry, int number, Activity activity, FactorPack factors, ICollection<Issue> issues)
    {
        var basis = Bases[entry.Per];
        var statement = new SupplierStatement(
            entry.Supplier,
            entry.Account,
            entry.Models,
            basis.Quantities,
            basis.Needs,
            entry.From,
            entry.To,
            0m,
            null!,
            ""
        );
        decimal grams;
        string derivation;
        if (entry.Footprint is { } footprint)
        {
            grams = footprint.KilogramsPerUnit * 1_000m / entry.Units;
            derivation = string.Create(
                CultureInfo.InvariantCulture,
                $"{footprint.KilogramsPerUnit} kg per {footprint.Unit} x 1,000 / {entry.Units} per {footprint.Unit}"
            );
        }
        else
        {
            if (Amount(entry, statement, activity, factors, issues) is not { } amount)
                return null;
            grams = entry.Kilograms!.Value * 1_000m / amount;
            derivation = string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Kilograms} kg of the export x 1,000 / {amount} {basis.Unit} that it covers"
            );
        }

        var id = FormattableString.Invariant($"supplier-{number}-{entry.From.Year}");
        var boundary = entry.Footprint?.Boundary ?? (entry.Boundary.Length > 0 ? entry.Boundary : "as the supplier states it");
        var factor = new Factor(
            id,
            null,
            grams,
            null,
            $"gCO2e/{basis.Unit}",
            entry.From,
            entry.To,
            entry.Supplier,
            boundary,
            id,
            entry.Document,
            FactorStatus.Derived,
            derivation
        );
        var source = new Citation(
            id,
            entry.Footprint is null
                ? $"Customer carbon export of {entry.Supplier}"
                : $"Product carbon footprint of {entry.Supplier} (PACT {entry.Footprint.Version})",
            entry.Supplier,
            entry.To.Year,
            "",
            "on file in the workspace",
            "",
            entry.To,
            $"{FileName}: {entry.Document}"
        );
        return statement with
        {
            GramsPerUnit = grams,
            Factor = new(factor, source, 0, $"figure of {entry.Supplier}", IsFallback: false),
            Derivation = derivation,
        };
    }

    /// <summary>
    /// Usage that an export's total is spread over; null where it cannot be, with the reason if its days are of the period.
    /// </summary>
    private static decimal? Amount(
        Entry entry,
        SupplierStatement statement,
        Activity activity,
        FactorPack factors,
        ICollection<Issue> issues
    )
    {
        var basis = Bases[entry.Per];
        decimal? NotUsed(string why)
        {
            issues.Add(new(entry.At, Register.Code, $"{why}: the figure is not used", Severity.Warning));
            return null;
        }

        var period = activity.Period;
        if (entry.To < period.First || entry.From > period.Last)
            return null;
        // usage outside of the period is not known, so that the period's part of a longer total is not either
        if (!period.Contains(entry.From) || !period.Contains(entry.To))
            return NotUsed($"found a total of days outside of {period.Name}, expected totals of months inside of it");
        var covered = activity
            .Lines.Where(line =>
                statement.Covers(factors, line.Key.Provider, line.Key.Host, line.Key.Account, line.Key.Model, line.Key.Month)
                && line.Cost is not { Amount: < 0m }
            )
            .ToList();
        var stating = covered.FindAll(line => basis.Needs == Known.Cost ? line.Cost is not null : line.Usage.Knows(basis.Needs));
        if (basis.Needs == Known.Cost && stating.Select(line => line.Cost!.Value.Currency).Distinct(StringComparer.Ordinal).Skip(1).Any())
            return NotUsed("found costs in several currencies, expected one to spread the total over");
        var amount = stating.Sum(line => basis.Quantities.Sum(of => WeightedUsage.Of(line, ContextRule.None)[of]));
        if (amount < LeastUnits)
            return NotUsed($"found no usage with {entry.Per} that the total covers, expected some");
        if (stating.Count < covered.Count)
            issues.Add(
                new(
                    entry.At,
                    Register.Code,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"found {covered.Count - stating.Count} of {covered.Count} lines that state no {entry.Per}, expected all that the "
                            + $"total covers: they are calculated beside it"
                    ),
                    Severity.Warning
                )
            );
        return amount;
    }

    private sealed record Entry(
        SourceLocation At,
        string Supplier,
        string Account,
        string Models,
        DateOnly From,
        DateOnly To,
        string Per,
        decimal? Kilograms,
        PactFootprint? Footprint,
        decimal Units,
        string Document,
        string Boundary
    );
}
