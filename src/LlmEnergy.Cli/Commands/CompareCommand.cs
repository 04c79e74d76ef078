using System.CommandLine;
using System.Globalization;
using LlmEnergy.Auditing;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Html;
using LlmEnergy.Reporting.Walks;

namespace LlmEnergy.Cli.Commands;

internal sealed class CompareCommand : Command
{
    private const int Decimals = 6;
    private readonly Argument<string> _first = new("first") { Description = "Folder of a period" };
    private readonly Argument<string> _second = new("second") { Description = "Folder of another one, or of another version of it" };
    private readonly Option<string?> _html = new("--html") { Description = "Write it as one page to this file" };
    private readonly Option<string> _format = OutputFormat.Create();
    private readonly Terminal _terminal;

    public CompareCommand(Terminal terminal)
        : base(
            "compare",
            "Why the total of one period's folder is not that of another: perimeter, volume, mix, context, energy factors, method, place, "
                + "hardware, corrections.\n\nExample: llmenergy compare samples/acme/periods/2026-Q2 samples/acme/periods/2026-Q3"
        )
    {
        _terminal = terminal;
        Add(_first);
        Add(_second);
        Add(_html);
        Add(_format);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        var comparison = PeriodComparison.Of(
            AuditedPeriod.Read(InputFiles.Folder(result.GetRequiredValue(_first))),
            AuditedPeriod.Read(InputFiles.Folder(result.GetRequiredValue(_second)))
        );
        if (result.GetValue(_html) is { } html)
            OutputFile.Write(
                html,
                file =>
                    WalkPage.Write(
                        Title(comparison),
                        comparison.Second.Manifest.Tool,
                        comparison.Second.Manifest.Last,
                        Walk(comparison),
                        file
                    )
            );
        if (result.IsJson(_format))
            _terminal.Print(output => PeriodComparisonJson.Write(comparison, output));
        else
            Print(comparison);
        return comparison.IsAsRecorded ? ExitCode.Done : ExitCode.Different;
    }

    private void Print(PeriodComparison comparison)
    {
        var bridge = comparison.Bridge;
        List<string[]> rows =
        [
            [comparison.First.Manifest.Period, Number(bridge.Before), ""],
            .. Bridge.Terms.Select(term =>
                (string[])[PeriodComparison.Words(term), Number(bridge.Of(term)), Share(bridge.Of(term), bridge.Before)]
            ),
            [comparison.Second.Manifest.Period, Number(bridge.After), Share(bridge.After - bridge.Before, bridge.Before)],
        ];
        _terminal.Print(["", "kgCO2e>", "%>"], rows);
        foreach (var sentence in comparison.Sentences)
            _terminal.Print(sentence);
        var (before, after) = bridge.WithoutTotal;
        if (before + after > 0)
            _terminal.Print($"not compared: {before} and {after} lines that have no total");
        if (!comparison.IsAsRecorded)
            _terminal.Print("a folder states another total than follows from its usage: llmenergy verify tells what was changed");
    }

    private static string Title(PeriodComparison comparison) =>
        $"From {comparison.First.Manifest.Period} to {comparison.Second.Manifest.Period}";

    private static IEnumerable<WalkNode> Walk(PeriodComparison comparison)
    {
        var bridge = comparison.Bridge;
        yield return new($"{comparison.First.Manifest.Period} = {Number(bridge.Before)} kgCO2e");
        foreach (var term in Bridge.Terms)
            yield return new(
                $"{PeriodComparison.Words(term)}: {Number(bridge.Of(term))} kgCO2e ({Share(bridge.Of(term), bridge.Before)} %)",
                [
                    .. bridge
                        .By(part => part.Model)
                        .Where(part => part.Of(term) != 0m)
                        .OrderByDescending(part => Math.Abs(part.Of(term)))
                        .Select(part => (part.Model, Number(part.Of(term)))),
                ],
                []
            );
        yield return new($"{comparison.Second.Manifest.Period} = {Number(bridge.After)} kgCO2e");
    }

    private static string Number(decimal kilograms) =>
        decimal.Round(kilograms, Decimals, MidpointRounding.AwayFromZero).ToString("N6", CultureInfo.InvariantCulture);

    private static string Share(decimal part, decimal whole) =>
        whole == 0m
            ? "-"
            : decimal.Round(part / whole * 100m, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
}
