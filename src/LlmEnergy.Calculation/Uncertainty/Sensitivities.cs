using System.Collections.Immutable;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Uncertainty;

/// <summary>What drives a total, and what better data would change: every number is the total, calculated again.</summary>
public sealed class Sensitivities
{
    private const string ClassFactor = "class-";
    private const string ByEnergy = "energy";

    private readonly ImmutableArray<LineGroup> _groups;
    private readonly Inventory _inventory;
    private readonly FactorPack _factors;
    private readonly Dictionary<string, Factor> _known;
    private readonly OperatingPointFormula _formula;

    /// <param name="inventory">As it was calculated, with its rates and factors.</param>
    /// <param name="factors">What tells likely places, and how far grids move.</param>
    public Sensitivities(Inventory inventory, FactorPack factors)
    {
        (_inventory, _factors) = (inventory, factors);
        _groups = LineGroup.Of(inventory, factors);
        _known = inventory.Factors.ToDictionary(use => use.Factor.Id, use => use.Factor, StringComparer.Ordinal);
        _formula = new(id => factors.Factor(id).Value);
    }

    private delegate LineGroup Change(LineGroup group, bool isHigh);

    /// <summary>Ranked, the widest first; those that move nothing are left out.</summary>
    public ImmutableArray<Sensitivity> Ranked() =>
        [
            .. Assumptions()
                .Select(assumed => Between(assumed.Assumption, assumed.Of, assumed.Change))
                .Where(row => row.Width > 0m)
                .OrderByDescending(row => row.Width)
                .ThenBy(row => row.Assumption)
                .ThenBy(row => row.Of, StringComparer.Ordinal),
        ];

    /// <summary>Those that there are, the widest first, then those whose width nobody knows.</summary>
    public ImmutableArray<DataGap> Lacking()
    {
        var assumed = Assumptions().ToList();
        DataGap Gap(LackingData lacking, Func<LineGroup, bool> isOf, params Assumption[] by)
        {
            var (groups, changes) = (
                _groups.Where(isOf).ToList(),
                assumed.Where(row => by.Contains(row.Assumption)).Select(row => row.Change).ToList()
            );
            decimal At(bool isHigh) =>
                groups.Sum(group => changes.Aggregate(group, (changed, change) => change(changed, isHigh)).Kilograms);
            return new(
                lacking,
                groups.Sum(group => group.Lines),
                groups.Sum(group => group.Kilograms),
                changes.Count > 0 && At(true) - At(false) is > 0m and var width ? width : null
            );
        }

        DataGap Estimated(LackingData lacking, bool isAssumed)
        {
            var groups = _groups.Where(group => group.Gaps.Usage is { } usage && usage.Assumption is not null == isAssumed).ToList();
            return new(
                lacking,
                groups.Sum(group => group.Lines),
                groups.Sum(group => group.Kilograms),
                groups.Sum(group => group.Kilograms * (group.Gaps.Usage!.Value.High - group.Gaps.Usage.Value.Low))
            );
        }

        var open = _inventory.Lines.Count(line => line.Total?.Central is null);
        DataGap[] gaps =
        [
            Gap(
                LackingData.Supplier,
                group => group.Rate is { Energy: not null, Tier: >= 4 },
                Assumption.ModelClass,
                Assumption.Parameters,
                Assumption.Batch,
                Assumption.Calibration
            ),
            Gap(LackingData.Region, group => group.Gaps.Place, Assumption.Place),
            Gap(LackingData.Models, group => group.Gaps.Model, Assumption.ModelClass, Assumption.Parameters),
            Gap(LackingData.CachedInput, group => group.Gaps.CachedInput, Assumption.CachedShare),
            Gap(LackingData.Requests, group => group.Gaps.Requests, Assumption.Context),
            Gap(LackingData.GridYear, group => group.Place is { Grid.Factor.LagYears: > 0 }, Assumption.GridYear),
            Gap(LackingData.Usage, group => group.Rate is { CradleToGate: not null, Tier: Rate.Tiers }, Assumption.Factor),
            Estimated(LackingData.Days, isAssumed: false),
            Estimated(LackingData.Prompts, isAssumed: true),
            new(LackingData.Factor, open, null, null),
        ];
        return
        [
            .. gaps.Where(gap => gap.Lines > 0)
                .OrderByDescending(gap => gap.Width ?? -1m)
                .ThenByDescending(gap => gap.Kilograms ?? -1m)
                .ThenBy(gap => gap.Lacking),
        ];
    }

