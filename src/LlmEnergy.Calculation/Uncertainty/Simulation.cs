using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>Seeded draws of an inventory: what shares a cause is drawn together, what does not is drawn apart.</summary>
[Methodology("Ranges by simulation")]
public sealed class Simulation
{
    public const string SeedFactor = "interval-seed-2026";
    public const string DrawsFactor = "interval-draws-2026";
    private const int Digits = 6;

    private readonly Dictionary<Basis, Dictionary<Group, decimal[]>> _usage = [];
    private readonly Dictionary<Group, decimal> _fixed = [];
    private readonly Dictionary<Group, Sums> _sums = [];
    private readonly Inventory _inventory;
    private readonly LedgerPositions _positions;
    private readonly FactorPack _factors;

    private Simulation(Inventory inventory, LedgerPositions positions, FactorPack factors) =>
        (_inventory, _positions, _factors) = (inventory, positions, factors);

    /// <summary>By default where a rate has more to draw from than its range.</summary>
    public static bool IsDefaultFor(Inventory inventory) => inventory.Rates.Any(rate => rate.OperatingPoint is not null);

    /// <param name="positions">Numbers of models, providers and cost centres.</param>
    /// <param name="seed">Null: that of the factor pack.</param>
    public static Intervals Run(Inventory inventory, LedgerPositions positions, FactorPack factors, long? seed = null) =>
        new Simulation(inventory, positions, factors).Run(
            seed ?? (long)factors.Factor(SeedFactor).Value,
            (int)factors.Factor(DrawsFactor).Value
        );

    private Intervals Run(long seed, int count)
    {
        foreach (var line in _inventory.Lines)
            Add(line);
        var streams = new DrawStreams(seed, count);
        var (rates, places) = (new RateDraws(streams, id => _factors.Factor(id).Value), new PlaceDraws(streams, _factors));
        var energy = new double[count];
        // in an order of their own, so that the last bits do not depend on that of the lines
        foreach (var (basis, groups) in _usage.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            var (draws, perKilowattHour) = (rates.Of(basis.Rate, basis.Estimate), places.Of(basis.Rate, basis.Place, basis.Provider));
            foreach (var (group, quantities) in groups)
            {
                Array.Clear(energy);
                foreach (var (of, kilowattHours) in draws)
                    if (quantities[(int)of] != 0m)
                        Vectors.AddScaled(energy, kilowattHours, (double)quantities[(int)of]);
                if (!_sums.TryGetValue(group, out var sums))
                    _sums[group] = sums = new();
                sums.Add(energy, perKilowattHour);
            }
        }

        var total = Of(default, count);
        ImmutableSortedDictionary<int, GroupIntervals> By(Kind kind) =>
            Groups(kind).ToImmutableSortedDictionary(group => group.Id, group => Of(group, count));
        return new(
            seed,
            count,
            total.Energy,
            total.Emissions,
            By(Kind.Model),
            By(Kind.Provider),
            By(Kind.CostCentre),
            Groups(Kind.Month).ToImmutableSortedDictionary(group => DateOnly.FromDayNumber(group.Id), group => Of(group, count))
        )
        {
            Spread = FirstOrder.Of(_inventory, _factors),
        };
    }

    private void Add(InventoryLine line)
    {
        if (line.Rate is not { } rate)
            return;
        var key = line.Activity.Key;
        Group[] groups =
        [
            default,
            new(Kind.Model, _positions.ModelKey(line)!.Value),
            new(Kind.Provider, _positions.ProviderKey(line)!.Value),
            new(Kind.CostCentre, _positions.CostCentreKey(line)!.Value),
            new(Kind.Month, key.Month.DayNumber),
        ];
        if (line.CradleToGate is { } whole)
        {
            // a price or a supplier's own figure: nothing of it is drawn
            foreach (var group in groups)
                _fixed[group] = _fixed.GetValueOrDefault(group) + (whole.Central ?? whole.High).KilogramsCo2e;
            return;
        }

        var basis = new Basis(
            rate,
            line.Place!,
            _factors.Provider(key.Host.Length > 0 ? key.Host : key.Provider),
            line.Activity.Estimate is { } gap ? gap with { Days = 0 } : null
        );
        if (!_usage.TryGetValue(basis, out var byGroup))
            _usage[basis] = byGroup = [];
        var usage = WeightedUsage.Of(line);
        foreach (var group in groups)
        {
            if (!byGroup.TryGetValue(group, out var sums))
                byGroup[group] = sums = new decimal[UnitRates.Quantities];
            for (var of = 0; of < sums.Length; of++)
                sums[of] += usage[(Quantity)of];
        }
    }

