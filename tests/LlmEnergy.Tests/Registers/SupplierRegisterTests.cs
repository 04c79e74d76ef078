using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Calculation;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Calculation.Places;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Factors;
using LlmEnergy.Registers;

namespace LlmEnergy.Tests.Registers;

public class SupplierRegisterTests
{
    private const string Exports = "supplier,from,to,per,document,kgco2e,account,models\n";
    private const string Footprints = "supplier,from,to,per,document,footprint,units\n";
    private const string Quarter = "openai,2026-07-01,2026-09-30,requests,export.pdf,30,,\n";

    [Test]
    public void A_total_is_spread_over_the_requests_of_its_days()
    {
        // 30 kg over 1,000 + 2,000 requests
        var inventory = Calculate(Exports + Quarter, Line(7, requests: 1_000), Line(9, requests: 2_000, number: 2));
        Assert.That(inventory.Lines.Select(line => line.Total!.Value.Central!.Value.KilogramsCo2e), Is.EqualTo(new[] { 10m, 20m }));
        Assert.That(
            inventory.Rates.Single().CradleToGate!.Terms.Single().Derivation,
            Is.EqualTo("30 kg of the export x 1,000 / 3000 request that it covers")
        );
    }

    [TestCase("requests")]
    [TestCase("tokens")]
    [TestCase("output-tokens")]
    [TestCase("cost")]
    public void A_total_that_does_not_divide_sums_back_to_itself(string per)
    {
        // 100 / 7 and the like never end
        ActivityLine[] lines =
        [
            .. Enumerable
                .Range(1, 50)
                .Select(number =>
                    Line(
                        7 + (number % 3),
                        requests: (7 * number) + 1,
                        input: 1_000_003 * number,
                        output: 13 * number * number,
                        number: number,
                        cost: 0.07m * number
                    )
                ),
        ];
        var inventory = Calculate(
            Exports + Quarter.Replace("requests", per, StringComparison.Ordinal).Replace(",30,", ",100,", StringComparison.Ordinal),
            lines
        );
        Assert.That(inventory.Lines.Sum(line => line.Total!.Value.Central!.Value.KilogramsCo2e), Is.EqualTo(100m).Within(1e-10m));
    }

    [Test]
    public void A_total_sums_back_in_every_band_of_context()
    {
        // 5,000, 50,000 and 500,000 input tokens a request: tokens are counted as they are
        var inventory = Calculate(
            Exports + Quarter.Replace("requests", "tokens", StringComparison.Ordinal),
            Line(7, input: 5_000, output: 0),
            Line(8, input: 50_000, output: 0, number: 2),
            Line(9, input: 500_000, output: 0, number: 3)
        );
        Assert.That(inventory.Lines.Sum(line => line.Total!.Value.Central!.Value.KilogramsCo2e), Is.EqualTo(30m).Within(1e-12m));
        Assert.That(inventory.Lines[2].Total!.Value.Central!.Value.KilogramsCo2e, Is.EqualTo(30m * 500_000m / 555_000m).Within(1e-12m));
    }

    [Test]
    public void Usage_outside_of_its_days_supplier_account_and_models_has_no_part_in_it()
    {
        var july = Exports + "openai,2026-07-01,2026-07-31,requests,export.pdf,30,team-a,gpt-*\n";
        var inventory = Calculate(
            july,
            Line(7, account: "team-a"),
            Line(8, account: "team-a", number: 2),
            Line(7, account: "team-b", number: 3),
            Line(7, provider: "anthropic", account: "team-a", number: 4),
            Line(7, model: "o3", account: "team-a", number: 5)
        );
        Assert.That(
            inventory.Lines.Select(line => (line.Rate!.Method, Kilograms: line.CradleToGate?.Central?.KilogramsCo2e)),
            Is.EqualTo(
                new[]
                {
                    ("supplier-specific", (decimal?)30m),
                    ("class-factors-2026-2", null),
                    ("class-factors-2026-2", null),
                    ("class-factors-2026-2", null),
                    ("class-factors-2026-2", null),
                }
            )
        );
    }

