using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Calculation.Steps;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Periods;

/// <summary>
/// Rates, places and factors of a period folder, read back: what its lines can be calculated from again by a version whose own factors are
/// others.
/// Only which rate and place a line has is taken from inventory.csv; every result is calculated.
/// </summary>
internal static class RecordedRates
{
    /// <exception cref="RecordedFileException">A file is missing or not one that this program writes.</exception>
    public static Inventory Calculate(Activity activity, string folder, RecordedManifest manifest)
    {
        var factors = RecordedTable.Read(folder, "factors.csv", Use);
        var byId = ById(factors, use => use.Factor.Id, "factors.csv");
        var rates = RecordedTable
            .Read(folder, "rates.csv", Term)
            .GroupBy(row => row.Id, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, Rate, StringComparer.Ordinal);
        var assigned = ById(RecordedTable.Read(folder, "inventory.csv", Assigned), row => row.Line, "inventory.csv");
        // a factor that several ways lead to stands once among the factors, with all of them: the way of a place stands on its lines
        var ways = assigned
            .Values.Where(row => row.Place.Length > 0)
            .DistinctBy(row => row.Place)
            .ToDictionary(row => row.Place, row => (row.Lag, row.Path), StringComparer.Ordinal);
        var places = ById(RecordedTable.Read(folder, "places.csv", row => Place(row, byId, ways)), place => place.Id, "places.csv");
        var lines = activity.Lines.Select(line =>
        {
            if (!assigned.TryGetValue(line.Id, out var row))
                throw RecordedFileException.Within("inventory.csv", $"there is no line {line.Id} of activity.csv");
            var (rate, place) = (Named(rates, row.Rate, line), Named(places, row.Place, line));
            if (rate is { Energy: not null } && place is null)
                throw RecordedFileException.Within("inventory.csv", $"line {line.Id} names no place");
            return LineCalculation.Calculate(line, row.Model, rate, place, row.Why.Length > 0 ? row.Why : null);
        });
        return new(
            activity,
            manifest.Methods,
            manifest.FactorPack,
            [.. lines],
            [.. rates.Values.OrderBy(rate => rate.Number)],
            [.. places.Values.OrderBy(place => place.Number)],
            [.. factors],
            []
        );
    }

    private static Dictionary<string, T> ById<T>(IEnumerable<T> rows, Func<T, string> id, string file)
    {
        var all = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (!all.TryAdd(id(row), row))
                throw RecordedFileException.Within(file, $"{id(row)} stands in it twice");
        return all;
    }

    private static T? Named<T>(Dictionary<string, T> all, string id, ActivityLine line)
        where T : class =>
        id.Length == 0
            ? null
            : all.GetValueOrDefault(id)
                ?? throw RecordedFileException.Within("inventory.csv", $"line {line.Id} names {id}, which there is not");

    private static (string Line, string Rate, string Place, int Lag, string Path, ModelResolution Model, string Why) Assigned(
        RecordedRow row
    ) =>
        (
            row.Text("line_id"),
            row.Text("rate_id"),
            row.Text("place_id"),
            (int)(row.Optional("grid_lag_years") ?? 0m),
            row.Text("grid_path"),
            Model(row),
            row.Text("why_not_calculated")
        );

    private static ModelResolution Model(RecordedRow row) =>
        new(row.Text("model"), row.Has("resolved_model") ? row.Text("resolved_model") : null, null, row.Text("class"), 1, []);

    private static FactorUse Use(RecordedRow row) =>
        new(
            new(
                row.Text("factor_id"),
                row.Optional("low"),
                row.Number("value"),
                row.Optional("high"),
                row.Text("unit"),
                row.Day("valid_from"),
                row.Day("valid_to"),
                row.Text("geography"),
                row.Text("boundary"),
                row.Text("source_id"),
                row.Text("locator"),
                Enum.Parse<FactorStatus>(row.Text("status"), ignoreCase: true),
                row.Text("note")
            ),
            new(
                row.Text("source_id"),
                row.Text("title"),
                row.Text("publisher"),
                (int)(row.Optional("year") ?? 0m),
                row.Text("url"),
                row.Text("licence"),
                row.Text("attribution"),
                row.Day("retrieved"),
                row.Text("read_from")
            ),
            (int)row.Number("lag_years"),
            row.Text("path"),
            IsFallback: false
        );

    private static (string Id, string Kind, RateTerm Term, Rate Frame) Term(RecordedRow row)
    {
        var pue = row.Optional("pue_low") is { } low
            ? new PueRange(new(low), row.Optional("pue") is { } central ? new Pue(central) : null, new(row.Number("pue_high")))
            : null;
        var frame = new Rate(
            Number(row.Text("rate_id")),
            row.Text("method"),
            row.Text("class"),
            null,
            null,
            null,
            new(row.Number("context_offset"), row.Number("context_slope"), row.Number("context_span"), row.Number("context_cap")),
            (int)row.Number("tier"),
            pue,
            [],
            row.Text("methodology")
        );
        return (
            frame.Id,
            row.Text("kind"),
            RateTerm.Calculated(
                DataFiles.QuantityOf(row.Text("quantity")),
                row.Number("low"),
                row.Optional("central"),
                row.Number("high"),
                row.Text("derivation")
            ),
            frame
        );
    }

    private static Rate Rate(IEnumerable<(string Id, string Kind, RateTerm Term, Rate Frame)> terms)
    {
        var all = terms.ToList();
        UnitRates? Of(string kind) =>
            all.Where(row => row.Kind == kind).Select(row => row.Term).ToList() is { Count: > 0 } some ? new(some) : null;
        var rate = all[0].Frame with { Energy = Of("energy"), Embodied = Of("embodied"), CradleToGate = Of("as a whole") };
        return rate.Energy is null == rate.CradleToGate is null
            ? throw RecordedFileException.Within("rates.csv", $"{rate.Id} gives neither energy nor emissions as a whole, or both")
            : rate;
    }

    private static Place Place(RecordedRow row, Dictionary<string, FactorUse> factors, Dictionary<string, (int Lag, string Path)> ways)
    {
        FactorUse? Of(string column) => row.Has(column) ? factors[row.Text(column)] : null;
        var way = ways.GetValueOrDefault(row.Text("place_id"));
        var grid = (Of("grid_factor_id") ?? throw new FormatException("grid_factor_id")) with { LagYears = way.Lag, Path = way.Path ?? "" };
        return new(
            Number(row.Text("place_id")),
            new(row.Text("zone"), GridIntensity.FromGramsCo2ePerKilowattHour(grid.Factor.Value), grid, Of("official_factor_id")),
            Of("water_onsite_factor_id"),
            Of("water_offsite_factor_id"),
            Of("upstream_factor_id"),
            Of("td_losses_factor_id"),
            Of("market_factor_id")
        );
    }

    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
}
