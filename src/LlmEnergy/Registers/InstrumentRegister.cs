using System.Collections.Immutable;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// instruments.csv: documents of suppliers on purchased electricity (guarantees of origin, power purchase agreements, tariffs), which make
/// a market-based figure.
/// </summary>
internal static class InstrumentRegister
{
    public const string FileName = "instruments.csv";
    private const decimal MostKilograms = 2m;

    private static readonly TableForm Form = Register.Form(
        FileName,
        ["supplier", "instrument", "from", "to", "market_boundary", "kgco2e_per_kwh", "document"],
        "account",
        "note"
    );

    public static ImmutableArray<MarketInstrument> Read(byte[] csv, ICollection<Issue> issues)
    {
        var (instruments, days) = (ImmutableArray.CreateBuilder<MarketInstrument>(), new StatedDays());
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            var before = issues.Count;
            var (from, to) = row.Days();
            var kilograms = row.Required("kgco2e_per_kwh", 0m, MostKilograms, "kilograms of CO2e per kWh, up to 2") ?? 0m;
            var (supplier, instrument, boundary, document) = (
                row.Required("supplier"),
                row.Required("instrument"),
                row.Required("market_boundary"),
                row.Required("document")
            );
            var id = FormattableString.Invariant($"instrument-{instruments.Count + 1}-{from.Year}");
            var factor = new Factor(
                id,
                null,
                kilograms * 1_000m,
                null,
                "gCO2e/kWh",
                from,
                to,
                boundary,
                $"market-based; {instrument}",
                id,
                document,
                FactorStatus.Primary,
                row.Text("note")
            );
            var source = new Citation(
                id,
                $"{instrument} of {supplier}",
                supplier,
                from.Year,
                "",
                "on file in the workspace",
                "",
                to,
                $"{FileName}: {document}"
            );
            var added = new MarketInstrument(
                supplier,
                row.Text("account"),
                boundary,
                from,
                to,
                new(factor, source, 0, $"{instrument} of {supplier}, market {boundary}", IsFallback: false)
            )
            {
                At = row.Place("market_boundary"),
            };
            if (issues.Count == before)
                days.Add(from, to, row.Place("from"), supplier.ToUpperInvariant(), added.Account, boundary.ToUpperInvariant());
            instruments.Add(added);
        }

        days.RefuseTwice(("supplier, account and market", "one instrument on a day"), issues);
        return instruments.ToImmutable();
    }

    /// <summary>Instruments whose market is no grid zone, so that they hold nowhere.</summary>
    public static IEnumerable<Issue> Findings(IEnumerable<MarketInstrument> instruments, FactorPack factors) =>
        instruments
            .Where(instrument => !factors.KnowsZone(instrument.Boundary))
            .Select(instrument => new Issue(
                instrument.At,
                Register.Code,
                "found a market that is no grid zone, expected one such as US, DE or EU27: the instrument is not used",
                Severity.Warning
            ));
}
