using System.CommandLine;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Cli.Commands;

internal sealed class FormatsCommand : Command
{
    private readonly Argument<string[]> _files = new("file") { Description = "Files to look at; without any, the formats are listed", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<FileInfo[]> _profiles = InputFiles.ProfileOption();
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public FormatsCommand(Terminal terminal)
        : base("formats", "Lists the formats that are read and what each gives, or says what files are and why.\n\nExample: llmenergy formats exports/completions_usage.csv")
    {
        _terminal = terminal;
        Add(_files);
        Add(_profiles);
        Add(_format);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var formats = InputFiles.Formats(result.GetValue(_profiles));
        var files = result.GetRequiredValue(_files);
        return files.Length == 0 ? List(formats, result.IsJson(_format)) : Detect(formats, files, result.IsJson(_format));
    }

    private int List(FormatCatalog formats, bool asJson)
    {
        _terminal.PrintRows(asJson, ["format", "title", "container", "row", "zone", "gives"], formats.Mappings.Select(FormatSummary.Of).Select(format => (string?[])
        [
            format.Id, format.Title, string.Join(", ", format.Containers), format.Grain.ToString().ToLowerInvariant(), format.Zone, string.Join(", ", format.Gives),
        ]));
        return ExitCode.Done;
    }

    private int Detect(FormatCatalog formats, string[] files, bool asJson)
    {
        var found = InputFiles.Of(files).Select(file => (file.Display, formats.Recognise(file))).ToList();
        _terminal.PrintRows(asJson, ["file", "format", "why"], found.Select(file => (string?[])[file.Display, file.Item2.Mapping?.Id, file.Item2.Why]));
        return found.All(file => file.Item2.Mapping is not null) ? ExitCode.Done : ExitCode.DoneWithFindings;
    }
}