    [Test]
    public void A_total_of_a_year_is_not_put_on_a_quarter()
    {
        var (inventory, issues) = CalculateWithIssues(
            Exports + Quarter.Replace("2026-07-01,2026-09-30", "2026-01-01,2026-12-31", StringComparison.Ordinal),
            Line(7)
        );
        Assert.That(inventory.Lines[0].Rate!.Method, Is.EqualTo("class-factors-2026-2"));
        Assert.That(
            issues,
            Is.EqualTo(
                new[]
                {
                    "suppliers.csv:2:1: warning LE2020: found a total of days outside of 2026-Q3, expected totals of months inside of it: "
                        + "the figure is not used",
                }
            )
        );
    }

    [Test]
    public void A_total_of_another_period_is_neither_used_nor_a_finding()
    {
        var (inventory, issues) = CalculateWithIssues(
            Exports + Quarter.Replace("2026-07-01,2026-09-30", "2026-04-01,2026-06-30", StringComparison.Ordinal),
            Line(7)
        );
        Assert.That((inventory.Lines[0].Rate!.Method, issues.Count), Is.EqualTo(("class-factors-2026-2", 0)));
    }

    [Test]
    public void Totals_of_months_stand_one_after_the_other()
    {
        var inventory = Calculate(
            Exports + "openai,2026-07-01,2026-07-31,requests,a.pdf,10,,\nopenai,2026-08-01,2026-08-31,requests,b.pdf,20,,\n",
            Line(7),
            Line(8, number: 2)
        );
        Assert.That(inventory.Lines.Select(line => line.Total!.Value.Central!.Value.KilogramsCo2e), Is.EqualTo(new[] { 10m, 20m }));
    }

    [Test]
    public void Totals_of_months_that_come_to_the_same_grams_both_stand_on_record()
    {
        var inventory = Calculate(
            Exports + "openai,2026-07-01,2026-07-31,requests,a.pdf,10,,\nopenai,2026-08-01,2026-08-31,requests,b.pdf,10,,\n",
            Line(7),
            Line(8, number: 2)
        );
        Assert.That(inventory.Factors.Select(use => use.Factor.Locator), Is.EqualTo(new[] { "a.pdf", "b.pdf" }));
    }

    [Test]
    public void A_total_over_costs_in_several_currencies_is_not_used()
    {
        var (inventory, issues) = CalculateWithIssues(
            Exports + Quarter.Replace("requests", "cost", StringComparison.Ordinal),
            Line(7, cost: 1m),
            Line(8, number: 2, cost: 1m, currency: "EUR")
        );
        Assert.That(inventory.Lines.Select(line => line.Rate!.Method), Is.All.EqualTo("class-factors-2026-2"));
        Assert.That(
            issues,
            Is.EqualTo(
                new[]
                {
                    "suppliers.csv:2:1: warning LE2020: found costs in several currencies, expected one to spread the total over: the "
                        + "figure is not used",
                }
            )
        );
    }

    [Test]
    public void Credits_have_no_part_in_a_total_over_costs()
    {
        var inventory = Calculate(
            Exports + Quarter.Replace("requests", "cost", StringComparison.Ordinal),
            Line(7, cost: 10m),
            Line(8, number: 2, cost: -5m)
        );
        Assert.That(
            inventory.Lines.Select(line => (line.Rate!.Method, Kilograms: line.CradleToGate?.Central?.KilogramsCo2e)),
            Is.EqualTo(new[] { ("supplier-specific", (decimal?)30m), ("class-factors-2026-2", null) })
        );
    }

    [Test]
    public void A_total_without_usage_is_a_finding()
    {
        var (_, issues) = CalculateWithIssues(Exports + Quarter, Line(7, provider: "anthropic"));
        Assert.That(
            issues,
            Is.EqualTo(
                new[]
                {
                    "suppliers.csv:2:1: warning LE2020: found no usage with requests that the total covers, expected some: the figure is "
                        + "not used",
                }
            )
        );
    }

    [Test]
    public void Lines_that_state_no_basis_are_calculated_beside_it_and_a_finding()
    {
        var silent = Line(8, number: 2) is var line ? line with { Usage = line.Usage with { Known = Known.Input | Known.Output } } : null!;
        var (inventory, issues) = CalculateWithIssues(Exports + Quarter, Line(7), silent);
        Assert.That(inventory.Lines.Select(line => line.Rate!.Method), Is.EqualTo(new[] { "supplier-specific", "class-factors-2026-2" }));
        Assert.That(
            issues,
            Is.EqualTo(
                new[]
                {
                    "suppliers.csv:2:1: warning LE2020: found 1 of 2 lines that state no requests, expected all that the total covers: "
                        + "they are calculated beside it",
                }
            )
        );
    }

