using System.CommandLine;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class FactorsCommand : Command
{
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    public FactorsCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("factors", "The factors, each with value, unit, years, place, boundary and source.")
    {
        (_factors, _terminal) = (factors, terminal);
        var containing = new Argument<string>("text") { Description = "Only factors whose id contains the text", DefaultValueFactory = _ => "" };
        var list = new Command("list", "Lists factors.\n\nExample: llmenergy factors list grid-ember-dk") { containing, _format };
        list.SetAction(result => List(result, result.GetRequiredValue(containing)));
        var id = new Argument<string>("id") { Description = "Id of a factor" };
        var show = new Command("show", "Shows one factor with its source.\n\nExample: llmenergy factors show class-l-output-2026") { id, _format };
        show.SetAction(result => Show(result, result.GetRequiredValue(id)));
        var files = new Argument<FileInfo[]>("file") { Description = "Factor files that take the place of the built-in ones of the same name; without any, the built-in pack is checked", Arity = ArgumentArity.ZeroOrMore };
        var check = new Command("check", "Checks factor files as they are checked when they are loaded.\n\nExample: llmenergy factors check grid.csv sources.csv") { files };
        check.SetAction(result => Check(result.GetRequiredValue(files)));
        foreach (var command in new[] { list, show, check }) Add(command);
    }

    private int List(ParseResult result, string text)
    {
        var found = _factors.Value.Factors.Where(factor => factor.Id.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(factor => (string?[])
        [
            factor.Id, Plain(factor.Low), Plain(factor.Value), Plain(factor.High), factor.Unit, JsonText.Of(factor.ValidFrom), JsonText.Of(factor.ValidTo), factor.Geography,
            factor.Status.ToString().ToLowerInvariant(), factor.SourceId,
        ]);
        _terminal.PrintRows(result.IsJson(_format), ["id", "low", "value", "high", "unit", "from", "to", "geography", "status", "source"], found);
        return ExitCode.Done;
    }

    private int Show(ParseResult result, string id)
    {
        var factor = _factors.Value.Find(id) ?? throw new ConfigurationException(new Issue(new("id", 0, 0), "LE2001", $"found '{id}', expected the id of a factor: factors list shows them"));
        _terminal.PrintRows(result.IsJson(_format), ["name", "value"], Members(factor, _factors.Value.SourceOf(factor)));
        return ExitCode.Done;
    }

    private static IEnumerable<string?[]> Members(Factor factor, Source source) =>
    [
        ["id", factor.Id], ["low", Plain(factor.Low)], ["value", Plain(factor.Value)], ["high", Plain(factor.High)], ["unit", factor.Unit],
        ["valid", $"{JsonText.Of(factor.ValidFrom)} to {JsonText.Of(factor.ValidTo)}"], ["geography", factor.Geography], ["boundary", factor.Boundary],
        ["status", factor.Status.ToString().ToLowerInvariant()], ["locator", factor.Locator], ["note", JsonText.NullIfEmpty(factor.Note)], ["source", source.Title],
        ["publisher", $"{source.Publisher}, {source.Year}"], ["licence", source.Licence], ["attribution", source.Attribution], ["url", source.Url], ["read from", source.ReadFrom],
    ];

    private int Check(FileInfo[] files)
    {
        var checkedFiles = files.Aggregate(FactorFiles.BuiltIn, (all, file) => all.With(file.Name, new MemoryStream(InputFiles.Bytes(file, "a factor file"))));
        var issues = FactorLoader.Check(checkedFiles);
        _terminal.Say(issues);
        if (issues.Length > 0) return ExitCode.DoneWithFindings;
        var pack = FactorLoader.Load(checkedFiles);
        _terminal.Print($"{pack.Hash}: {pack.Factors.Count} factors of {pack.Sources.Count} sources, nothing to report");
        return ExitCode.Done;
    }

    private static string? Plain(decimal? value) => value is { } number ? PlainNumber.Of(number) : null;
}
