using System.Collections.Immutable;
using LlmEnergy.Factors.Models;
using LlmEnergy.Factors.Reading;

namespace LlmEnergy.Factors;

/// <summary>What a workspace knows of models beyond the pack: rows of the model map that are tried first, and private names.</summary>
public sealed record ModelMappings
{
    private ModelMappings() { }

    public static ModelMappings None { get; } = new();

    /// <summary>In the order in which they are tried.</summary>
    public ImmutableArray<ModelRow> Rows { get; private init; } = [];

    public DeploymentNames Deployments { get; private init; } = DeploymentNames.None;

    /// <summary>The files it was read from: part of the hash of a pack that uses it.</summary>
    internal FactorFiles Files { get; private init; } = FactorFiles.None;

    /// <summary>With the rows of a file that has the columns of models.csv, without the number and with a source in words.</summary>
    /// <param name="issues">Takes what is wrong with it, with the codes of factor files.</param>
    public ModelMappings WithRows(string file, Stream csv, ICollection<Issue> issues)
    {
        var files = Files.With(file, csv);
        return this with { Files = files, Rows = [.. ModelReader.ReadOwn(files, file, issues)] };
    }

    /// <summary>With the names of a file <c>provider,account,name,model,from,to</c>.</summary>
    /// <param name="issues">As above.</param>
    public ModelMappings WithDeployments(string file, Stream csv, ICollection<Issue> issues)
    {
        var files = Files.With(file, csv);
        return this with { Files = files, Deployments = DeploymentReader.Read(files, file, issues) };
    }
}
