using System.Globalization;

namespace LlmEnergy.Fuzzing.Loops;

/// <summary>Inputs by their numbers, whatever the ones before came to.</summary>
internal static class BlindFuzzer
{
    // of one input: what takes longer does not end
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(30);

    /// <summary>Each input that leaves the bounds of the target, by its number, with what it does.</summary>
    public static IReadOnlyList<(int Number, string Fault)> Faults(FuzzTarget target, int inputs)
    {
        var (faults, current) = (new List<(int, string)>(), 0);
        var loop = new Thread(() =>
        {
            using var folder = new FuzzFolder();
            var (bounds, seeds) = (new Bounds(target.Open(folder)), target.Seeds());
            for (var number = 0; number < inputs; number++)
            {
                Volatile.Write(ref current, number);
                if (bounds.Fault(Mutator.Mutated(seeds, number)) is { } fault)
                    faults.Add((number, fault));
            }
        })
        {
            // one that never ends does not keep the process
            IsBackground = true,
        };
        loop.Start();
        for (var before = -1; !loop.Join(HangsAfter); before = Volatile.Read(ref current))
        {
            if (before == Volatile.Read(ref current))
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"input {before} of {target.Name} does not end"));
        }

        return faults;
    }
}
