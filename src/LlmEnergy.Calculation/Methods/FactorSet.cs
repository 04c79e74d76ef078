using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Methods;

/// <summary>The factors that a rate is made of, by id.</summary>
internal sealed class FactorSet
{
    private readonly Dictionary<string, Factor> _factors;

    private FactorSet(IReadOnlyList<FactorUse> uses)
    {
        Uses = uses;
        _factors = uses.ToDictionary(use => use.Factor.Id, use => use.Factor, StringComparer.Ordinal);
    }

    public IReadOnlyList<FactorUse> Uses { get; }

    public Factor this[string id] => _factors[id];

    /// <summary>Null where one of them does not hold in that month.</summary>
    public static FactorSet? Of(FactorPack pack, DateOnly month, params IEnumerable<string> ids)
    {
        var uses = new List<FactorUse>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (pack.Use(id, month) is not { } use)
                return null;
            uses.Add(use);
        }

        return new(uses);
    }

    public decimal Value(string id) => _factors[id].Value;

    public decimal Low(string id) => _factors[id].Low ?? _factors[id].Value;

    public decimal High(string id) => _factors[id].High ?? _factors[id].Value;
}
