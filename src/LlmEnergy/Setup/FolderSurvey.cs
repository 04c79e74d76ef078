using System.Collections.Immutable;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Registers;

namespace LlmEnergy.Setup;

/// <summary>What stands in a folder of downloads, told by content: what files are read as, and why others are set aside.</summary>
/// <param name="Files">In ordinal order of their names.</param>
public sealed record FolderSurvey(ImmutableArray<SurveyedFile> Files)
{
    /// <summary>Files that are looked at: more are a disk, not a folder of exports.</summary>
    public const int MostFiles = 20_000;

    private static readonly ImmutableArray<string> Settings =
    [
        WorkspaceConfiguration.FileName,
        IntakeRegister.FileName,
        ReportSettings.FileName,
        ConfigurationDraft.Schema,
    ];

    /// <summary>Exports, and what seems to be one: they are the sources of a workspace.</summary>
    public IEnumerable<SurveyedFile> Inputs => Files.Where(file => file.Role is FileRole.Export or FileRole.Unread);

    /// <summary>Profiles that were drafted, by their name in a workspace.</summary>
    public ImmutableSortedDictionary<string, string> Drafts =>
        Files
            .Where(file => file.Draft is not null)
            .ToImmutableSortedDictionary(file => ProfileOf(file.Mapping!), file => file.Draft!, StringComparer.Ordinal);

    /// <summary>The profiles that stand in the folder.</summary>
    public IEnumerable<string> Profiles =>
        Files.Where(file => file.Role == FileRole.Setting && IsProfile(file.Path.Display)).Select(file => file.Path.Display);

    /// <summary>Findings of files that are no export and need not be one.</summary>
    public IEnumerable<Issue> Findings =>
        Files
            .Where(file => file.Role is FileRole.Other or FileRole.Evidence)
            .Select(file => new Issue(
                new(file.Path.Display, 0, 0),
                file.Role == FileRole.Other ? "LE1054" : IssueCodes.Evidence,
                file.Why
            ));

    /// <exception cref="ConfigurationException">There are more files than are looked at (LE2035).</exception>
    public static FolderSurvey Of(DirectoryInfo folder)
    {
        var paths = new WorkspaceFolder(folder).All(MostFiles + 1);
        if (paths.Length > MostFiles)
            throw new ConfigurationException(
                new Issue(
                    new(folder.Name, 0, 0),
                    "LE2035",
                    FormattableString.Invariant(
                        $"found more than {MostFiles} files, expected a folder of exports: name one that holds them alone"
                    )
                )
            );
        var (formats, files) = (OwnFormats(folder, paths), ImmutableArray.CreateBuilder<SurveyedFile>());
        foreach (var path in paths)
        {
            var file = Look(formats, path);
            if (file.Draft is not null)
                formats = formats.With(file.Mapping!);
            files.Add(file);
        }

        return new(files.ToImmutable());
    }

    private static SurveyedFile Look(FormatCatalog formats, InputPath path)
    {
        if (IsSetting(path.Display))
            return new(path, FileRole.Setting, null, "");
        if (Evidence.Of(path.FullPath) is { } kind)
            return new(path, FileRole.Evidence, null, $"found {kind} among the exports: kept as evidence, and not read");
        var match = FormatRecognition.Recognise(formats, FormatRecognition.FirstOf(path));
        if (match.Mapping is { } known)
            return new(path, FileRole.Export, known, match.Why);
        if (match.Code != IssueCodes.UnknownFormat)
            return new(path, FileRole.Unread, null, match.Why);
        var draft = ProfileDraft.Draft(path);
        if (draft.Text is null)
            return new(path, draft.IsOther ? FileRole.Other : FileRole.Unread, null, draft.Refused!.Message);
        var text = draft.Named(DraftNames.IdOf(path.Display, formats), Path.GetFileName(path.Display));
        try
        {
            var mapping = Mapping.Parse(System.Text.Encoding.UTF8.GetBytes(text), path.Display);
            return new(path, FileRole.Export, mapping, "read by a mapping that was drafted from its columns") { Draft = text };
        }
        catch (ConfigurationException)
        {
            return new(path, FileRole.Unread, null, match.Why);
        }
    }

    /// <summary>A profile that cannot be read is said where the workspace reads it.</summary>
    private static FormatCatalog OwnFormats(DirectoryInfo folder, ImmutableArray<InputPath> paths)
    {
        var formats = FormatCatalog.BuiltIn;
        foreach (var path in paths.Where(path => IsProfile(path.Display)))
        {
            if (new WorkspaceFolder(folder).Read(path.Display, FileLimits.Settings).Bytes is not { } json)
                continue;
            try
            {
                formats = path.Display.EndsWith(DecodeTable.Extension, StringComparison.Ordinal)
                    ? formats.With(DecodeTable.Parse(json, path.Display))
                    : formats.With(Mapping.Parse(json, path.Display));
            }
            catch (ConfigurationException)
            {
                // with LE2xxx, when the workspace is opened
            }
        }

        return formats;
    }

    internal static string ProfileOf(Mapping mapping) =>
        $"profiles/{mapping.Id[(mapping.Id.IndexOf('.', StringComparison.Ordinal) + 1)..]}.profile.json";

    private static bool IsProfile(string name) =>
        name.EndsWith(".profile.json", StringComparison.Ordinal) || name.EndsWith(DecodeTable.Extension, StringComparison.Ordinal);

    private static bool IsSetting(string name) => Settings.Contains(name) || IsProfile(name) || RegisterScope.IsRegister(name);
}
