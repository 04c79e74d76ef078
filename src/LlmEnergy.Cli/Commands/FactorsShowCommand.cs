using System.CommandLine;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

internal sealed class FactorsShowCommand : Command
{
    private readonly Argument<string> _id = new("id") { Description = "Id of a factor" };
    private readonly Option<string> _format = OutputFormat.Create();

    public FactorsShowCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("show", "Shows one factor with its source.\n\nExample: llmenergy factors show class-l-output-2026")
    {
        Add(_id);
        Add(_format);
        SetAction(result =>
        {
            var id = result.GetRequiredValue(_id);
            var factor =
                factors.Value.Find(id)
                ?? throw new ConfigurationException(
                    new Issue(new("id", 0, 0), "LE2001", $"found '{id}', expected the id of a factor: factors list shows them")
                );
            terminal.PrintRows(result.IsJson(_format), ["name", "value"], Members(factor, factors.Value.SourceOf(factor)));
            return ExitCode.Done;
        });
    }

    private static IEnumerable<string?[]> Members(Factor factor, Citation source) =>
        [
            ["id", factor.Id],
            ["low", FactorText.Plain(factor.Low)],
            ["value", FactorText.Plain(factor.Value)],
            ["high", FactorText.Plain(factor.High)],
            ["unit", factor.Unit],
            ["valid", $"{PlainJson.Of(factor.ValidFrom)} to {PlainJson.Of(factor.ValidTo)}"],
            ["geography", factor.Geography],
            ["boundary", factor.Boundary],
            ["status", factor.Status.ToString().ToLowerInvariant()],
            ["locator", factor.Locator],
            ["note", PlainJson.NullIfEmpty(factor.Note)],
            ["source", source.Title],
            ["publisher", $"{source.Publisher}, {source.Year}"],
            ["licence", source.Licence],
            ["attribution", source.Attribution],
            ["url", source.Url],
            ["read from", source.ReadFrom],
        ];
}
