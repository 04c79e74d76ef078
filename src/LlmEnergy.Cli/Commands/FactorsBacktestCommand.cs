using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain;
using LlmEnergy.Factors;

namespace LlmEnergy.Cli.Commands;

/// <summary>Scores a method against the evidence that ships: before any refit, as the record of what was known.</summary>
internal sealed class FactorsBacktestCommand : Command
{
    private readonly Option<string> _method = new("--method")
    {
        Description = $"Method to score; {OperatingPoint} by default",
        DefaultValueFactory = _ => OperatingPoint,
    };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Lazy<FactorPack> _factors;
    private readonly Terminal _terminal;

    private const string OperatingPoint = "operating-point-2026";

    public FactorsBacktestCommand(Lazy<FactorPack> factors, Terminal terminal)
        : base("backtest", "How a method does on metered and published points, by source and kind.")
    {
        (_factors, _terminal) = (factors, terminal);
        Add(_method);
        Add(_format);
        SetAction(result => Run(result));
    }

    private int Run(ParseResult result)
    {
        var id = result.GetRequiredValue(_method);
        var method =
            MethodCatalog.BuiltIn.Find(id)
            ?? throw new ConfigurationException(
                new Issue(
                    new("--method", 0, 0),
                    "LE2001",
                    $"found '{id}', expected one of {string.Join(", ", MethodCatalog.BuiltIn.All.Select(known => known.Id))}"
                )
            );
        var scores = Backtest.Score(method, _factors.Value);
        if (result.IsJson(_format))
            _terminal.Print(output =>
                JsonSerializer.Serialize(
                    output,
                    new
                    {
                        method = id,
                        factorPack = _factors.Value.Hash,
                        scores,
                    },
                    Form
                )
            );
        else
            _terminal.Print(
                ["Kind", "Source", "Concurrency", "Points>", "Scored>", "Inside>", "Median>", "Rmse factor>", "Width>"],
                scores.Select(score =>
                    (string[])
                        [
                            score.Kind,
                            score.Source,
                            score.Load,
                            Count(score.Points),
                            Count(score.Scored),
                            Count(score.Inside),
                            Two(score.MedianRatio),
                            Two(score.RmseFactor),
                            Two(score.MedianWidth),
                        ]
                )
            );
        return ExitCode.Done;
    }

    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Two(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
