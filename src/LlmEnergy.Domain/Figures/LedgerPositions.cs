using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// Where a line's rate, its place and factors stand on their sheets (header in row 1, first entry in row 2, in the order of the inventory),
/// and the
/// numbers that stand for models, providers and cost centres in sums.
/// </summary>
public sealed class LedgerPositions
{
    private readonly Dictionary<string, int> _factorRows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Provider, string Model), int> _modelKeys = [];
    private readonly Dictionary<string, int> _providerKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _costCentreKeys = new(StringComparer.Ordinal);

    public LedgerPositions(Inventory inventory)
    {
        for (var i = 0; i < inventory.Factors.Length; i++)
            _factorRows[inventory.Factors[i].Factor.Id] = i + 2;
        foreach (
            var pair in inventory
                .Lines.Select(line => (line.Activity.Key.Provider, line.Activity.Key.Model))
                .Distinct()
                .OrderBy(pair => pair.Provider, StringComparer.Ordinal)
                .ThenBy(pair => pair.Model, StringComparer.Ordinal)
        )
            _modelKeys[pair] = _modelKeys.Count + 1;
        foreach (
            var provider in inventory
                .Lines.Select(line => line.Activity.Key.Provider)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
            _providerKeys[provider] = _providerKeys.Count + 1;
        foreach (
            var costKey in inventory
                .Lines.Select(line => line.Activity.Key.CostKey)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
            _costCentreKeys[costKey] = _costCentreKeys.Count + 1;
    }

    private LedgerPositions() { }

    /// <summary>For columns that do not ask where anything stands.</summary>
    public static LedgerPositions None { get; } = new();

    public int? FactorRow(string factorId) => _factorRows.TryGetValue(factorId, out var row) ? row : null;

    public static int RateRow(Rate rate) => rate.Number + 1;

    public static int PlaceRow(Place place) => place.Number + 1;

    public int? ModelKey(InventoryLine line) =>
        _modelKeys.TryGetValue((line.Activity.Key.Provider, line.Activity.Key.Model), out var key) ? key : null;

    public int? ProviderKey(InventoryLine line) => _providerKeys.TryGetValue(line.Activity.Key.Provider, out var key) ? key : null;

    public int? CostCentreKey(InventoryLine line) => _costCentreKeys.TryGetValue(line.Activity.Key.CostKey, out var key) ? key : null;
}
