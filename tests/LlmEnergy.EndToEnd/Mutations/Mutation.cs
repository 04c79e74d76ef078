namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>A fault in the reading of files or in the calculation, and the control that has to fail for it.</summary>
/// <param name="Name">In words.</param>
/// <param name="File">Below the sources of its project.</param>
/// <param name="Text">What stands in the file exactly once; otherwise the mutation is stale.</param>
/// <param name="Workspace">One of <see cref="RawWorkspaces"/>, by name.</param>
/// <param name="Check">Id of the check, or what else has to find it.</param>
public sealed record Mutation(string Name, string File, string Text, string Replacement, string Workspace, string Check)
{
    /// <summary>Whose source it is.</summary>
    public string Project { get; init; } = MutantCompiler.Reading;

    /// <summary>The source with the fault in it.</summary>
    /// <exception cref="InvalidOperationException">The text is not there, or there more than once.</exception>
    public string Apply(string source)
    {
        var at = source.IndexOf(Text, StringComparison.Ordinal);
        var isOnce = at >= 0 && source.IndexOf(Text, at + 1, StringComparison.Ordinal) < 0;
        return isOnce
            ? source.Replace(Text, Replacement, StringComparison.Ordinal)
            : throw new InvalidOperationException($"the mutation \"{Name}\" is stale: its text does not stand in {File} exactly once");
    }

    public override string ToString() => Name;
}
