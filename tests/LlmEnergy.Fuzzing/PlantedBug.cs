namespace LlmEnergy.Fuzzing;

/// <summary>A bug where there is none, to see that it is found.</summary>
internal static class PlantedBug
{
    /// <summary>The target, which throws where it comes to what is planted.</summary>
    public static FuzzTarget In(FuzzTarget target) =>
        target with
        {
            Open = folder =>
            {
                var run = target.Open(folder);
                return bytes =>
                    run(bytes) is var outcome && outcome.Contains(target.Planted, StringComparison.Ordinal)
                        ? throw new PlantedBugException($"the planted bug of {target.Name}: {target.Planted}")
                        : outcome;
            },
        };
}

internal sealed class PlantedBugException(string message) : Exception(message)
{
    /// <summary>Whether a fault is one that was planted.</summary>
    public static bool IsMeant(string fault) => fault.StartsWith(typeof(PlantedBugException).FullName!, StringComparison.Ordinal);
}
