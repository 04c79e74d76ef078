using LlmEnergy.Domain.Quantities;

namespace LlmEnergy.Domain.Inventories;

public static class InventorySums
{
    /// <summary>
    /// Sum over the lines that have the value. Null where lines exist and none has it: all of them are not calculated, or the method does
    /// not
    /// give it. No lines at all sum to nothing, which is zero.
    /// </summary>
    public static Estimate<T>? SumOf<T>(this IEnumerable<InventoryLine> lines, Func<InventoryLine, Estimate<T>?> value)
        where T : struct, IQuantity<T>
    {
        Estimate<T>? sum = null;
        var any = false;
        foreach (var line in lines)
        {
            any = true;
            if (value(line) is { } part)
                sum = (sum ?? Estimate<T>.Nothing) + part;
        }

        return any ? sum : Estimate<T>.Nothing;
    }
}
