using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Filling;

namespace LlmEnergy.Filling;

/// <summary>Fills a workbook that others made with a period: the template stays as it is, a copy of it is filled.</summary>
public static partial class WorkbookFill
{
    /// <summary>Far above workbooks that people open.</summary>
    private const long MostBytes = 512L << 20;

    /// <param name="output">Null: beside the template, with the name of the period behind its own.</param>
    /// <param name="mapping">Null: fill.json of the workspace, where there is one.</param>
    /// <param name="isDryRun">Whether nothing is written.</param>
    /// <exception cref="ConfigurationException">Everything that cannot be filled: LE2001, LE2009, LE2070 to LE2073. Nothing is
    /// written.</exception>
    /// <exception cref="RecordedFileException">The period is not as it was written.</exception>
    public static FillOutcome Fill(
        FileInfo template,
        DirectoryInfo workspace,
        string period,
        FileInfo? output,
        FileInfo? mapping,
        bool isDryRun,
        Writer writer,
        CancellationToken cancellation
    )
    {
        var periods = new DirectoryInfo(Path.Combine(workspace.FullName, "periods"));
        var content = new PeriodContent(FolderOf(periods, period));
        var mapped = Mapping(workspace, mapping);
        var target = output ?? Beside(template, content.Name);
        using var file = Open(template);
        using var opened = new Template(file, template.Name);
        var missing = new List<(string Place, string What, string Why)>();
        var scan = Damaged(opened, () => TemplateScan.Read(opened, cancellation));
        var fills = Damaged(opened, () => FillPlan.Make(opened, scan, template.Name, mapped, content, missing, cancellation));
        if (isDryRun)
            return new(content.Name, content.Manifest.Status, null, fills, missing, []);
        RefuseOther(template, target, periods);
        var next = Path.Combine(target.DirectoryName!, $".{target.Name}.new");
        try
        {
            IReadOnlyList<string> changed;
            using (var stream = RegularFile.Create(next))
            {
                changed = Damaged(opened, () => TemplateWriter.Write(opened, scan, fills, stream, cancellation));
                stream.Flush(flushToDisk: true);
            }

            file.Position = 0;
            FillRecord
                .Of(
                    fills,
                    opened,
                    content,
                    writer,
                    (template.Name, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))),
                    (target.Name, Sha256.Of(next))
                )
                .AppendTo(periods, writer);
            File.Move(next, target.FullName, overwrite: true);
            return new(content.Name, content.Manifest.Status, target, fills, missing, [.. changed]);
        }
        finally
        {
            File.Delete(next);
        }
    }

    /// <summary>The version that is named, or the latest one of a period.</summary>
    internal static PeriodFolder FolderOf(DirectoryInfo periods, string name)
    {
        var period = PeriodVersions.PeriodOf(name);
        var versions = new PeriodVersions(periods, period);
        var folder =
            !Name().IsMatch(name) ? null
            : name == period ? versions.Latest
            : versions.Named(name);
        return folder is { Exists: true }
            ? folder
            : throw new ConfigurationException(
                new Issue(new("--period", 0, 0), "LE2001", "found no report of such a period, expected one: run report --period first")
            );
    }

    internal static Stream Open(FileInfo file)
    {
        try
        {
            var stream = RegularFile.OpenRead(file.FullName);
            if (stream.Length <= MostBytes)
                return stream;
            stream.Dispose();
            throw new TooLargeFileException(MostBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var found = e is NotRegularFileException or TooLargeFileException ? e.Message : "no readable file";
            throw new ConfigurationException(new Issue(new(file.Name, 0, 0), FileContent.Code, $"found {found}, expected a workbook"));
        }
    }

    /// <summary>What is damaged shows where it is read.</summary>
    internal static T Damaged<T>(Template template, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or System.Xml.XmlException)
        {
            throw template.Damaged();
        }
    }

    private static FillMapping Mapping(DirectoryInfo workspace, FileInfo? named)
    {
        var file = named ?? new FileInfo(Path.Combine(workspace.FullName, FillMapping.FileName));
        if (named is null && !file.Exists)
            return FillMapping.None;
        try
        {
            return FillMapping.Parse(RegularFile.ReadAll(file.FullName, FileLimits.Settings), file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                new Issue(new(file.Name, 0, 0), FileContent.Code, "found no readable file, expected a mapping")
            );
        }
    }

    private static FileInfo Beside(FileInfo template, string period) =>
        new(Path.Combine(template.DirectoryName!, $"{Path.GetFileNameWithoutExtension(template.Name)}.{period}{template.Extension}"));

    /// <summary>Only what this program wrote, and nobody changed since, is written over.</summary>
    private static void RefuseOther(FileInfo template, FileInfo target, DirectoryInfo periods)
    {
        if (string.Equals(template.FullName, target.FullName, StringComparison.OrdinalIgnoreCase))
            throw Refused("found the template itself, expected another file: a template is never written over");
        if (!target.Exists)
            return;
        RegularFile.RefuseOther(target.FullName);
        var hash = Sha256.Of(target.FullName);
        if (!FillRecord.Read(periods).Any(record => record.Sha256 == hash))
            throw Refused($"found a file {target.Name} that was not filled like this, or was changed since, expected none: move it away");
    }

    private static ConfigurationException Refused(string message) => new(new Issue(new("--out", 0, 0), "LE2001", message));

    [GeneratedRegex("""\A[A-Za-z0-9-]{1,40}(~r[0-9]{1,6})?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

/// <summary>What became of a template.</summary>
/// <param name="Workbook">The filled one; null in a dry run.</param>
/// <param name="Missing">Places that became empty, what they are of, and why the period has no value.</param>
/// <param name="Changed">Parts of the package that are other than those of the template.</param>
public sealed record FillOutcome(
    string Period,
    string Status,
    FileInfo? Workbook,
    Fills Fills,
    IReadOnlyList<(string Place, string What, string Why)> Missing,
    ImmutableArray<string> Changed
);
