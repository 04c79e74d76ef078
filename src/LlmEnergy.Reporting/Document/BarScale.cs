using System.Collections.Immutable;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// The axis of a bar chart, from zero: both renderers place bars, whiskers and ticks by it. It ends after the largest bar where ranges
/// would dwarf the bars; what goes on beyond its end is cut there and marked.
/// </summary>
/// <param name="End">Value at the end of the axis; 0 where there is nothing to draw.</param>
public sealed record BarScale(decimal End, ImmutableArray<Tick> Ticks)
{
    /// <summary>A range up to so many times the largest bar is drawn whole.</summary>
    private const decimal MostOfBar = 3m;

    private const int LeastTicks = 3;

    /// <summary>Whether some range goes on beyond the end.</summary>
    public bool IsCut { get; private init; }

    /// <summary>From 0 to 1.</summary>
    public decimal At(decimal value) => End == 0m ? 0m : Math.Min(1m, value / End);

    public bool Reaches(decimal value) => value > End;

    /// <param name="print">A number with so many decimals.</param>
    public static BarScale Of(IReadOnlyCollection<Bar> bars, Func<decimal, int, string> print)
    {
        var longest = bars.Select(bar => bar.From + bar.Parts.Sum(part => part ?? 0m)).DefaultIfEmpty().Max();
        var highest = bars.Select(bar => bar.High ?? 0m).Append(longest).Max();
        var isCut = longest > 0m && highest > MostOfBar * longest;
        var reach = isCut ? MostOfBar * longest : highest;
        if (reach <= 0m)
            return new(0m, []);
        var step = Step(reach);
        // as many decimals as the step has, so that all ticks have the same
        var decimals = (step / 1.0000000000000000000000000000m).Scale;
        return new(reach, [.. Multiples(step, reach).Select(value => new Tick(value / reach, print(value, decimals)))]) { IsCut = isCut };
    }

    private static IEnumerable<decimal> Multiples(decimal step, decimal reach)
    {
        for (var value = 0m; value <= reach; value += step)
            yield return value;
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static decimal Step(decimal reach)
    {
        var power = 1m;
        while (power > reach)
            power /= 10m;
        while (power * 10m <= reach)
            power *= 10m;
        return new[] { power * 5m, power * 2m, power, power / 2m, power / 5m }.First(step => reach / step >= LeastTicks);
    }
}

/// <param name="Place">From 0 to 1.</param>
public sealed record Tick(decimal Place, string Label);
