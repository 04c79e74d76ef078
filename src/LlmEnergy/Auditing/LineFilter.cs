using System.Globalization;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Auditing;

/// <summary>Which lines of a figure are explained; what is null does not matter.</summary>
/// <param name="Model">As written or as resolved.</param>
/// <param name="Month">Such as <c>2026-08</c>.</param>
/// <param name="Line">Such as <c>L000012</c>.</param>
/// <param name="Entity">Of entities.csv: then of each line the part that allocation.csv gives it.</param>
public sealed record LineFilter(string? Model, string? Month, string? CostCentre, string? Account, string? Line, string? Entity = null)
{
    public static LineFilter All { get; } = new(null, null, null, null, null);

    public bool Holds(InventoryLine line)
    {
        var key = line.Activity.Key;
        return (Model is null || Model == key.Model || Model == line.Model.Resolved)
            && (Month is null || Month == key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture))
            && (CostCentre is null || CostCentre == key.CostKey)
            && (Account is null || Account == key.Account)
            && (Line is null || Line == line.Activity.Id);
    }
}
