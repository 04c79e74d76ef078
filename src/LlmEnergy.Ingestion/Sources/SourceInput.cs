using System.Collections.Immutable;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Ingestion.Sources;

/// <summary>A declared input: the files of one account.</summary>
/// <param name="Format">Id of a mapping, or <see cref="DetectFormat"/>.</param>
/// <param name="Account">Stands on lines whose rows name no account.</param>
/// <param name="Provider">Stands on lines whose rows name no provider.</param>
/// <param name="Region">Stands on lines whose rows name no region.</param>
/// <param name="CostKeys">From a project, key or team as written to the cost key; what is not listed stays as written.</param>
public sealed record SourceInput(
    string Id,
    string Format,
    string Account,
    string? Provider,
    string? Region,
    ImmutableArray<InputPath> Files,
    IReadOnlyDictionary<string, string> CostKeys
)
{
    /// <summary>The format is told from the columns of each file.</summary>
    public const string DetectFormat = "auto";

    /// <summary>What is on record of the files, by the path as displayed.</summary>
    public IReadOnlyDictionary<string, Intake> Intake { get; init; } = ImmutableDictionary<string, Intake>.Empty;

    /// <summary>Stretches of days in which, as somebody attests, days without rows had no usage; both ends are included.</summary>
    public ImmutableArray<(DateOnly First, DateOnly Last)> AttestedZero { get; init; } = [];

    /// <summary>Of costs for which the files name no currency; null: they all name it.</summary>
    public string? Currency { get; init; }

    /// <summary>Id of a source that states all of this one's traffic too, so that it counts there; null: none does.</summary>
    public string? PartOf { get; init; }

    /// <summary>Read in the place of files; null: there are files.</summary>
    public DatabaseTable? Database { get; init; }

    /// <summary>The provider that a row names, else the source's.</summary>
    public string ProviderOr(string inFile) => inFile.Length > 0 ? inFile : Provider?.ToLowerInvariant() ?? "";

    /// <summary>What a project, key or team stands for, listed or as it is written, without what no output may hold.</summary>
    public string CostKeyOf(string inFile) => PrivateText.Masked(CostKeys.GetValueOrDefault(inFile, inFile));

    public Intake IntakeOf(string path) =>
        Intake.GetValueOrDefault(path) ?? Intake.GetValueOrDefault(path.Split(InputPath.EntryMark)[0]) ?? Sources.Intake.None;
}
