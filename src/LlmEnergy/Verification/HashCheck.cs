using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>Level 1: every file of the folder and every input against the hashes that are recorded; any version of the program can do it.</summary>
internal static class HashCheck
{
    /// <param name="expected">A hash that was kept elsewhere: of the manifest or of the calculation; null where none is given.</param>
    public static (int Compared, List<Finding> Findings) Of(DirectoryInfo folder, DirectoryInfo workspace, RecordedManifest manifest, string? expected)
    {
        var findings = new List<Finding>();
        void Differs(string file, string message) => findings.Add(new(Level.Hashes, file, "", message));

        if (expected is not null && Plain(expected) != manifest.Sha256 && Plain(expected) != Plain(manifest.CalculationHash))
            Differs(Manifest.FileName, $"its SHA-256 is {manifest.Sha256} and its calculation hash {manifest.CalculationHash}, neither is the expected {expected}");
        Events(folder, manifest, Differs);

        foreach (var (name, hash) in manifest.Outputs)
        {
            var path = Path.Combine(folder.FullName, name);
            if (!File.Exists(path)) Differs(name, "is missing");
            else if (Sha256.Of(path) != hash) Differs(name, "has other bytes than the manifest records");
        }

        var known = manifest.Outputs.Keys.Append(Manifest.FileName).Append(EventLog.FileName).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => Path.GetRelativePath(folder.FullName, entry.FullName).Replace('\\', '/')).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal))
            Differs(stray, "is not a file of the report");
        foreach (var input in manifest.Inputs) Input(workspace, input, Differs);
        return (manifest.Outputs.Count + 2 + manifest.Inputs.Length, findings);
    }

    private static void Events(DirectoryInfo folder, RecordedManifest manifest, Action<string, string> differs)
    {
        try
        {
            var log = EventLog.Read(folder.FullName);
            if (log.Events.IsEmpty) differs(EventLog.FileName, "has no event, expected at least that of the report");
            else if (log.Events.LastOrDefault(e => e.Kind == EventKind.Reported) is not { } report || report.Manifest != manifest.Sha256)
                differs(Manifest.FileName, $"is not the manifest that {EventLog.FileName} records for the report");
        }
        catch (InvalidDataException e)
        {
            differs(EventLog.FileName, e.Message);
        }
    }

    private static void Input(DirectoryInfo workspace, Domain.Figures.InputFile input, Action<string, string> differs)
    {
        var path = Path.Combine(workspace.FullName, input.Path);
        try
        {
            if (!File.Exists(path)) differs(input.Path, "an input that is missing or was moved");
            else if (new FileInfo(path).Length != input.Bytes || Sha256.Of(path) != input.Sha256) differs(input.Path, "an input with other bytes than were read");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            differs(input.Path, $"an input that cannot be read ({e.Message})");
        }
    }

    private static string Plain(string hash) => hash.Trim().ToLowerInvariant().Replace("sha256:", "", StringComparison.Ordinal);
}
