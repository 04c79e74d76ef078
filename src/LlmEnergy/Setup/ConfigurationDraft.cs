using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Setup;

/// <summary>
/// llmenergy.json for a folder, as a person would write it. The same text is read where a folder has none, and written by <c>init</c>:
/// there is one kind of configuration.
/// </summary>
public static class ConfigurationDraft
{
    /// <summary>By which editors find what may stand in the file; it stands beside it.</summary>
    public const string Schema = "llmenergy.schema.json";

    /// <summary>Id of the source of files that nothing reads.</summary>
    public const string Unread = "unread";

    public static string Write(FolderSurvey survey, Answers answers)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        Line(text, 1, $"\"$schema\": {Quoted(Schema)},");
        Line(text, 1, "\"schema\": 1,");
        Line(text, 1, "// the name that reports print");
        Line(text, 1, $"\"undertaking\": {Quoted(answers.Undertaking)},");
        if (answers.YearStart != Answers.CalendarYear)
        {
            Line(text, 1, "// periods of the financial year begin with FY, such as FY2026-Q3");
            Line(text, 1, $"\"fiscalYear\": {{ \"start\": {Quoted(answers.YearStart)} }},");
        }

        Line(text, 1, $"\"language\": {Quoted(answers.Language)},");
        if (survey.Profiles.Concat(survey.Drafts.Keys).Distinct().ToList() is { Count: > 0 } profiles)
        {
            Line(text, 1, "// how files of no built-in format are read");
            Line(text, 1, $"\"profiles\": [{string.Join(", ", profiles.Select(Quoted))}],");
        }

        if (!answers.Precedence.IsEmpty)
        {
            Line(text, 1, "// these state the same traffic: where several have usage of a day and model, the first one counts");
            Line(text, 1, $"\"precedence\": [{string.Join(", ", answers.Precedence.Select(Quoted))}],");
        }

        Line(text, 1, "// one for each kind of export; \"account\", \"provider\", \"region\" and \"currency\" say what the files do not");
        Line(text, 1, "\"sources\": [");
        var sources = Sources(survey, answers);
        for (var index = 0; index < sources.Length; index++)
            Line(text, 2, sources[index] + (index < sources.Length - 1 ? "," : ""));
        Line(text, 1, "]");
        return text.Append("}\n").ToString();
    }

    /// <summary>A source for each format, each a JSON object in a line, in ordinal order of their ids.</summary>
    public static ImmutableArray<string> Sources(FolderSurvey survey, Answers answers) =>
        [
            .. Groups(survey)
                .Select(group =>
                {
                    var paths = group.Select(file => Quoted(file.Path.Display)).ToList();
                    var provider =
                        answers.Provider is { } named && group.All(file => file.Mapping is { } mapping && NamesNoProvider(mapping))
                            ? $", \"provider\": {Quoted(named)}"
                            : "";
                    var path = paths is [var only] ? only : $"[{string.Join(", ", paths)}]";
                    return $"{{ \"id\": {Quoted(group.Key)}, \"path\": {path}{provider} }}";
                }),
        ];

    public static IEnumerable<IGrouping<string, SurveyedFile>> Groups(FolderSurvey survey) =>
        survey
            .Inputs.GroupBy(file => file.Mapping?.Id ?? Unread, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);

    public static bool NamesNoProvider(Mapping mapping) =>
        !mapping.Fields.ContainsKey(Field.Provider) && !mapping.Constants.ContainsKey(Field.Provider);

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');

    internal static string Quoted(string text) => "\"" + System.Text.Json.JsonEncodedText.Encode(text, Relaxed) + "\"";

    private static readonly System.Text.Encodings.Web.JavaScriptEncoder Relaxed = System
        .Text
        .Encodings
        .Web
        .JavaScriptEncoder
        .UnsafeRelaxedJsonEscaping;
}
