using System.CommandLine;
using LlmEnergy.Cli.Commands;

namespace LlmEnergy.Cli.Tests;

public class ParsedTests
{
    private static readonly Option<decimal?> Factor = new("--grid-factor") { CustomParser = Parsed.Invariant };

    [TestCase("0.38355", "0.38355")]
    [TestCase("1", "1")]
    public void Numbers_have_a_decimal_point_whatever_the_machines_culture(string text, string value) =>
        Assert.That(
            new RootCommand { Factor }
                .Parse(["--grid-factor", text])
                .GetValue(Factor),
            Is.EqualTo(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture))
        );

    [TestCase("0,38355")]
    [TestCase("1.000,5")]
    [TestCase("1,000.5")]
    [TestCase("much")]
    public void Other_numbers_are_refused(string text) =>
        Assert.That(
            new RootCommand { Factor }
                .Parse(["--grid-factor", text])
                .Errors.Select(error => error.Message),
            Is.EqualTo(new[] { $"found '{text}', expected a number with a decimal point such as 0.38355" })
        );
}
