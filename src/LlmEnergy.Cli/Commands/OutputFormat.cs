using System.CommandLine;

namespace LlmEnergy.Cli.Commands;

/// <summary>The option that turns tables into one JSON document.</summary>
public static class OutputFormat
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--format")
        {
            Description = "text for people, json for programs: one document on stdout and nothing else there",
            DefaultValueFactory = _ => "text",
        };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    public static bool IsJson(this ParseResult result, Option<string> format) => result.GetValue(format) == "json";
}
