using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Periods;

/// <summary>A closed version of a period, by the name of its folder and the hash of its manifest.</summary>
public sealed record ClosedPeriod(string Folder, string Manifest)
{
    /// <summary>The latest closed version; null where the period is not closed.</summary>
    public static ClosedPeriod? Find(DirectoryInfo periods, string period) =>
        new PeriodVersions(periods, period).LatestClosed is { } closed ? new(closed.Name, RecordedManifest.Read(closed.Path).Sha256) : null;

    /// <summary>The first version, which is closed where there are others.</summary>
    public static ClosedPeriod First(DirectoryInfo periods, string period)
    {
        var first = new PeriodVersions(periods, period).First;
        return new(first.Name, RecordedManifest.Read(first.Path).Sha256);
    }

    /// <summary>Its folder. A manifest that names it may be forged: no name leads to another folder than one of a version.</summary>
    /// <exception cref="RecordedFileException">The name is that of no version.</exception>
    public string PathIn(DirectoryInfo periods) =>
        Folder.AsSpan().IndexOfAny('/', '\\') < 0 && Folder is not ("" or "." or "..")
            ? Path.Combine(periods.FullName, Folder)
            : throw RecordedFileException.Whole(RecordedManifest.FileName, "refers to a period outside of the workspace");

    /// <summary>Its figures, as they were closed.</summary>
    /// <exception cref="RecordedFileException">They, or the manifest, are not what they were.</exception>
    public ImmutableSortedDictionary<string, RecordedFigure> Figures(DirectoryInfo periods) =>
        RecordedFigures.Read(Unchanged(periods, RecordedFigures.FileName));

    /// <summary>Its usage, as it was closed.</summary>
    /// <exception cref="RecordedFileException">It, or the manifest, is not what it was.</exception>
    public ImmutableArray<ActivityLine> Activity(DirectoryInfo periods) =>
        RecordedActivity.Read(Unchanged(periods, RecordedActivity.FileName));

    /// <summary>Its folder, where a file of it is what it was.</summary>
    private string Unchanged(DirectoryInfo periods, string file)
    {
        var folder = PathIn(periods);
        var (manifest, path) = (RecordedManifest.Read(folder), Path.Combine(folder, file));
        if (manifest.Sha256 != Manifest)
            throw RecordedFileException.Whole($"periods/{Folder}/{RecordedManifest.FileName}", "is not that of the closed period");
        if (!File.Exists(path) || Sha256.Of(path) != manifest.Outputs.GetValueOrDefault(file))
            throw RecordedFileException.Whole($"periods/{Folder}/{file}", "is not that of the closed period");
        return folder;
    }

    public static ClosedPeriod Read(JsonElement json) =>
        new(json.GetProperty("folder").GetString()!, json.GetProperty("manifest").GetString()!);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("folder", Folder);
        json.WriteString("manifest", Manifest);
        json.WriteEndObject();
    }
}
