using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Reporting.Pdf;
using LlmEnergy.Setup;

namespace LlmEnergy;

/// <summary>A workspace without llmenergy.json: what <c>init</c> would write by its defaults is read, and written nowhere.</summary>
internal static class AssumedWorkspace
{
    /// <exception cref="ConfigurationException">There is no export in the folder (LE2035), or a file beside them is wrong.</exception>
    public static Workspace Open(DirectoryInfo folder, LookTrial? trial)
    {
        var survey = FolderSurvey.Of(folder);
        if (!survey.Inputs.Any())
            throw new ConfigurationException(
                new Issue(
                    new(WorkspaceConfiguration.FileName, 0, 0),
                    "LE2035",
                    "found no llmenergy.json and no export of usage or cost, expected a folder with some: download usage as CSV or JSON "
                        + "from your providers into it; llmenergy formats lists what is read"
                )
            );
        var answers = new Answers(NameOf(folder));
        var workspace = Read(folder, survey, answers, trial);
        var activity = Pipeline.Ingest(workspace, ReportingPeriod.Always, null, CancellationToken.None);
        if (PrecedenceOf(activity) is { IsEmpty: false } precedence)
            workspace = Read(folder, survey, answers with { Precedence = precedence }, trial);
        return workspace with
        {
            Survey = survey,
            Surveyed = activity,
            Warnings =
            [
                .. workspace.Warnings,
                .. survey.Findings.Where(issue => issue.Code == "LE1054" || !IsInSource(workspace, issue.At.File)),
                new(
                    new(folder.Name, 0, 0),
                    "LE2034",
                    "found no llmenergy.json, expected one: name, sources and period are assumed; llmenergy init writes it"
                ),
            ],
        };
    }

    public static string NameOf(DirectoryInfo folder)
    {
        var name = new string([
            .. Path.GetFullPath(folder.FullName).TrimEnd('/', '\\').Split('/', '\\')[^1].Where(sign => !char.IsControl(sign)),
        ]);
        return string.IsNullOrWhiteSpace(name) ? "Our undertaking" : name;
    }

    /// <summary>Sources whose usage seems to stand twice; those first that state most.</summary>
    public static ImmutableArray<string> PrecedenceOf(Activity activity) =>
        [
            .. activity
                .Overlaps.Where(overlap => overlap.One.Source != overlap.Other.Source)
                .SelectMany(overlap => new[] { (overlap.Other.Source, Wins: 1), (overlap.One.Source, Wins: 0) })
                .GroupBy(part => part.Source, StringComparer.Ordinal)
                .OrderByDescending(part => part.Sum(one => one.Wins))
                .ThenBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => part.Key),
        ];

    private static bool IsInSource(Workspace workspace, string file) =>
        workspace.Sources.Any(source => source.Files.Any(path => path.Display == file));

    private static Workspace Read(DirectoryInfo folder, FolderSurvey survey, Answers answers, LookTrial? trial)
    {
        var files = survey.Drafts.ToDictionary(draft => draft.Key, draft => Encoding.UTF8.GetBytes(draft.Value), StringComparer.Ordinal);
        files[WorkspaceConfiguration.FileName] = Encoding.UTF8.GetBytes(ConfigurationDraft.Write(survey, answers));
        return new WorkspaceReader(folder, files).Read(trial);
    }
}
