using System.Collections.Immutable;
using LlmEnergy.Calculation;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Registers;

/// <summary>instruments.csv: documents of suppliers on purchased electricity (guarantees of origin, power purchase agreements, tariffs), which make a market-based figure.</summary>
internal static class InstrumentRegister
{
    public const string FileName = "instruments.csv";

    private static readonly string[] Required = ["supplier", "instrument", "from", "to", "market_boundary", "kgco2e_per_kwh", "document"];
    private static readonly string[] Known = [.. Required, "account", "note"];

    public static ImmutableArray<MarketInstrument> Read(byte[] csv, ICollection<Issue> issues)
    {
        var instruments = ImmutableArray.CreateBuilder<MarketInstrument>();
        foreach (var row in Register.Read(csv, FileName, Required, Known, issues))
        {
            var (from, to) = row.Days();
            row.Required("kgco2e_per_kwh");
            var kilograms = row.Number("kgco2e_per_kwh") ?? 0m;
            if (kilograms > 2m) row.Wrong("kgco2e_per_kwh", "found more than 2, expected kilograms of CO2e per kWh");
            var (supplier, instrument, boundary, document) = (row.Required("supplier"), row.Required("instrument"), row.Required("market_boundary"), row.Required("document"));
            var id = FormattableString.Invariant($"instrument-{instruments.Count + 1}-{from.Year}");
            var factor = new Factor(id, null, kilograms * 1_000m, null, "gCO2e/kWh", from, to, boundary, $"market-based; {instrument}", id, document, FactorStatus.Primary, row.Text("note"));
            var source = new Source(id, $"{instrument} of {supplier}", supplier, from.Year, "", "on file in the workspace", "", to, $"{FileName}: {document}");
            instruments.Add(new(supplier, row.Text("account"), boundary, from, to, new(factor, source, 0, $"{instrument} of {supplier}, market {boundary}", IsFallback: false)));
        }

        return instruments.ToImmutable();
    }
}