    private IEnumerable<(Assumption Assumption, string Of, Change Change)> Assumptions()
    {
        foreach (var provider in _groups.Where(group => group.Gaps.Place).Select(group => group.Provider).Distinct())
            yield return (Assumption.Place, provider, Place(provider));
        yield return (Assumption.GridYear, "", GridYear());
        foreach (var factors in Ranged().GroupBy(ranged => (ranged.Assumption, ranged.Of)))
            yield return (factors.Key.Assumption, factors.Key.Of, Products([.. factors.Select(ranged => ranged.Factor)]));
        foreach (var family in Points(at => at.Family))
            yield return (Assumption.Parameters, family, Point(at => at.Family == family, Parameters));
        foreach (var load in Points(Load))
            yield return (Assumption.Batch, load, Point(at => Load(at) == load, Batch));
        yield return (Assumption.Calibration, "", Point(_ => true, Calibration));
        yield return (Assumption.CachedRatio, "", CachedRatio());
        yield return (Assumption.CachedShare, "", CachedShare);
        yield return (Assumption.Context, "", Context);
        yield return (Assumption.Hardware, "", Hardware());
        foreach (var rate in _inventory.Rates.Where(rate => rate.OperatingPoint is null && !Terms(rate).All(IsProduct)))
            yield return (Assumption.Rate, $"{rate.Id}, {rate.Method}", AsGiven(rate.Number));
    }

    private Sensitivity Between(Assumption assumption, string of, Change change)
    {
        var (one, other) = (
            _groups.Sum(group => change(group, isHigh: false).Kilograms),
            _groups.Sum(group => change(group, isHigh: true).Kilograms)
        );
        return new(assumption, of, Math.Min(one, other), Math.Max(one, other));
    }

    /// <summary>Factors that rates are products of, but those of hardware and of caches, which have a row each.</summary>
    private IEnumerable<(Assumption Assumption, string Of, Factor Factor)> Ranged() =>
        from rate in _inventory.Rates
        where rate.OperatingPoint is null
        from term in Terms(rate)
        where IsProduct(term)
        from id in Ids(term)
        where id is not (FactorIds.EmbodiedHardware or FactorIds.CachedReadRatio or ByEnergy)
        let factor = _known[id]
        where factor.Value != 0m && (factor.Low ?? factor.High) is not null
        let isOfClass = id.StartsWith(ClassFactor, StringComparison.Ordinal)
        group factor by (isOfClass ? Assumption.ModelClass : Assumption.Factor, isOfClass ? rate.ModelClass : id, id) into same
        select (same.Key.Item1, same.Key.Item2, same.First());

    private Change Products(IReadOnlyCollection<Factor> factors)
    {
        var ends = factors.ToDictionary(
            factor => factor.Id,
            factor => (Low: (factor.Low ?? factor.Value) / factor.Value, High: (factor.High ?? factor.Value) / factor.Value),
            StringComparer.Ordinal
        );
        return (group, isHigh) =>
        {
            if (group.Rate.OperatingPoint is not null)
                return group;
            decimal Ratio(RateTerm term) =>
                !IsProduct(term)
                    ? 1m
                    : Ids(term).Where(ends.ContainsKey).Aggregate(1m, (ratio, id) => ratio * (isHigh ? ends[id].High : ends[id].Low));
            decimal OfEnergy(RateTerm hardware) =>
                Ids(hardware)[0] == ByEnergy && Find(group.Rate.Energy, hardware.Of) is { } energy ? Ratio(energy) : Ratio(hardware);
            return group.Scaled(Ratio, OfEnergy, Ratio);
        };
    }

    private Change Hardware()
    {
        if (!_known.TryGetValue(FactorIds.EmbodiedHardware, out var factor) || factor.Value == 0m)
            return (group, _) => group;
        return (group, isHigh) =>
        {
            var ratio = ((isHigh ? factor.High : factor.Low) ?? factor.Value) / factor.Value;
            return group.Scaled(_ => 1m, term => Ids(term).Contains(FactorIds.EmbodiedHardware) ? ratio : 1m, _ => 1m);
        };
    }

    /// <summary>The factor of rates by class, and the deviation of the formula.</summary>
    private Change CachedRatio()
    {
        var ofPoint = Point(_ => true, (formula, end) => default(OperatingPointDeviates) with { Cached = end });
        var ofClass = _known.TryGetValue(FactorIds.CachedReadRatio, out var factor) && factor.Value != 0m ? Products([factor]) : null;
        return (group, isHigh) => group.Rate.OperatingPoint is not null ? ofPoint(group, isHigh) : ofClass?.Invoke(group, isHigh) ?? group;
    }

    private Change Place(string provider)
    {
        var places = new PlaceDraws(new(0, 0), _factors);
        return (group, isHigh) =>
        {
            if (!group.Gaps.Place || group.Provider != provider || group.Place is not { } place)
                return group;
            var ratios = places.Candidates(place, provider).Select(candidate => candidate.Ratio).ToList();
            return ratios.Count == 0
                ? group
                : group with
                {
                    Electricity = group.Electricity * (decimal)(isHigh ? ratios.Max() : ratios.Min()),
                };
        };
    }

