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
        var format = OutputFormat.Create();
        var resolve = new Command("resolve", "Shows how names become models and size classes, step by step.\n\nExample: llmenergy models resolve us.anthropic.claude-haiku-4-5-20251001-v1:0") { names, provider, format };
        resolve.SetAction(result =>
        {
            var found = result.GetRequiredValue(names).Select(name => factors.Value.Resolve(result.GetRequiredValue(provider), name)).ToList();
            terminal.PrintRows(result.IsJson(format), ["written", "model", "class", "steps"], found.Select(model => (string?[])[model.Written, model.Resolved, model.ModelClass, string.Join("; ", model.Steps)]));
            return found.All(model => model.IsKnown) ? ExitCode.Done : ExitCode.DoneWithFindings;
        });
        Add(resolve);
    }
}
