using System.CommandLine;
using LlmEnergy.Factors;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class FactorsListCommand : Command
{
    private readonly Argument<string> _containing = new("text")
    {
        Description = "Only factors whose id contains the text",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<string> _format = OutputFormat.Create();

    public FactorsListCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("list", "Lists factors.\n\nExample: llmenergy factors list grid-ember-dk")
    {
        Add(_containing);
        Add(_format);
        SetAction(result =>
        {
            var found = factors
                .Value.Factors.Where(factor => factor.Id.Contains(result.GetRequiredValue(_containing), StringComparison.OrdinalIgnoreCase))
                .Select(factor =>
                    (string?[])
                        [
                            factor.Id,
                            FactorText.Plain(factor.Low),
                            FactorText.Plain(factor.Value),
                            FactorText.Plain(factor.High),
                            factor.Unit,
                            PlainJson.Of(factor.ValidFrom),
                            PlainJson.Of(factor.ValidTo),
                            factor.Geography,
                            factor.Status.ToString().ToLowerInvariant(),
                            factor.SourceId,
                        ]
                );
            terminal.PrintRows(
                result.IsJson(_format),
                ["id", "low", "value", "high", "unit", "from", "to", "geography", "status", "source"],
                found
            );
            return ExitCode.Done;
        });
    }
}