    [TestCase("requests", "1.5", TestName = "a request")]
    [TestCase("images", "1.5", TestName = "an image")]
    public void A_footprint_is_grams_per_unit(string per, string grams)
    {
        // 0.0015 kg a piece
        var statement = Statements(Footprints + $"openai,2026-01-01,2026-12-31,{per},pcf.pdf,pcf.json,\n").Single();
        Assert.That(
            (statement.GramsPerUnit, statement.Derivation),
            Is.EqualTo(
                (decimal.Parse(grams, System.Globalization.CultureInfo.InvariantCulture), "0.0015 kg per piece x 1,000 / 1 per piece")
            )
        );
    }

    [Test]
    public void A_declared_unit_may_be_many_of_the_basis() =>
        // a piece is 50 thousands of tokens: 0.0015 kg x 1,000 / 50
        Assert.That(
            Statements(Footprints + "openai,2026-01-01,2026-12-31,tokens,pcf.pdf,pcf.json,50\n").Single().GramsPerUnit,
            Is.EqualTo(0.03m)
        );

    [Test]
    public void A_footprint_needs_no_usage_of_its_days_and_no_whole_months()
    {
        var inventory = Calculate(
            Footprints + "openai,2026-07-15,2026-09-30,requests,pcf.pdf,pcf.json,\n",
            Line(7, requests: 1_000),
            Line(8, requests: 1_000, number: 2)
        );
        Assert.That(
            inventory.Lines.Select(line => (line.Rate!.Method, Kilograms: line.CradleToGate?.Central?.KilogramsCo2e)),
            Is.EqualTo(new[] { ("class-factors-2026-2", (decimal?)null), ("supplier-specific", 1.5m) })
        );
    }

    [Test]
    public void The_source_of_a_footprint_names_its_version_and_document()
    {
        var use = Statements(Footprints + "openai,2026-01-01,2026-12-31,requests,pcf.pdf,pcf.json,\n").Single().Factor;
        Assert.That(
            (use.Source.Title, use.Factor.Boundary, use.Factor.Locator, use.Factor.Unit),
            Is.EqualTo(("Product carbon footprint of openai (PACT 2.3.0)", "Inference and hardware", "pcf.pdf", "gCO2e/request"))
        );
    }

    [TestCase(
        "openai,2026-07-02,2026-09-30,requests,e.pdf,30,,",
        "2: error LE2020: found a day inside a month, expected the first day of one: a total is spread over the usage of whole months",
        TestName = "a total that begins inside a month"
    )]
    [TestCase(
        "openai,2026-07-01,2026-09-29,requests,e.pdf,30,,",
        "3: error LE2020: found a day inside a month, expected the last day of one: a total is spread over the usage of whole months",
        TestName = "a total that ends inside a month"
    )]
    [TestCase(
        "openai,2026-09-30,2026-07-01,requests,e.pdf,30,,",
        "3: error LE2020: found an end before its start, expected from and to in this order"
    )]
    [TestCase("openai,2026-07-01,9999-12-31,requests,e.pdf,30,,", "3: error LE2020: found no date in to, expected one such as 2026-10-02")]
    [TestCase(
        "openai,2026-07-01,2026-09-30,queries,e.pdf,30,,",
        "4: error LE2020: found another basis, expected one of requests, tokens, output-tokens, images, audio-minutes, cost"
    )]
    [TestCase(
        "openai,2026-07-01,2026-09-30,requests,e.pdf,,,",
        "6: error LE2020: found both or neither of kgco2e and footprint, expected one of them"
    )]
    [TestCase(
        "openai,2026-07-01,2026-09-30,requests,e.pdf,\"30,5\",,",
        "6: error LE2020: found no number in kgco2e, expected one such as 0.92, with a point",
        TestName = "a comma is no decimal sign"
    )]
    [TestCase(
        "openai,2026-07-01,2026-09-30,requests,e.pdf,-30,,",
        "6: error LE2020: found no number in kgco2e, expected one such as 0.92, with a point"
    )]
    [TestCase(
        "openai,2026-07-01,2026-09-30,requests,e.pdf,79228162514264337593543950335,,",
        "6: error LE2020: found a number out of range in kgco2e, expected kilograms of CO2e",
        TestName = "the greatest number"
    )]
    public void What_is_wrong_with_a_total_is_named_once_with_its_place(string row, string issue) =>
        Assert.That(IssuesOf($"{Exports}{row}\n"), Is.EqualTo(new[] { "suppliers.csv:2:" + issue }));

