using System.CommandLine;
using LlmEnergy.Factors;

namespace LlmEnergy.Cli.Commands;

internal sealed class ModelsCommand : Command
{
    public ModelsCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("models", "The model map.")
    {
        var names = new Argument<string[]>("name") { Description = "Names as exports write them", Arity = ArgumentArity.OneOrMore };
        var provider = new Option<string>("--provider") { Description = "Provider that the names are of", DefaultValueFactory = _ => "" };
        var account = new Option<string>("--account") { Description = "Account that the names are of", DefaultValueFactory = _ => "" };
        var workspace = new Option<string>("--workspace")
        {
            Description = "Folder with llmenergy.json, whose deployments and models are used",
        };
        var on = new Option<DateOnly?>("--on")
        {
            Description = "A day of the month of the usage, for names that were re-pointed; the latest by default",
            CustomParser = Parsed.Day,
        };
        var format = OutputFormat.Create();
        var resolve = new Command(
            "resolve",
            "Shows how names become models and size classes, step by step.\n\nExample: llmenergy models resolve "
                + "us.anthropic.claude-haiku-4-5-20251001-v1:0"
        )
        {
            names,
            provider,
            account,
            workspace,
            on,
            format,
        };
        resolve.SetAction(result =>
        {
            var pack = result.GetValue(workspace) is { } folder ? factors.Value.With(InputFiles.Workspace(folder).Models) : factors.Value;
            var found = result
                .GetRequiredValue(names)
                .Select(name =>
                    pack.Resolve(
                        result.GetRequiredValue(provider),
                        result.GetRequiredValue(account),
                        name,
                        result.GetValue(on) ?? DateOnly.MaxValue
                    )
                )
                .ToList();
            terminal.PrintRows(
                result.IsJson(format),
                ["written", "model", "family", "class", "steps"],
                found.Select(model =>
                    (string?[])[model.Written, model.Resolved, model.Family, model.ModelClass, string.Join("; ", model.Steps)]
                )
            );
            return found.All(model => model.IsKnown) ? ExitCode.Done : ExitCode.DoneWithFindings;
        });
        Add(resolve);
    }
}
