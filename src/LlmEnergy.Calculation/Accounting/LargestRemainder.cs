namespace LlmEnergy.Calculation.Accounting;

/// <summary>Rounds parts so that they add up to the rounded total.</summary>
public static class LargestRemainder
{
    /// <summary>
    /// Each part is rounded down; the units that are then missing go to the parts with the largest remainders, the first ones among equals.
    /// </summary>
    /// <param name="parts">Unrounded, and in sum the total but for the last digits of a division. Null stays null.</param>
    /// <param name="decimals">Of parts and total.</param>
    /// <returns>Parts whose sum is the total at these decimals, rounded half away from zero.</returns>
    /// <exception cref="ArgumentException">The parts are not those of the total.</exception>
    public static decimal?[] Round(IReadOnlyList<decimal?> parts, decimal total, int decimals)
    {
        var unit = 1m;
        for (var i = 0; i < decimals; i++)
            unit /= 10m;
        var rounded = parts.Select(part => part is { } value ? Floor(value, unit) : (decimal?)null).ToArray();
        var missing = (decimal.Round(total, decimals, MidpointRounding.AwayFromZero) - rounded.Sum(part => part ?? 0m)) / unit;
        var order = Enumerable
            .Range(0, parts.Count)
            .Where(index => parts[index] is not null)
            .OrderByDescending(index => parts[index]!.Value - rounded[index]!.Value)
            .ThenBy(index => index)
            .ToList();
        if (missing < 0m || missing > order.Count)
            throw new ArgumentException($"found parts that do not add up to the total: {missing} units of {unit} are left");
        foreach (var index in order.Take((int)missing))
            rounded[index] += unit;
        return rounded;
    }

    private static decimal Floor(decimal value, decimal unit) => Math.Floor(value / unit) * unit;
}
