using System.CommandLine;
using System.Globalization;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion;
using LlmEnergy.Ingestion.Drafting;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Cli.Commands;

internal sealed class FormatsCommand : Command
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Files to look at; without any, the formats are listed",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _draft = new("--draft", "--profile-for")
    {
        Description = "Draft a mapping profile for a file of no known format; it holds names of columns, and of what a bill sold",
        HelpName = "FILE",
    };

    private readonly Option<string?> _show = new("--show")
    {
        Description = "Print the profile of a built-in format, to adapt it",
        HelpName = "ID",
    };
    private readonly Option<FileInfo[]> _profiles = InputFiles.ProfileOption();
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public FormatsCommand(Terminal terminal)
        : base(
            "formats",
            "Lists the formats that are read and what each gives, says what files are and why, drafts a mapping profile, or shows a "
                + "built-in one."
                + "\n\nExample: llmenergy formats exports/completions_usage.csv"
                + "\nExample: llmenergy formats --draft exports/gateway.csv > profiles/gateway.profile.json"
                + "\nExample: llmenergy formats --show litellm.spendlogs > profiles/my-gateway.profile.json"
        )
    {
        _terminal = terminal;
        Add(_files);
        Add(_draft);
        Add(_show);
        Add(_profiles);
        Add(_format);
        Validators.Add(result =>
        {
            var (drafts, shows) = (result.GetValue(_draft) is not null, result.GetValue(_show) is not null);
            if (drafts && shows)
                result.AddError("found --show beside --draft, expected one or the other");
            if ((drafts || shows) && result.GetValue(_files) is { Length: > 0 })
                result.AddError($"found files beside {(drafts ? _draft : _show).Name}, expected one or the other");
            if (drafts && result.GetValue(_format) == "json")
                result.AddError("found --format json beside --draft, expected none: a draft has comments");
        });
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        if (result.GetValue(_show) is { } id)
            return Show(id);
        var formats = InputFiles.Formats(result.GetValue(_profiles), _terminal);
        if (result.GetValue(_draft) is { } unknown)
            return Draft(formats, unknown);
        var files = result.GetRequiredValue(_files);
        return files.Length == 0 ? List(formats, result.IsJson(_format)) : Detect(formats, files, result.IsJson(_format));
    }

    private int Show(string id)
    {
        var known = string.Join(
            ", ",
            FormatCatalog.BuiltIn.Mappings.Select(mapping => mapping.Id).Concat(FormatCatalog.BuiltIn.Tables.Keys)
        );
        var text =
            FormatCatalog.BuiltInText(id)
            ?? throw new ConfigurationException(
                new Issue(new("--show", 0, 0), "LE2001", $"found no built-in format or decode table '{id}', expected one of {known}")
            );
        _terminal.Print(output => output.Write(Encoding.UTF8.GetBytes(text.TrimEnd('\n'))));
        return ExitCode.Done;
    }

    private int List(FormatCatalog formats, bool asJson)
    {
        _terminal.PrintRows(
            asJson,
            ["format", "title", "container", "row", "zone", "gives", "without tokens", "ignores"],
            formats
                .Mappings.Select(FormatSummary.Of)
                .Select(format =>
                    (string?[])
                        [
                            format.Id,
                            format.Title,
                            string.Join(", ", format.Containers),
                            format.Grain.ToString().ToLowerInvariant(),
                            format.Zone,
                            string.Join(", ", format.Gives),
                            string.Join(", ", format.WithoutTokens),
                            string.Join(", ", format.Ignores),
                        ]
                )
        );
        return ExitCode.Done;
    }

    private int Detect(FormatCatalog formats, string[] files, bool asJson)
    {
        var found = InputFiles.Of(files).Select(file => (file.Display, FormatRecognition.Recognise(formats, file))).ToList();
        _terminal.PrintRows(
            asJson,
            ["file", "format", "why"],
            found.Select(file => (string?[])[file.Display, file.Item2.Mapping?.Id, Why(file.Item2)])
        );
        return found.All(file => file.Item2.Mapping is not null) ? ExitCode.Done : ExitCode.DoneWithFindings;
    }

    private static string Why(FormatMatch match) =>
        match.Code == IssueCodes.UnknownFormat ? $"{match.Why}; to draft a profile: formats --draft FILE" : match.Why;

    private int Draft(FormatCatalog formats, string name)
    {
        var file = InputFiles.Of([name])[0];
        var draft = ProfileDraft.Draft(file);
        if (FormatRecognition.Recognise(formats, file).Mapping is { } known)
            _terminal.Say($"{file.Display} is of the known format {known.Id}: it needs no profile");
        if (draft.Text is not { } text)
        {
            _terminal.Say([draft.Refused!]);
            return draft.Refused!.Code == IssueCodes.Unreadable ? ExitCode.Usage : ExitCode.DoneWithFindings;
        }

        _terminal.Print(output => output.Write(Encoding.UTF8.GetBytes(text.TrimEnd('\n'))));
        if (draft.Decisions > 0)
            _terminal.Say($"left to decide: {draft.Decisions.ToString(CultureInfo.InvariantCulture)}, each marked \"decide\" in the draft");
        return ExitCode.Done;
    }
}
