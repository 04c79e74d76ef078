namespace LlmEnergy.Domain.Activities;

/// <summary>
/// What energy that a supplier states with its responses covers, and how it came to it. Usage with and without such energy, or with energy
/// of another kind, never stands on one line.
/// </summary>
public enum StatedEnergy : byte
{
    /// <summary>No energy is stated.</summary>
    None = 0,

    /// <summary>Metered at the accelerators: hosts, idle capacity, cooling and losses are not in it.</summary>
    MeteredAccelerators = 1,

    /// <summary>Metered at the servers: cooling and losses of the facility are not in it.</summary>
    MeteredServers = 2,

    /// <summary>Metered, with the facility's overhead in it.</summary>
    MeteredFacility = 3,

    /// <summary>Calculated by the supplier, such as by time and assumed power, for its accelerators.</summary>
    CalculatedAccelerators = 4,

    /// <summary>Calculated by the supplier for its servers.</summary>
    CalculatedServers = 5,

    /// <summary>Calculated by the supplier, with the facility's overhead in it.</summary>
    CalculatedFacility = 6,
}

/// <summary>How files and messages write it.</summary>
public static class StatedEnergies
{
    private static readonly string[] Names =
    [
        "",
        "metered accelerators",
        "metered servers",
        "metered facility",
        "calculated accelerators",
        "calculated servers",
        "calculated facility",
    ];

    /// <summary>What it covers, in the order of <see cref="Of"/>.</summary>
    public static readonly string[] Covers = ["accelerators", "servers", "facility"];

    /// <param name="covers">Place in <see cref="Covers"/>.</param>
    public static StatedEnergy Of(int covers, bool isMetered) => (StatedEnergy)(covers + (isMetered ? 1 : 4));

    /// <summary>Empty where none is stated.</summary>
    public static string NameOf(StatedEnergy energy) => Names[(int)energy];

    /// <exception cref="FormatException">There is no such name.</exception>
    public static StatedEnergy Named(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var at ? (StatedEnergy)at : throw new FormatException($"'{name}' names no stated energy");
}
