using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using LlmEnergy.Auditing;
using LlmEnergy.Factors;

namespace LlmEnergy.EndToEnd;

/// <summary>From any figure to rows of the exports, and back; the figures of samples/acme.</summary>
public class ExplainTests
{
    private string _workspace = "";

    private string Folder => Path.Combine(_workspace, "periods", "2026-Q3");

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Cli.CopyOf("acme");
        Assert.That(Cli.Run("report", _workspace, "--period", "2026-Q3").ExitCode, Is.Zero);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void Three_commands_lead_from_the_headline_to_a_row_and_back()
    {
        var total = Json("explain", Folder, "--top", "1");
        Assert.That(total.At("figures.0.id").GetString(), Is.EqualTo("total"));
        var line = total.At("sums.0.lines.0.line").GetString()!;
        var row = Json("explain", Folder, "--line", line, "--top", "1").At("lines.0.largestRows.0");
        var (file, at) = (row.At("file").GetString()!, row.At("at").GetInt32());
        var cells = File.ReadAllLines(Path.Combine(_workspace, file))[at - 1].Split(',');
        Assert.That(
            (row.At("cells").GetProperty("input_tokens").GetString(), row.At("cells").GetProperty("output_tokens").GetString()),
            Is.EqualTo((cells[11], cells[12]))
        );
        var back = Json("explain", Folder, "--row", $"{file}:{at}").At("rows.0");
        Assert.That(back.At("line").GetString(), Is.EqualTo(line));
        Assert.That(back.At("figures").EnumerateArray().Select(figure => figure.GetString()), Does.Contain("total").And.Contain("energy"));
    }

    /// <summary>The printed headline, its figure in kilograms, its largest line: three clicks; then the command that the page names.</summary>
    [Test]
    public void Links_lead_from_the_printed_headline_to_a_line_and_its_command_to_a_raw_row()
    {
        var report = Page("disclosure.html");
        var headline = Links(report).First(link => link.Contains("explain.html", StringComparison.Ordinal));
        Assert.That(headline, Is.EqualTo("explain.html#figure-total"));
        var page = Page("explain.html");
        XElement At(string link) =>
            page.Descendants().Single(element => (string?)element.Attribute("id") == link[(link.IndexOf('#') + 1)..]);
        var kilograms = Links(At(headline)).First();
        Assert.That(kilograms, Is.EqualTo("#figure-total_kg"));
        var line = At(Links(At(kilograms)).First());
        var command = line.Descendants()
            .Select(element => element.Value)
            .First(text => text.StartsWith("llmenergy explain", StringComparison.Ordinal));
        Assert.That(line.Value, Does.Contain("energy x grid-ember-us-2025 / 1,000").And.Contain("chosen by"));
        string[] arguments = [.. command.Split(' ').Skip(1), "--top", "1"];
        arguments[1] = Path.Combine(_workspace, arguments[1]);
        var row = Json(arguments).At("lines.0.largestRows.0");
        var raw = File.ReadLines(Path.Combine(_workspace, row.At("file").GetString()!)).ElementAt(row.At("at").GetInt32() - 1);
        Assert.That(raw.Split(','), Does.Contain(row.At("cells").GetProperty("output_tokens").GetString()));
        // every link of both pages leads somewhere, and none leaves the folder without saying so
        foreach (var link in Links(report).Concat(Links(page)).Where(link => link.Contains('#')).Distinct())
            Assert.That((
                    link[0] == '#' && Links(page).Contains(link) ? page
                    : link.StartsWith("explain.html", StringComparison.Ordinal) ? page
                    : report
                ).Descendants().Any(element => (string?)element.Attribute("id") == link[(link.IndexOf('#') + 1)..]), link);
    }