    private Change GridYear()
    {
        var ratio = SignificantDigits.Of(Math.Exp((double)_factors.Factor(PlaceDraws.GridYearSd).Value * OperatingPointFormula.At95), 6);
        return (group, isHigh) =>
            group.Place is not { Grid.Factor.LagYears: > 0 }
                ? group
                : group with
                {
                    Electricity = isHigh ? group.Electricity * ratio : group.Electricity / ratio,
                };
    }

    /// <summary>Input of lines whose exports do not state it: all of it read from a cache, or none, as it is calculated.</summary>
    private static LineGroup CachedShare(LineGroup group, bool isHigh)
    {
        const int fresh = (int)Quantity.UncachedInput;
        const int cached = (int)Quantity.CachedInput;
        return isHigh || !group.Gaps.CachedInput || Find(group.Rate.Energy, Quantity.CachedInput) is null
            ? group
            : group with
            {
                Usage = group.Usage.SetItem(cached, group.Usage[cached] + group.Usage[fresh]).SetItem(fresh, 0m),
            };
    }

    private static LineGroup Context(LineGroup group, bool isHigh)
    {
        if (!isHigh)
            return group with { Usage = group.Unweighted };
        if (!group.Gaps.Requests)
            return group;
        Quantity[] tokens = [Quantity.UncachedInput, Quantity.CachedInput, Quantity.Output];
        return group with
        {
            Usage = tokens.Aggregate(group.Unweighted, (usage, of) => usage.SetItem((int)of, usage[(int)of] * group.Rate.Context.Cap)),
        };
    }

    /// <summary>A rate that is no product of factors: its own ends.</summary>
    private static Change AsGiven(int rate) =>
        (group, isHigh) =>
        {
            decimal End(RateTerm term) => term.Central is { } central and not 0m ? (isHigh ? term.High : term.Low) / central : 1m;
            return group.Rate.Number == rate ? group.Scaled(End, End, End) : group;
        };

    private IEnumerable<string> Points(Func<OperatingPoint, string> of) =>
        _inventory.Rates.Select(rate => rate.OperatingPoint).OfType<OperatingPoint>().Select(of).Distinct(StringComparer.Ordinal);

    private static string Load(OperatingPoint at) => $"{at.Provider}, {at.ServiceTier}";

    /// <summary>The formula once more, with deviates at 5 % or 95 %.</summary>
    private Change Point(Func<OperatingPoint, bool> isOf, Func<OperatingPointFormula, double, OperatingPointDeviates> deviates) =>
        (group, isHigh) =>
        {
            if (group.Rate.OperatingPoint is not { } at || !isOf(at))
                return group;
            var logDecode = _formula.LogDecode(at);
            var (asIs, moved) = (
                _formula.Draw(at, logDecode, default),
                _formula.Draw(at, logDecode, deviates(_formula, isHigh ? OperatingPointFormula.At95 : -OperatingPointFormula.At95))
            );
            decimal Ratio(RateTerm term) =>
                SignificantDigits.Of(
                    term.Of switch
                    {
                        Quantity.UncachedInput => moved.Input / asIs.Input,
                        Quantity.CachedInput => moved.Cached / asIs.Cached,
                        _ => moved.Output / asIs.Output,
                    },
                    6
                );
            return group.Scaled(Ratio, Ratio, Ratio);
        };

    /// <summary>All that is not known of the model, in the direction of more energy.</summary>
    private static OperatingPointDeviates Parameters(OperatingPointFormula formula, double end) =>
        default(OperatingPointDeviates) with
        {
            Active = end,
            Inactive = end * Math.Sign(formula.InactiveExponent),
            Bits = end * Math.Sign(formula.BitsExponent),
        };

    private static OperatingPointDeviates Batch(OperatingPointFormula formula, double end) =>
        default(OperatingPointDeviates) with
        {
            Sequences = end * Math.Sign(formula.SequencesExponent),
        };

    private static OperatingPointDeviates Calibration(OperatingPointFormula formula, double end) =>
        default(OperatingPointDeviates) with
        {
            Overhead = end,
            Prefill = end,
            Model = end,
        };

    private static RateTerm? Find(UnitRates? rates, Quantity of) => rates?.Terms.FirstOrDefault(term => term.Of == of);

    private static IEnumerable<RateTerm> Terms(Rate rate) =>
        new[] { rate.Energy, rate.Embodied, rate.CradleToGate }.OfType<UnitRates>().SelectMany(rates => rates.Terms);

    /// <summary>Factors of a product; a conversion and what was said of gaps follow them.</summary>
    private static string[] Ids(RateTerm term) => term.Derivation.Split(';')[0].Split(" / ")[0].Split(" x ");

    private bool IsProduct(RateTerm term) => Ids(term).All(id => id == ByEnergy || _known.ContainsKey(id));
}