    [TestCase(
        "openai,2026-01-01,2026-12-31,requests,p.pdf,none.json,",
        "6: error LE2020: found no readable file inside of the workspace, expected the path of a footprint"
    )]
    [TestCase(
        "openai,2024-01-01,2026-12-31,requests,p.pdf,pcf.json,",
        "2: error LE2020: found days outside of 2025-01-01 to 2028-12-31, expected days on which the footprint may be used",
        TestName = "before the footprint's period"
    )]
    [TestCase(
        "openai,2026-01-01,2029-01-01,requests,p.pdf,pcf.json,",
        "2: error LE2020: found days outside of 2025-01-01 to 2028-12-31, expected days on which the footprint may be used",
        TestName = "more than three years after it"
    )]
    [TestCase(
        "openai,2026-01-01,2026-12-31,requests,p.pdf,pcf.json,0",
        "7: error LE2020: found a number out of range in units, expected how many of the basis one declared unit is (1,000 tokens count "
            + "as one)"
    )]
    [TestCase(
        "openai,2026-01-01,2026-12-31,requests,p.pdf,pcf.json,many",
        "7: error LE2020: found no number in units, expected one such as 0.92, with a point"
    )]
    [TestCase(
        "openai,2026-01-01,2026-12-31,requests,p.pdf,pcf.json,0.000001",
        "7: error LE2020: found more than a tonne of CO2e for one of the basis, expected how many of the basis one declared unit is",
        TestName = "1,500 kg a request"
    )]
    public void What_is_wrong_with_a_footprint_is_named_once_with_its_place(string row, string issue) =>
        Assert.That(IssuesOf($"{Footprints}{row}\n"), Is.EqualTo(new[] { "suppliers.csv:2:" + issue }));

    [Test]
    public void What_is_wrong_inside_of_a_footprint_is_named_with_its_file() =>
        Assert.That(
            IssuesOf(Footprints + "openai,2026-01-01,2026-12-31,requests,p.pdf,broken.json,\n"),
            Is.EqualTo(new[] { "broken.json:1: error LE2020: found no JSON, expected a PACT product footprint" })
        );

    [Test]
    public void A_total_has_no_units() =>
        Assert.That(
            IssuesOf("supplier,from,to,per,document,kgco2e,units\nopenai,2026-07-01,2026-09-30,requests,e.pdf,30,5\n"),
            Is.EqualTo(new[] { "suppliers.csv:2:7: error LE2020: found units beside a total, expected them beside a footprint only" })
        );

    [Test]
    public void Two_figures_for_one_supplier_account_models_and_day_are_refused() =>
        Assert.That(
            IssuesOf(Exports + Quarter + Quarter.Replace("openai,2026-07-01", "OpenAI,2026-09-01", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "suppliers.csv:3:2: error LE2020: found days that line 2 states for the same supplier, account and models, expected "
                        + "one figure for a day",
                }
            )
        );

    [Test]
    public void Of_two_that_overlap_in_models_the_first_counts_and_the_second_keeps_its_own_spread()
    {
        // the second total covers both lines: 30 kg over 2 requests, of which one is taken by the first
        var inventory = Calculate(
            Exports + "openai,2026-07-01,2026-09-30,requests,a.pdf,5,,gpt-4o\n" + Quarter,
            Line(7, requests: 1),
            Line(7, model: "o3", requests: 1, number: 2)
        );
        Assert.That(inventory.Lines.Select(line => line.Total!.Value.Central!.Value.KilogramsCo2e), Is.EqualTo(new[] { 5m, 15m }));
    }