    private IEnumerable<Group> Groups(Kind kind) => _sums.Keys.Concat(_fixed.Keys).Where(group => group.Kind == kind).Distinct();

    private GroupIntervals Of(Group group, int count)
    {
        var sums = _sums.GetValueOrDefault(group);
        var hasFixed = _fixed.TryGetValue(group, out var whole);
        var emissions = sums?.Emissions ?? (hasFixed ? new double[count] : null);
        return new(
            sums?.Energy is { } energy ? Of(energy, 0.0) : null,
            emissions is null || sums is { Lacks: true } ? null : Of(emissions, (double)whole)
        );
    }

    private static Interval Of(double[] draws, double plus)
    {
        var mean = (draws.Sum() / draws.Length) + plus;
        Array.Sort(draws);
        decimal Quantile(double share)
        {
            var place = (draws.Length - 1) * share;
            var below = (int)Math.Floor(place);
            var above = Math.Min(below + 1, draws.Length - 1);
            return Fixed(draws[below] + ((draws[above] - draws[below]) * (place - below)) + plus);
        }

        return new(Quantile(0.05), Quantile(0.50), Quantile(0.95), Fixed(mean));
    }

    private static decimal Fixed(double value) => SignificantDigits.Of(value, Digits);

    private enum Kind : byte
    {
        Total,
        Model,
        Provider,
        CostCentre,
        Month,
    }

    /// <summary>What is summed up; the default is the total.</summary>
    private readonly record struct Group(Kind Kind, int Id);

    /// <summary>What a kilowatt-hour's draws depend on. Rates and places are those of the inventory, each once.</summary>
    private sealed record Basis(Rate Rate, Place Place, string Provider, UsageEstimate? Estimate)
    {
        public string Name { get; } =
            string.Join(
                '|',
                Rate.Energy!.Terms.Select(term => term.Derivation)
                    .Prepend(Rate.ModelClass)
                    .Prepend(Rate.Method)
                    .Append(Place.Grid.Factor.Factor.Id)
                    .Append(
                        FormattableString.Invariant(
                            $"{Place.Grid.Factor.LagYears}|{Place.Grid.Factor.IsFallback}|{Estimate?.Low}|{Estimate?.High}"
                        )
                    )
                    .Append(Provider)
            );

        public bool Equals(Basis? other) =>
            other is not null
            && (Rate.Number, Place.Number, Provider, Estimate) == (other.Rate.Number, other.Place.Number, other.Provider, other.Estimate);

        public override int GetHashCode() => HashCode.Combine(Rate.Number, Place.Number, Provider, Estimate);
    }

    /// <summary>Energy and emissions of a group, one a draw.</summary>
    private sealed class Sums
    {
        public double[]? Energy { get; private set; }

        public double[]? Emissions { get; private set; }

        /// <summary>True where a part has no total.</summary>
        public bool Lacks { get; private set; }

        public void Add(double[] energy, double[]? perKilowattHour)
        {
            Energy ??= new double[energy.Length];
            Vectors.AddScaled(Energy, energy, 1.0);
            if (perKilowattHour is null)
            {
                Lacks = true;
                return;
            }

            Emissions ??= new double[energy.Length];
            Vectors.AddProduct(Emissions, energy, perKilowattHour);
        }
    }
}
