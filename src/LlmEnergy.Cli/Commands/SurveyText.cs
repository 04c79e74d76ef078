using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Setup;

namespace LlmEnergy.Cli.Commands;

/// <summary>What stands in a folder, on a terminal: a line a file, with what it gives or why it is set aside.</summary>
internal static class SurveyText
{
    /// <summary>Files beyond these are counted.</summary>
    private const int MostListed = 40;

    public static void Print(Terminal terminal, FolderSurvey survey)
    {
        terminal.PrintText(
            ["File", "Is", "Gives, or why not"],
            survey.Files.Take(MostListed).Select(file => (string[])[file.Path.Display, Is(file), Gives(file)])
        );
        if (survey.Files.Length > MostListed)
            terminal.Print($"  and {Counted.Of(survey.Files.Length - MostListed, "more file")}");
    }

    private static string Is(SurveyedFile file) =>
        file.Role switch
        {
            FileRole.Export when file.Draft is not null => "unknown format, columns told by name",
            FileRole.Export => file.Mapping!.Title,
            FileRole.Unread => "not read",
            FileRole.Evidence => "evidence",
            FileRole.Setting => "a setting",
            _ => "set aside",
        };

    private static string Gives(SurveyedFile file) =>
        file.Mapping is { } mapping ? string.Join(", ", FormatSummary.Of(mapping).Gives) : file.Why;
}