    private XElement Page(string name)
    {
        using var reader = XmlReader.Create(Path.Combine(Folder, name), new() { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static IEnumerable<string> Links(XElement element) =>
        element
            .DescendantsAndSelf()
            .Select(part => (string?)part.Attribute("href"))
            .OfType<string>()
            .Where(link => !link.StartsWith("#s", StringComparison.Ordinal));

    [Test]
    public void Twenty_five_rows_lead_to_their_lines_and_lines_to_all_their_rows()
    {
        var period = AuditedPeriod.Read(new(Folder));
        var workspace = Workspace.Open(new(_workspace));
        var explainer = new Explainer(period, workspace, FactorPack.BuiltIn) { Most = 2 };
        var lines = explainer.Lines([.. period.Inventory.Lines], default);
        Assert.That(lines.Select(line => line.WhyNoRows), Is.All.Empty, "every line has as many rows, with the same tokens");
        var random = new Random(7);
        var sample = lines
            .SelectMany(line => line.Rows!.Largest.Select(row => (line.Line.Activity.Id, row)))
            .OrderBy(_ => random.Next())
            .Take(25)
            .ToList();
        Assert.That(sample, Has.Count.EqualTo(25));
        Assert.That(
            sample.Select(found => explainer.Back(found.row.File, found.row.At, default).Single().Line!.Activity.Id),
            Is.EqualTo(sample.Select(found => found.Id))
        );
    }

    [Test]
    public void Each_equation_gives_its_value_from_the_numbers_in_it()
    {
        var period = AuditedPeriod.Read(new(Folder));
        var equations = new Explainer(period, null, FactorPack.BuiltIn)
            .Lines([.. period.Inventory.Lines], default)
            .SelectMany(line => line.Equations)
            .ToList();
        Assert.That(equations, Has.Count.GreaterThan(100));
        Assert.Multiple(() =>
        {
            foreach (var equation in equations)
            {
                var value = (double)new Calculator(equation.Numbers).Sum();
                Assert.That(value, Is.EqualTo((double)equation.Value).Within(1e-9).Percent, equation.Name + ": " + equation.Numbers);
            }
        });
    }

    [TestCase("--model", "gpt-5-2025-08-07", "total_kgco2e")]
    [TestCase("--month", "2026-08", "total_kgco2e")]
    [TestCase("--cost-centre", "CC-500 Legal and documents", "total_kgco2e")]
    [TestCase("--account", "gateway-eu", "total_kgco2e")]
    public void Lines_are_chosen_by_what_they_are_of(string option, string value, string column)
    {
        var chosen = Json("explain", Folder, option, value, "--top", "1000").At("sums.0");
        var lines = AuditedPeriod.Read(new(Folder)).Inventory.Lines;
        var expected = lines.Where(line =>
            new[]
            {
                line.Activity.Key.Model,
                line.Activity.Key.CostKey,
                line.Activity.Key.Account,
                $"{line.Activity.Key.Month:yyyy-MM}",
            }.Contains(value)
        );
        Assert.That(chosen.At("column").GetString(), Is.EqualTo(column));
        Assert.That(chosen.Number("total"), Is.EqualTo(expected.Sum(line => line.Total!.Value.Central!.Value.KilogramsCo2e)));
    }

    /// <summary>Lines that are shared count with the part of the entity, as in postings.csv.</summary>
    [TestCase("DE")]
    [TestCase("NL")]
    [TestCase("FR")]
    public void What_falls_on_an_entity_is_what_its_postings_say(string entity)
    {
        var workspace = Cli.CopyOf("ledger");
        Assert.That(Cli.Run("report", workspace, "--period", "2026-Q3").ExitCode, Is.EqualTo(3), "the sample shows a hole");
        var folder = Path.Combine(workspace, "periods", "2026-Q3");
        var rows = File.ReadLines(Path.Combine(folder, "postings.csv")).Select(row => row.Split(',')).ToList();
        var (of, kilograms) = (Array.IndexOf(rows[0], "entity"), Array.IndexOf(rows[0], "kgco2e"));
        var posted = rows.Skip(1)
            .Where(row => row[of] == entity)
            .Sum(row => decimal.Parse(row[kilograms], NumberStyles.Number, CultureInfo.InvariantCulture));
        Assert.That(Json("explain", folder, "--entity", entity).At("sums.0").Number("total"), Is.EqualTo(posted).Within(0.00001m));
        Directory.Delete(workspace, recursive: true);
    }

    [Test]
    public void A_row_that_does_not_count_is_said_to_by_its_rule() =>
        Assert.That(
            Json("explain", Folder, "--row", "exports/gateway/gateway-2025-Q3.csv:3").At("rows.0.rule").GetString(),
            Is.EqualTo("outside-period")
        );

    [Test]
    public void A_page_opens_each_step_without_a_script()
    {
        var page = Path.Combine(_workspace, "explained.html");
        Assert.That(Cli.Run("explain", Folder, "--html", page).ExitCode, Is.Zero);
        var html = File.ReadAllText(page);
        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("http-equiv=\"refresh\""));
        Assert.That(html, Does.Contain("total = 0.094263905602967202048").And.Contain("grid-ember-us-2025").And.Contain("input_tokens"));
        Assert.That(html.Split("<details").Length - 1, Is.EqualTo(html.Split("<summary>").Length - 1).And.GreaterThan(60));
    }

    [Test]
    public void A_figure_that_does_not_follow_from_its_lines_is_another_one()
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: true);
        var figures = Path.Combine(copy, "periods", "2026-Q3", "figures.json");
        File.WriteAllText(figures, File.ReadAllText(figures).Replace("94.263905602967202048", "64.263905602967202048"));
        var result = Cli.Run("explain", Path.Combine(copy, "periods", "2026-Q3"));
        Assert.That(result.ExitCode, Is.EqualTo(4));
        Assert.That(result.Output, Does.Contain("in figures.json: ANOTHER VALUE"));
        Directory.Delete(copy, recursive: true);
    }

