using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Registers;

/// <summary>
/// suppliers.csv: suppliers' own figures, each a total of a customer's carbon export for some days, or a product carbon footprint (PACT). What a figure is
/// spread over (<c>per</c>) is stated with it: requests, tokens, output-tokens, images, audio-minutes or cost.
/// </summary>
public sealed class SupplierRegister
{
    public const string FileName = "suppliers.csv";

    private static readonly string[] Required = ["supplier", "from", "to", "per", "document"];
    private static readonly string[] Columns = [.. Required, "account", "models", "kgco2e", "footprint", "units", "boundary"];

    private static readonly Dictionary<string, (ImmutableArray<Quantity> Quantities, Known Needs, string Unit)> Bases = new(StringComparer.Ordinal)
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
    public static IEnumerable<string> Footprints(byte[] csv) => Register.Read(csv, FileName, Required, Columns, []).Select(row => row.Text("footprint")).Where(path => path.Length > 0).Distinct(StringComparer.Ordinal);

    /// <param name="footprint">Content of a named footprint; null where it cannot be read, which is reported elsewhere.</param>
    public static SupplierRegister Read(byte[] csv, Func<string, byte[]?> footprint, ICollection<Issue> issues) =>
        new([.. Register.Read(csv, FileName, Required, Columns, issues).Select(row => ReadRow(row, footprint, issues)).OfType<Entry>()]);

    /// <summary>The figures as grams per unit of usage: those of exports are spread over the usage of the activity that they cover.</summary>
    public ImmutableArray<SupplierStatement> Statements(Activity activity, FactorPack factors) => [.. _entries.Select((entry, index) => Statement(entry, index + 1, activity, factors)).OfType<SupplierStatement>()];

    private static Entry? ReadRow(RegisterRow row, Func<string, byte[]?> read, ICollection<Issue> issues)
    {
        var before = issues.Count;
        var (from, to) = row.Days();
        var per = row.Required("per");
        if (!Bases.ContainsKey(per)) row.Wrong("per", $"found another basis, expected one of {string.Join(", ", Bases.Keys)}");
        var (kilograms, path, units) = (row.Number("kgco2e"), row.Text("footprint"), row.Number("units") ?? 1m);
        if (kilograms is null == (path.Length == 0)) row.Wrong("kgco2e", "found both or neither of kgco2e and footprint, expected one of them");
        if (units <= 0m) row.Wrong("units", "found nothing above zero, expected how many of the basis one declared unit is (1,000 tokens count as one)");
        var entry = new Entry(row.Required("supplier"), row.Text("account"), row.Text("models"), from, to, per, kilograms, null, units, row.Required("document"), row.Text("boundary"));
        if (path.Length > 0)
        {
            if (read(path) is not { } json) return null;
            entry = entry with { Footprint = PactFootprint.Read(json, path, issues) };
            if (entry.Footprint is { } found && (found.From > to || found.To < from)) row.Wrong("from", "found days outside of the footprint's reference period, expected days that it covers");
        }

        return issues.Count == before ? entry : null;
    }

    private static SupplierStatement? Statement(Entry entry, int number, Activity activity, FactorPack factors)
    {
        var basis = Bases[entry.Per];
        var statement = new SupplierStatement(entry.Supplier, entry.Account, entry.Models, basis.Quantities, basis.Needs, entry.From, entry.To, 0m, null!, "");
        decimal grams;
        string derivation;
        if (entry.Footprint is { } footprint)
        {
            grams = footprint.KilogramsPerDeclaredUnit * 1_000m / entry.Units;
            derivation = string.Create(CultureInfo.InvariantCulture, $"{footprint.KilogramsPerDeclaredUnit} kg per declared unit x 1,000 / {entry.Units} per declared unit");
        }
        else
        {
            var covered = activity.Lines.Where(line => statement.Covers(factors, line.Key.Provider, line.Key.Host, line.Key.Account, line.Key.Model, line.Key.Month) && StatesAll(line, basis.Needs)).ToList();
            var amount = covered.Sum(line => basis.Quantities.Sum(of => WeightedUsage.Of(line, ContextRule.None)[of]));
            if (amount == 0m) return null;
            grams = entry.Kilograms!.Value * 1_000m / amount;
            derivation = string.Create(CultureInfo.InvariantCulture, $"{entry.Kilograms} kg of the export x 1,000 / {amount} {basis.Unit} that it covers");
        }

        var id = FormattableString.Invariant($"supplier-{number}-{entry.From.Year}");
        var boundary = entry.Footprint?.Boundary ?? (entry.Boundary.Length > 0 ? entry.Boundary : "as the supplier states it");
        var factor = new Factor(id, null, grams, null, $"gCO2e/{basis.Unit}", entry.From, entry.To, entry.Supplier, boundary, id, entry.Document, FactorStatus.Derived, derivation);
        var source = new Source(id, entry.Footprint is null ? $"Customer carbon export of {entry.Supplier}" : $"Product carbon footprint of {entry.Supplier} (PACT {entry.Footprint.Version})", entry.Supplier, entry.To.Year, "", "on file in the workspace", "", entry.To, $"{FileName}: {entry.Document}");
        return statement with { GramsPerUnit = grams, Factor = new(factor, source, 0, $"figure of {entry.Supplier}", IsFallback: false), Derivation = derivation };
    }

    private static bool StatesAll(ActivityLine line, Known needs) => needs == Known.Cost ? line.Cost is not null : line.Usage.Knows(needs);

    private sealed record Entry(
        string Supplier, string Account, string Models, DateOnly From, DateOnly To, string Per, decimal? Kilograms, PactFootprint? Footprint, decimal Units, string Document, string Boundary);
}
