using System.Security.Cryptography;
using LlmEnergy.Periods;

namespace LlmEnergy.EndToEnd;

/// <summary>A copy of samples/acme with a report of 2025-Q3; then the input loses a row, so that the next report is another.</summary>
internal sealed class ReportedWorkspace : IDisposable
{
    public const string Period = "2025-Q3";
    private readonly string _saved = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;

    public ReportedWorkspace()
    {
        Assert.That(Report().ExitCode, Is.Zero);
        Copy(Periods, _saved);
        var export = Path.Combine(Folder, "exports", "gateway", "gateway-2025-Q3.csv");
        File.WriteAllLines(export, File.ReadAllLines(export)[..^1]);
        Old = Whole(Target);
    }

    public string Folder { get; } = Cli.CopyOf("acme");

    public string Periods => Path.Combine(Folder, "periods");

    public string Target => Path.Combine(Periods, Period);

    /// <summary>What stands in the folder of the first report.</summary>
    public PeriodContent Old { get; }

    /// <summary>What can be found without repair: the folder, or the one that was moved away.</summary>
    public PeriodContent Found => Whole(Directory.Exists(Target) ? Target : Path.Combine(Periods, $".{Period}.old"));

    /// <summary>Parts that the next run has to repair.</summary>
    public bool HasParts => Entries.Any(name => name.StartsWith('.') && Path.GetExtension(name) is not (".lock" or ".holder"));

    public List<string> Entries =>
        [.. Directory.EnumerateFileSystemEntries(Periods).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Name, size and time of all files and folders.</summary>
    public List<string> Tree =>
        [
            .. new DirectoryInfo(Folder)
                .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                .Select(entry => $"{entry.FullName} {(entry as FileInfo)?.Length} {entry.LastWriteTimeUtc:O}")
                .Order(StringComparer.Ordinal),
        ];

    public Result Report() => Cli.Run("report", Folder, "--period", Period);

    /// <summary>Only the first report, as if nothing had been run since.</summary>
    public void Restore()
    {
        Directory.Delete(Periods, recursive: true);
        Copy(_saved, Periods);
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(_saved, recursive: true);
    }

    private static PeriodContent Whole(string folder) =>
        new(
            string.Join(
                '\n',
                Directory
                    .EnumerateFiles(folder)
                    .Where(file => Path.GetFileName(file) != EventLog.FileName)
                    .Order(StringComparer.Ordinal)
                    .Select(file => $"{Path.GetFileName(file)} {HashOf(file)}")
            ),
            File.ReadAllText(Path.Combine(folder, EventLog.FileName)),
            EventLog.Read(folder).Events[^1].Manifest == HashOf(Path.Combine(folder, "manifest.json"))
        );

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

/// <summary>A period's folder.</summary>
/// <param name="Outputs">Names and hashes of all files but the log: two runs write the same.</param>
/// <param name="Events">The log, whose times differ; it was parsed, with its chain.</param>
/// <param name="IsOfManifest">The last event is about the manifest beside it.</param>
internal sealed record PeriodContent(string Outputs, string Events, bool IsOfManifest);
