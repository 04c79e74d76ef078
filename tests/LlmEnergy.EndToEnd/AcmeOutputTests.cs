using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlmEnergy.Reporting.Tests.Excel;

namespace LlmEnergy.EndToEnd;

/// <summary>What the main job writes, opened with other programs.</summary>
public class AcmeOutputTests
{
    private string _workspace = null!;
    private Result _result = null!;

    private string Folder => Path.Combine(_workspace, "periods", "2026-Q3");

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Cli.CopyOf("acme");
        _result = Cli.Run("report", _workspace, "--period", "2026-Q3", "--format", "json");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void The_folder_holds_these_files() =>
        Assert.That(
            Directory.EnumerateFiles(Folder).Select(Path.GetFileName),
            Is.EquivalentTo(
                new[]
                {
                    "disclosure.html",
                    "explain.html",
                    "facts.candidate.json",
                    "disclosure.pdf",
                    "disclosure.xlsx",
                    "figures.json",
                    "inventory.csv",
                    "activity.csv",
                    "rates.csv",
                    "places.csv",
                    "factors.csv",
                    "rows.csv",
                    "coverage.csv",
                    "issues.csv",
                    "checks.json",
                    "manifest.json",
                    "events.jsonl",
                }
            )
        );

    /// <summary>Users' own workbooks link to these: names are added, none is ever moved or removed.</summary>
    [Test]
    public void The_workbook_has_the_frozen_defined_names() =>
        Assert.That(
            WorkbookCells.Read(File.ReadAllBytes(Path.Combine(Folder, "disclosure.xlsx"))).Names.Keys,
            Is.EquivalentTo(
                File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests", "LlmEnergy.EndToEnd", "Fixtures", "workbook-names.txt"))
                    .Where(line => line.Length > 0 && line[0] != '#')
            )
        );

    [Test]
    public void LibreOffice_recalculates_the_workbook_to_the_same_values() =>
        Assert.That(Recalculation.Differences(File.ReadAllBytes(Path.Combine(Folder, "disclosure.xlsx")), falsified: null), Is.Empty);

    [Test, Category("Long")]
    public void The_comparison_with_LibreOffice_can_fail() =>
        Assert.That(
            Recalculation.Differences(File.ReadAllBytes(Path.Combine(Folder, "disclosure.xlsx")), falsified: "12345"),
            Has.Count.GreaterThan(100)
        );

    [Test]
    public void Every_figure_stands_in_the_workbook_under_its_name_with_its_value()
    {
        var workbook = WorkbookCells.Read(File.ReadAllBytes(Path.Combine(Folder, "disclosure.xlsx")));
        Assert.Multiple(() =>
        {
            foreach (var figure in Figures().EnumerateArray().Where(figure => figure.At("value").ValueKind == JsonValueKind.Number))
            {
                var place = workbook.Names[figure.At("excelName").GetString() + "_N"].Replace("$", "", StringComparison.Ordinal).Split('!');
                var cell = workbook[place[0], place[1]];
                if (figure.At("isInput").GetBoolean())
                    Assert.That(cell.Formula, Is.Null, $"{place[1]} is for input");
                else
                    Assert.That(cell.Formula, Is.Not.Empty.And.Not.Null, place[1]);
                Assert.That(cell.Number, Is.EqualTo(figure.At("value").GetDouble()).Within(1e-12).Percent, figure.At("id").GetString());
            }
        });
    }

    [Test]
    public void Figures_stand_beside_those_of_the_year_before_and_of_the_base_year()
    {
        string Of(string id) =>
            string.Join(
                ' ',
                new[] { "previous", "base" }.Select(name =>
                    Figures().EnumerateArray().Single(figure => figure.At("id").GetString() == id).At(name).GetRawText()
                )
            );
        Assert.That((Of("total"), Of("cloud_services"), Of("scope3")), Is.EqualTo(("0.028 0.098", "8.9 36.1", "null 17900")));
        Assert.That(
            (
                _result.Json.At("comparative.origin").GetString(),
                _result.Json.Number("comparative.figures.total"),
                _result.Json.Number("baseYear.figures.net_revenue")
            ),
            Is.EqualTo(("comparatives.csv", 0.028m, 601000000m))
        );
    }

