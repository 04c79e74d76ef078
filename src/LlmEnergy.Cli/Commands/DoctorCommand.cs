using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Reporting.Browser;

namespace LlmEnergy.Cli.Commands;

/// <summary>Whether this machine and a folder have what a report needs; writes nothing that stays.</summary>
internal sealed class DoctorCommand : Command
{
    private const long LeastFreeBytes = 500L << 20;

    /// <summary>Other programs for Windows refuse longer ones, and a period's folder adds some 60 characters.</summary>
    private const int LongestPath = 180;

    public DoctorCommand(Terminal terminal)
        : base("doctor", "Looks whether this machine and a folder have what a report needs.\n\nExample: llmenergy doctor samples/acme")
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Folder of exports or a workspace; the current one by default",
            DefaultValueFactory = _ => ".",
        };
        var format = OutputFormat.Create();
        Add(folder);
        Add(format);
        SetAction(
            (result, _) =>
            {
                var found = Program().Concat(Of(InputFiles.Folder(result.GetRequiredValue(folder)))).ToList();
                terminal.PrintRows(
                    result.IsJson(format),
                    ["what", "found", "do"],
                    found.Select(one => (IReadOnlyList<string?>)[one.What, one.Found, one.Remedy])
                );
                return Task.FromResult(found.TrueForAll(one => one.Remedy.Length == 0) ? ExitCode.Done : ExitCode.DoneWithFindings);
            }
        );
    }

    private static IEnumerable<Finding> Program()
    {
        var version = typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3);
        yield return new(
            "program",
            $"LlmEnergy {version} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"
        );
        yield return new("factors", $"pack {FactorPack.BuiltIn.Version}");
        yield return Console.OutputEncoding.WebName == Encoding.UTF8.WebName
            ? new("text", "UTF-8")
            : new(
                "text",
                Console.OutputEncoding.WebName,
                "use a terminal in UTF-8 (on Windows: chcp 65001), or letters are shown as boxes"
            );
        yield return new(
            "PDF",
            InstalledBrowser.Find() is { } browser ? $"by the built-in engine, or by {Path.GetFileName(browser)}" : "by the built-in engine"
        );
    }

    private static IEnumerable<Finding> Of(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            yield return new("folder", "there is none", "name the folder of your exports");
            yield break;
        }

        yield return Configured(folder);
        yield return Writable(folder);
        var free = Free(folder);
        yield return free is null or >= LeastFreeBytes
            ? new("disk", free is null ? "not known" : Size(free.Value) + " free")
            : new("disk", Size(free.Value) + " free", "make room: a report, its workbook and its data need some");
        yield return folder.FullName.Length <= LongestPath
            ? new("path", Invariant($"{folder.FullName.Length} characters"))
            : new(
                "path",
                Invariant($"{folder.FullName.Length} characters"),
                "move the folder nearer to the root: other programs may not open it"
            );
        var files = Files(folder).ToList();
        if (OnDemand([.. files.Select(file => file.Attributes)]) is { } waiting)
            yield return waiting;
        var open = files.Count(file => file.Name.StartsWith("~$", StringComparison.Ordinal));
        if (open > 0)
            yield return new("open workbooks", Invariant($"{open}"), "save and close them, so that what is read is what you see");
    }

    /// <summary>How many files are shown and not there; null: none.</summary>
    internal static Finding? OnDemand(IReadOnlyList<FileAttributes> files)
    {
        var waiting = files.Count(FileOnDemand.Is);
        return waiting == 0
            ? null
            : new(
                "files on demand",
                Invariant($"{waiting} of {Counted.Of(files.Count, "file")} {(waiting == 1 ? "is" : "are")} not on this machine"),
                FileOnDemand.Remedy
            );
    }

    /// <summary>Its settings are all right, or it has none.</summary>
    private static Finding Configured(DirectoryInfo folder)
    {
        if (!Path.Exists(Path.Combine(folder.FullName, WorkspaceConfiguration.FileName)))
            return new("settings", "none: llmenergy FOLDER assumes what is needed, llmenergy init writes it down");
        try
        {
            var workspace = Workspace.OpenConfigured(folder, OwnProgram.Trial);
            return new("settings", Invariant($"{WorkspaceConfiguration.FileName} with {Counted.Of(workspace.Sources.Length, "source")}"));
        }
        catch (ConfigurationException e)
        {
            return new("settings", e.Issues[0].Sentence(), "mend what is named");
        }
    }

    /// <summary>A folder is made in it and taken away again: rights alone do not tell.</summary>
    private static Finding Writable(DirectoryInfo folder)
    {
        var trial = Path.Combine(folder.FullName, $".llmenergy-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(trial);
            Directory.Delete(trial);
            return new("writing", "possible");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("writing", "not possible", "give yourself the right to write there, or copy the exports into a folder of your own");
        }
    }

    private static long? Free(DirectoryInfo folder)
    {
        try
        {
            return new DriveInfo(folder.FullName).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles(
            "*",
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                IgnoreInaccessible = true,
                MaxRecursionDepth = 8,
                AttributesToSkip = 0,
            }
        );

    private static string Size(long bytes) => Invariant($"{bytes >> 20:N0} MiB");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Remedy">Empty where all is well.</param>
    internal sealed record Finding(string What, string Found, string Remedy = "");
}