    [TestCase("pcf.json", true)]
    [TestCase("footprints/../pcf.json", true, TestName = "a path that leads back into the workspace")]
    [TestCase("../pcf.json", false, TestName = "a path out of the workspace")]
    [TestCase("/etc/hostname", false, TestName = "a path from the root")]
    [TestCase("link.json", false, TestName = "a link to a file")]
    [TestCase("links/pcf.json", false, TestName = "a file below a link")]
    [TestCase(".", false, TestName = "a folder")]
    public void A_footprint_lies_in_the_workspace(string path, bool isRead)
    {
        using var outside = new TemporaryFolder().With("pcf.json", PactFootprintTests.Second);
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", """{ "schema": 1, "undertaking": "A", "sources": [] }""")
            .With("pcf.json", PactFootprintTests.Second)
            .With("suppliers.csv", Footprints + $"openai,2026-01-01,2026-12-31,requests,p.pdf,{path},\n");
        File.CreateSymbolicLink(folder.PathOf("link.json"), outside.PathOf("pcf.json"));
        Directory.CreateSymbolicLink(folder.PathOf("links"), outside.Folder.FullName);
        if (isRead)
            Assert.That(
                Workspace.Open(folder.Folder).Settings.Select(setting => setting.Display),
                Is.EqualTo(new[] { "suppliers.csv", "pcf.json" })
            );
        else
            Assert.That(
                () => Workspace.Open(folder.Folder),
                Throws
                    .TypeOf<ConfigurationException>()
                    .With.Message.EqualTo(
                        "suppliers.csv:2:6: error LE2020: found no readable file inside of the workspace, expected the path of a footprint"
                    )
            );
    }

    private static List<string> IssuesOf(string csv)
    {
        var issues = new List<Issue>();
        SupplierRegister.Read(Encoding.UTF8.GetBytes(csv), Footprint, issues);
        return [.. issues.Select(issue => issue.ToString())];
    }

    private static byte[]? Footprint(string path) =>
        path switch
        {
            "pcf.json" => Encoding.UTF8.GetBytes(PactFootprintTests.Second),
            "broken.json" => "{"u8.ToArray(),
            _ => null,
        };

    private static ImmutableArray<SupplierStatement> Statements(string csv, params ActivityLine[] lines) => Statements(csv, [], lines);

    private static ImmutableArray<SupplierStatement> Statements(string csv, List<Issue> unused, ActivityLine[] lines)
    {
        var issues = new List<Issue>();
        var register = SupplierRegister.Read(Encoding.UTF8.GetBytes(csv), Footprint, issues);
        Assert.That(issues, Is.Empty);
        return register.Statements(Activity(lines), FactorPack.BuiltIn, unused);
    }

    private static Inventory Calculate(string csv, params ActivityLine[] lines) => CalculateWithIssues(csv, lines).Inventory;

    private static (Inventory Inventory, List<string> Issues) CalculateWithIssues(string csv, params ActivityLine[] lines)
    {
        var unused = new List<Issue>();
        var catalog = new MethodCatalog(Statements(csv, unused, lines));
        return (
            InventoryCalculation.Calculate(
                Activity(lines),
                FactorPack.BuiltIn,
                catalog.Hierarchy(MethodCatalog.DefaultHierarchy),
                ElectricityOptions.ByPlace
            ),
            [.. unused.Select(issue => issue.ToString())]
        );
    }

    private static Activity Activity(ActivityLine[] lines)
    {
        Assert.That(ReportingPeriod.TryParse("2026-Q3", FiscalYear.Calendar, out var period), Is.True);
        return new(period!, [.. lines], [], [], []);
    }

    private static ActivityLine Line(
        int month,
        string provider = "openai",
        string model = "gpt-4o",
        string account = "",
        long requests = 1,
        long input = 100,
        long output = 100,
        int number = 1,
        decimal? cost = null,
        string currency = "USD"
    )
    {
        var band = ContextBands.Of(input, requests);
        var usage = new Usage(requests, input, 0, 0, output, 0, 0, 0, Known.Requests | Known.Input | Known.Output);
        var key = new LineKey(new(2026, month, 1), "test", provider, account, "", model, "", "", "", "", "", band, ContextBasis.BucketMean);
        return new(
            number,
            key,
            1,
            usage,
            band == ContextBand.UpTo100K ? ContextMoments.Of(usage) : default,
            cost is { } amount ? new(amount, currency) : null
        );
    }
}
