namespace LlmEnergy.Factors.Models;

/// <summary>A model's name without what clouds, gateways and releases put around it.</summary>
/// <param name="Text">Without prefixes, versions and date: what is shown and matched second.</param>
/// <param name="Dated">The same with the date of the release, which some rows of the map look at: matched first.</param>
/// <param name="Prefixes">What stood before the name, from left to right: gateway, cloud, maker.</param>
/// <param name="Steps">What was taken off or rewritten, for people.</param>
public sealed record ModelName(string Text, string Dated, IReadOnlyList<string> Prefixes, IReadOnlyList<string> Steps)
{
    /// <summary>Longer names are cut: no vendor's comes near, and matching stays cheap whatever an export holds.</summary>
    public const int Longest = 256;

    /// <summary>No name of any vendor needs more than two.</summary>
    private const int MostRounds = 8;

    /// <summary>Takes any text; never throws.</summary>
    public static ModelName Parse(string written)
    {
        var steps = new List<string>();
        var prefixes = new List<string>();
        var text = written.Trim();
        if (text.Length > Longest)
        {
            text = text[..Longest];
            steps.Add("cut to 256 characters");
        }

        var dated = UntilNothingChanges(
            text.ToLowerInvariant(),
            name => ModelSpelling.Rewrite(ModelVersions.TakeOff(ModelPrefixes.TakeOff(name, prefixes, steps), steps), steps)
        );
        var undated = UntilNothingChanges(dated, name => ModelVersions.TakeOff(ModelVersions.TakeOffDate(name, steps), steps));
        return new(undated, dated, prefixes, steps);
    }

    /// <summary>What was taken off may uncover more of it: a name that was found leads to itself.</summary>
    private static string UntilNothingChanges(string name, Func<string, string> takeOff)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var next = takeOff(name);
            if (next == name)
                break;
            name = next;
        }

        return name;
    }
}
