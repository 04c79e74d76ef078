namespace LlmEnergy.Fuzzing.Targets;

internal static class AllTargets
{
    public static IReadOnlyList<FuzzTarget> List { get; } =
    [.. SettingTargets.All, .. LookTargets.All, .. ContainerTargets.All, .. PeriodTargets.All];

    /// <summary>
    /// Only to see what coverage is good for: a brace, a number and a brace must come in this order, and nothing of them is in the seed.
    /// </summary>
    public static FuzzTarget Deep { get; } =
        SettingTargets.All.Single(target => target.Name == "pattern") with
        {
            Name = "pattern-deep",
            Planted = "found repetitions that multiply to more than",
            Seeds = () => ["aaaaaaaa"u8.ToArray()],
        };

    public static FuzzTarget Of(string name) =>
        List.Append(Deep).SingleOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"found target {name}, expected one of {string.Join(", ", List)}");
}
