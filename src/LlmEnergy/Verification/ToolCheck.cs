using System.Text.Json;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>
/// Whether the version that a manifest names can have written the folder: one that is unknown, or later than this one, says nothing that
/// can be checked.
/// </summary>
internal static class ToolCheck
{
    /// <summary>Versions before this one, whose folders are verified.</summary>
    public static readonly Version[] Earlier = [new(0, 1, 0), new(0, 2, 0)];

    private const string Activity = "activity.csv";

    /// <summary>Members of a manifest and columns of a table, by the version that first wrote them.</summary>
    private static readonly (string File, string Name, Version Since)[] Added =
    [
        .. new[]
        {
            "language",
            "pdfEngine",
            "ruleSet",
            "writesSummary",
            "comparativeClosed",
            "previouslyStatedClosed",
            "baseYearClosed",
        }.Select(name => (Manifest.FileName, name, Earlier[1])),
        (Activity, "characters", new(0, 3, 0)),
        (Activity, "gap_days", new(0, 3, 0)),
    ];

    public static IEnumerable<Finding> Compare(DirectoryInfo folder, RecordedManifest manifest)
    {
        if (manifest.IsOf(Pipeline.ToolVersion))
            return [];
        if (Earlier.FirstOrDefault(version => manifest.IsOf(version.ToString(3))) is not { } claimed)
            return
            [
                new(
                    VerificationLevel.Hashes,
                    Manifest.FileName,
                    "",
                    $"names {manifest.Tool} as its maker, which LlmEnergy {Pipeline.ToolVersion} does not know: verify it with that version"
                ),
            ];
        var later = Added.Where(added => added.Since > claimed).ToList();
        return NamesIn(folder)
            .Where(found => later.Any(added => (added.File, added.Name) == found))
            .Select(found => new Finding(
                VerificationLevel.Hashes,
                found.File,
                "",
                $"has {found.Name}, which {manifest.Tool}, its maker by the manifest, did not write"
            ));
    }

    private static List<(string File, string Name)> NamesIn(DirectoryInfo folder)
    {
        using var json = JsonDocument.Parse(RecordedFile.Read(folder.FullName, Manifest.FileName));
        List<(string, string)> names = [.. json.RootElement.EnumerateObject().Select(member => (Manifest.FileName, member.Name))];
        if (!File.Exists(Path.Combine(folder.FullName, Activity)))
            return names;
        using var table = new StreamReader(new MemoryStream(RecordedFile.Read(folder.FullName, Activity)));
        names.AddRange((table.ReadLine() ?? "").Split(',').Select(column => (Activity, column)));
        return names;
    }
}