    [Test]
    public void Rows_that_are_gone_are_said_to_be()
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: true);
        var export = Path.Combine(copy, "exports", "gateway", "gateway-2026-Q3.csv");
        File.WriteAllLines(export, File.ReadAllLines(export)[..3]);
        var line = Json("explain", Path.Combine(copy, "periods", "2026-Q3"), "--line", "L000001").At("lines.0");
        Assert.That(line.Number("rows"), Is.EqualTo(207));
        Assert.That(line.At("whyNotAllFound").GetString(), Does.StartWith("found 0 rows with 0 input and 0 output tokens, expected 207"));
        Directory.Delete(copy, recursive: true);
    }

    [TestCase("no-such", "found 'no-such', expected one of total, ")]
    [TestCase("requests --line L999999", "found no line of the figure that meets the options")]
    [TestCase("total --row exports/none.csv:2", "found no record that begins on line 2 of exports/none.csv")]
    [TestCase("total --row exports", "found 'exports', expected FILE:LINE")]
    public void What_there_is_not_is_said(string arguments, string message)
    {
        var result = Cli.Run(["explain", Folder, .. arguments.Split(' ')]);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(message));
    }

    private static JsonElement Json(params string[] arguments)
    {
        var result = Cli.Run([.. arguments, "--format", "json"]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Json;
    }

    /// <summary>What a reader with a calculator does: sums of products and quotients, with brackets.</summary>
    private sealed class Calculator(string text)
    {
        private readonly string[] _words = text.Replace("(", "( ", StringComparison.Ordinal)
            .Replace(")", " )", StringComparison.Ordinal)
            .Split(' ');
        private int _at;

        public decimal Sum()
        {
            var sum = Product();
            while (Is("+"))
                sum += Product();
            return sum;
        }

        private decimal Product()
        {
            var product = Value();
            while (true)
            {
                if (Is("x"))
                    product *= Value();
                else if (Is("/"))
                    product /= Value();
                else
                    return product;
            }
        }

        private decimal Value()
        {
            if (!Is("("))
                return decimal.Parse(_words[_at++], CultureInfo.InvariantCulture);
            var sum = Sum();
            Assert.That(Is(")"), text);
            return sum;
        }

        private bool Is(string word)
        {
            if (_at == _words.Length || _words[_at] != word)
                return false;
            _at++;
            return true;
        }
    }
}