    /// <summary>Each set of rules has its own paragraphs and none of the other's, and the report stays one that people read.</summary>
    [TestCase("ESRS-2023", "AR 51|AR 48|AR 46(g)|MDR-M 77", "GDR-M|AR 24(g)|AR 26")]
    [TestCase("ESRS-2026", "AR 24(g)|AR 26|GDR-M 49|BP-1 5", "AR 46|AR 48|AR 51|million of net revenue|E1-5")]
    [TestCase("VS-2026", "VS B3, 32 to 33|VS 14", "AR 48|AR 26|AR 51|GDR-M|BP-2")]
    public void The_sample_by_each_set_of_rules_has_at_most_ten_pages_and_its_own_paragraphs(string rules, string own, string foreign)
    {
        var workspace = Cli.CopyOf("acme");
        try
        {
            Cli.Run("report", workspace, "--period", "2026-Q3", "--ruleset", rules, "--format", "json");
            var pages = Tool.Run(Tool.Require("pdftotext"), Path.Combine(workspace, "periods", "2026-Q3", "disclosure.pdf"), "-").Output;
            var html = File.ReadAllText(Path.Combine(workspace, "periods", "2026-Q3", "disclosure.html"));
            Assert.That(pages.Count(character => character == '\f'), Is.LessThanOrEqualTo(10));
            Assert.That(own.Split('|').Where(paragraph => !html.Contains(paragraph, StringComparison.Ordinal)), Is.Empty);
            Assert.That(foreign.Split('|').Where(paragraph => html.Contains(paragraph, StringComparison.Ordinal)), Is.Empty);
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    [TestCase("Acme A/S")]
    [TestCase("2026-Q3")]
    [TestCase("ESRS E1-5, AR 32(a)")]
    [TestCase("gpt-5-mini-2025-08-07")]
    [TestCase("Page 1 of ")]
    [TestCase("CO₂e")]
    public void The_pdf_extracts_hyphens_and_names_as_they_are(string text) => Assert.That(PdfText(), Does.Contain(text));

    [Test]
    public void The_pdf_prints_the_headline_the_totals_and_the_calculation_hash()
    {
        var text = PdfText();
        string Printed(string id) =>
            Figures()
                .EnumerateArray()
                .Single(figure => figure.At("id").GetString() == id)
                .At("value")
                .GetDecimal()
                .ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(
            text,
            Does.Contain("0.0943")
                .And.Contain(Printed("requests"))
                .And.Contain(Printed("input_tokens"))
                .And.Contain(Printed("output_tokens"))
        );
        Assert.That(
            string.Concat(text.Where(character => !char.IsWhiteSpace(character))),
            Does.Contain(_result.Json.At("calculationHash").GetString())
        );
    }

    [Test]
    public void Every_source_of_a_factor_reaches_the_pdf()
    {
        var text = string.Join(' ', PdfText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(
            text,
            Does.Contain("Ember; Our World in Data").And.Contain("CC BY 4.0").And.Contain("LlmEnergy recommended class factors 2026")
        );
    }

    [Test]
    public void The_ledger_adds_up_to_the_headline()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "inventory.csv")).Select(line => line.Split(',')).ToList();
        var column = Array.IndexOf(rows[0], "total_kgco2e");
        Assert.That(
            rows.Skip(1).Sum(row => decimal.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(_result.Json.Number("emissionsKgCo2e.total.central"))
        );
    }

    [Test]
    public void The_manifest_knows_every_input_and_every_output()
    {
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json"))).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(
                manifest.At("inputs").GetArrayLength(),
                Is.EqualTo(Directory.EnumerateFiles(Path.Combine(_workspace, "exports"), "*", SearchOption.AllDirectories).Count())
            );
            Assert.That(
                manifest.At("settings").EnumerateArray().Select(file => file.At("path").GetString()),
                Is.EquivalentTo(
                    new[]
                    {
                        "approvals.csv",
                        "comparatives.csv",
                        "inputs.csv",
                        "intake.csv",
                        "llmenergy.json",
                        "mappings/cost-keys.csv",
                        "profiles/acme-gateway.profile.json",
                    }
                )
            );
            foreach (var output in manifest.At("outputs").EnumerateObject())
                Assert.That(
                    Convert.ToHexStringLower(
                        System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, output.Name)))
                    ),
                    Is.EqualTo(output.Value.GetString()),
                    output.Name
                );
            Assert.That(manifest.At("outputs").EnumerateObject().Count(), Is.EqualTo(15));
        });
    }

    [Test]
    public void The_undertaking_has_adopted_the_method_and_the_factors()
    {
        var copy = Cli.CopyOf("acme");
        try
        {
            string[] Codes() =>
                [
                    .. Cli.Run("report", copy, "--period", "2026-Q3", "--format", "json")
                        .Json.At("issues")
                        .EnumerateArray()
                        .Select(issue => issue.At("code").GetString()!)
                        .Where(code => code == "LE2021"),
                ];
            Assert.That(Codes(), Is.Empty);
            File.Delete(Path.Combine(copy, "approvals.csv"));
            Assert.That(Codes(), Is.EqualTo(new[] { "LE2021", "LE2021" }));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Test]
    public void The_calculation_hash_changes_with_an_input_and_not_with_the_status()
    {
        var copy = Cli.CopyOf("acme");
        try
        {
            var same = Cli.Run("report", copy, "--period", "2026-Q3", "--final", "--format", "json").Json.At("calculationHash").GetString();
            File.AppendAllText(Path.Combine(copy, "mappings", "cost-keys.csv"), "proj_other,CC-900\n");
            var other = Cli.Run("report", copy, "--period", "2026-Q3", "--format", "json").Json.At("calculationHash").GetString();
            Assert.That(other, Is.Not.EqualTo(_result.Json.At("calculationHash").GetString()));
            Assert.That(same, Is.EqualTo(_result.Json.At("calculationHash").GetString()));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private JsonElement Figures() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "figures.json"))).RootElement.At("figures");

    /// <summary>With a calculator: usage x weight x rate, electricity x grid, hardware; to the digits of the tables of models.</summary>
    [Test]
    public void Each_model_is_re_performed_from_what_the_pdf_prints()
    {
        static decimal[] Numbers(string text) =>
            [
                .. Regex
                    .Matches(text, @"(?<![\w.-])\d[\d,]*(\.\d+)?(?![\w-])")
                    .Select(match => decimal.Parse(match.Value, NumberStyles.Number, CultureInfo.InvariantCulture)),
            ];
        var lines = PdfText().Split('\n');
        var rates = new Dictionary<string, decimal[]>(StringComparer.Ordinal);
        var models = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var printed = new Dictionary<string, decimal[]>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (Regex.Match(line, @"^(R\d{3})\s.*, tier \d (?<numbers>.*)$") is { Success: true } rate)
                rates[rate.Groups[1].Value] = Numbers(rate.Groups["numbers"].Value);
            else if (Regex.Match(line, @"^(\S+)(?<numbers>( +[<\d][\d,.]*){8})$") is { Success: true } model)
                printed.TryAdd(model.Groups[1].Value, Numbers(model.Groups["numbers"].Value.Replace("<", "", StringComparison.Ordinal)));
        var name = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (
                Regex.Match(lines[i], @"^(?<model>\S*) +(up to [\d,]+|to [\d,]+|above [\d,]+) +(?<rate>R\d{3}) (?<numbers>.*)$")
                is not { Success: true } row
            )
                continue;
            name = row.Groups["model"].Value.Length > 0 ? row.Groups["model"].Value : name;
            var (of, usage) = (rates[row.Groups["rate"].Value], Numbers(row.Groups["numbers"].Value));
            var weights = Numbers(lines[i + 1]) is { Length: 3 } given && lines[i + 1].Contains('×') ? given : [1m, 1m, 1m];
            var (wattHours, grams) = (0m, 0m);
            for (var kind = 0; kind < 3; kind++)
            {
                // after the PUE: three rates of energy, three of hardware
                wattHours += usage[kind] / 1_000m * weights[kind] * of[1 + kind];
                grams += usage[kind] / 1_000m * weights[kind] * of[4 + kind];
            }

            var kilograms = ((wattHours * usage[3]) + grams) / 1_000m;
            Assert.That(kilograms, Is.EqualTo(usage[4]).Within(usage[4] * 0.006m), lines[i]);
            models[name] = models.GetValueOrDefault(name) + kilograms;
        }

        Assert.That(models.Keys, Is.EquivalentTo(printed.Keys.Except(["Total"])).And.Count.EqualTo(8));
        foreach (var (model, kilograms) in models)
            Assert.That(kilograms, Is.EqualTo(printed[model][6]).Within(0.0101m), model);
        Assert.That(models.Values.Sum() / 1_000m, Is.EqualTo(0.0943m).Within(0.00005m));
    }

    private string PdfText() => Tool.Run(Tool.Require("pdftotext"), "-layout", Path.Combine(Folder, "disclosure.pdf"), "-").Output;
}
