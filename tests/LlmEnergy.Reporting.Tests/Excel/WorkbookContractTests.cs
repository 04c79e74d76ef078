using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>
/// What users' own workbooks link to. A change here breaks them: columns are only added, at the end; names and sheets stay.
/// </summary>
public sealed class WorkbookContractTests
{
    private static readonly Disclosure Example = TestInventories.Of(12);

    [Test]
    public void Sheets_stand_in_their_order() =>
        Assert.That(
            Read(Example).Sheets,
            Is.EqualTo(
                new[]
                {
                    "Overview",
                    "README",
                    "Disclosure",
                    "AR48",
                    "ByModel",
                    "ByProvider",
                    "ByCostCentre",
                    "Months",
                    "Methods",
                    "Ledger",
                    "Rates",
                    "Places",
                    "Factors",
                    "DataQuality",
                    "Drivers",
                    "Bridge",
                    "Reperform",
                    "Coverage",
                    "Issues",
                    "Checks",
                    "SignOff",
                    "Manifest",
                }
            )
        );

    [Test]
    public void Figures_have_names_for_the_period_the_one_before_and_the_base_year() =>
        Assert.That(
            Read(Example).Names,
            Is.EqualTo(
                new Dictionary<string, string>(
                    Example.Figures.SelectMany(
                        (figure, i) =>
                            new[] { ("_N", "C"), ("_N1", "E"), ("_Base", "G") }.Select(at =>
                                KeyValuePair.Create(figure.ExcelName + at.Item1, $"Disclosure!${at.Item2}${12 + i}")
                            )
                    )
                )
                {
                    ["AllChecksPass"] = "Checks!$B$3",
                    ["CalculationHash"] = "Manifest!$B$3",
                    ["SchemaVersion"] = "README!$B$3",
                }
            )
        );

    [Test]
    public void Tables_keep_their_names_and_columns()
    {
        const string measures =
            "Requests|Input [tokens]|of which cached [tokens]|Output [tokens]|Energy low [kWh]|Energy [kWh]|Energy high "
            + "[kWh]|Electricity, location-based [kgCO2e]|Embodied [kgCO2e]|"
            + "Other cradle-to-gate [kgCO2e]|Total low [kgCO2e]|Total [kgCO2e]|Total high [kgCO2e]|Share of total|Cost|Currency";
        var tables = WorkbookCells
            .Tables(DisclosureWorkbookTests.Written(Example))
            .ToDictionary(table => table.Key, table => string.Join('|', table.Value.Columns.Select(column => column.Name)));
        Assert.That(
            tables.Where(table => table.Key is not ("tblLedger" or "tblRates" or "tblPlaces" or "tblFactors")),
            Is.EquivalentTo(
                new Dictionary<string, string>
                {
                    ["tblFigures"] =
                        "Figure|Unit|Exact value|Printed value|N-1|N / N-1 - 1|Base year|Defined name|XBRL concept (ESRS Set 1), "
                        + "member|Definition, or why the figure is missing",
                    ["tblByModel"] = "Key|Provider|Model|Resolved model|Class|Tier|" + measures,
                    ["tblByProvider"] = "Key|Provider|" + measures,
                    ["tblByCostCentre"] = "Key|Cost centre|" + measures,
                    ["tblMonths"] = "Month|" + measures,
                    ["tblCoverage"] =
                        "Source|Month|Days|With rows|Without usage, as stated|Gaps|Complete|Accepted rows|Input [tokens]|Output "
                        + "[tokens]|Gap days",
                    ["tblIssues"] = "Code|Severity|Share of emissions|Where|Line|Column|Finding",
                    ["tblDrivers"] = "assumption|of|total_at_low_kgco2e|total_at_high_kgco2e|moved_kgco2e|moved_share_of_total",
                    ["tblGaps"] = "lacking|lines|emissions_kgco2e|width_kgco2e|width_share_of_total",
                    ["tblBridge"] =
                        "provider|account|model|before|Perimeter|Volume|Mix|Context|EnergyFactors|Method|Place|Embodied|Corrections|after",
                    ["tblReperform"] =
                        "model_key|provider|model|class|row_of_model_map|basis_of_class|parameters_in_billions|rate_id|place_id|"
                        + "context_band|w_requests|w_uncached_ktok|w_cached_ktok|w_output_ktok|w_images|w_audio_min|w_generation_s|w_cost|"
                        + "energy_kwh|kgco2e_of_kwh|hardware_and_whole_kgco2e|total_kgco2e|ledger_kgco2e|own_value|difference",
                    ["tblEvents"] = "Version|Event|Time (UTC)|By|Role|Manifest, SHA-256",
                    ["tblInputs"] = "Input|Bytes|Source|Format|Rows read|Accepted|Duplicate|Ignored|Rejected|Balance|SHA-256",
                }
            )
        );
    }

    /// <summary>Each of them is in Excel 2007 to 2016 and in LibreOffice 7.4, and none is volatile.</summary>
    [Test]
    public void Formulas_use_no_function_that_an_older_program_lacks()
    {
        var written = DisclosureWorkbookTests.Written(Example);
        var formulas = WorkbookCells
            .Read(written)
            .Cells.Select(cell => cell.Value.Formula)
            .Concat(WorkbookCells.Tables(written).Values.SelectMany(table => table.Columns).Select(column => column.Formula))
            .OfType<string>();
        var functions = formulas
            .SelectMany(formula =>
                Regex.Matches(Regex.Replace(formula, "\"[^\"]*\"", ""), @"[A-Z][A-Z0-9.]*(?=\()").Select(match => match.Value)
            )
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.That(
            functions,
            Is.EqualTo(
                new[]
                {
                    "ABS",
                    "AND",
                    "COUNT",
                    "COUNTIFS",
                    "IF",
                    "INDEX",
                    "ISERROR",
                    "ISNUMBER",
                    "MATCH",
                    "MAX",
                    "MIN",
                    "N",
                    "OR",
                    "ROUND",
                    "SUM",
                    "SUMIFS",
                    "SUMPRODUCT",
                }
            )
        );
    }

    [Test]
    public void The_package_has_no_macro_no_link_and_no_query()
    {
        var parts = WorkbookCells.Parts(DisclosureWorkbookTests.Written(Example), "");
        Assert.That(
            parts.Keys.Where(path => Regex.IsMatch(path, "vba|external|connection|query|custom", RegexOptions.IgnoreCase)),
            Is.Empty
        );
        Assert.That(parts.Values.Where(part => part.Contains("TargetMode=\"External\"", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Only_cells_for_input_are_unlocked_on_protected_sheets()
    {
        var written = DisclosureWorkbookTests.Written(Example);
        var styles = XDocument
            .Parse(WorkbookCells.Parts(written, "xl/styles.xml").Single().Value)
            .Descendants()
            .Single(element => element.Name.LocalName == "cellXfs")
            .Elements()
            .Select(
                (format, i) =>
                    (
                        i,
                        IsOpen: format
                            .Elements()
                            .Any(child => child.Name.LocalName == "protection" && (string?)child.Attribute("locked") is "0" or "false")
                    )
            )
            .Where(format => format.IsOpen)
            .Select(format => $"s=\"{format.i}\"")
            .ToList();
        string[] Open(string sheet) =>
            [
                .. Regex
                    .Matches(
                        WorkbookCells.Parts(written, WorkbookCells.PathOf(written, sheet)).Single().Value,
                        """<c r="([A-Z]+\d+)" (s="\d+")"""
                    )
                    .Where(cell => styles.Contains(cell.Groups[2].Value))
                    .Select(cell => cell.Groups[1].Value),
            ];
        Assert.Multiple(() =>
        {
            Assert.That(Open("Disclosure"), Is.EqualTo(new[] { "C19", "C21" }), "other cloud services and net revenue");
            Assert.That(Open("SignOff"), Is.Empty, "a signature would change what is signed");
            Assert.That(Open("Overview"), Is.Empty);
            foreach (
                var sheet in new[]
                {
                    "AR48",
                    "ByModel",
                    "ByProvider",
                    "ByCostCentre",
                    "Months",
                    "Methods",
                    "DataQuality",
                    "Coverage",
                    "Issues",
                    "Checks",
                    "Manifest",
                }
            )
                Assert.That(Open(sheet), Is.Empty, sheet);
            foreach (var sheet in new[] { "README", "Disclosure", "AR48", "ByModel", "Checks", "SignOff", "Manifest" })
                Assert.That(
                    WorkbookCells.Parts(written, WorkbookCells.PathOf(written, sheet)).Single().Value,
                    Does.Contain("<sheetProtection ").And.Not.Contain("password").And.Not.Contain("hashValue"),
                    sheet
                );
            foreach (var sheet in new[] { "Ledger", "Rates", "Places", "Factors" })
                Assert.That(
                    WorkbookCells.Parts(written, WorkbookCells.PathOf(written, sheet)).Single().Value,
                    Does.Not.Contain("<sheetProtection "),
                    "a table that users extend"
                );
        });
    }

    [Test]
    public void Every_sheet_prints_on_A4_across_with_its_name_and_page_numbers()
    {
        var written = DisclosureWorkbookTests.Written(Example);
        Assert.Multiple(() =>
        {
            foreach (var sheet in Read(Example).Sheets)
                Assert.That(
                    WorkbookCells.Parts(written, WorkbookCells.PathOf(written, sheet)).Single().Value,
                    Does.Contain("paperSize=\"9\"")
                        .And.Contain("orientation=\"landscape\"")
                        .And.Contain("&amp;L&amp;A&amp;Rpage &amp;P of &amp;N"),
                    sheet
                );
        });
    }

    [Test]
    public void Ledger_has_the_columns_of_the_ledger() =>
        Assert.That(Heads(Read(Example), "Ledger", 1), Is.EqualTo(Ledger.Columns.Select(column => column.Name)));

    [Test]
    public void Factors_columns_are_frozen() =>
        Assert.That(
            string.Join(' ', Heads(Read(Example), "Factors", 1)),
            Is.EqualTo(
                "factor_id geography valid_from valid_to low value high unit boundary status lag_years path fallback source_id "
                    + "source_title publisher year locator licence attribution url note"
            )
        );

    [Test]
    public void Rates_columns_are_frozen() =>
        Assert.That(
            string.Join(' ', Heads(Read(Example), "Rates", 1)),
            Is.EqualTo(
                "rate_id method class tier methodology context_offset context_slope context_span context_cap pue_low pue pue_high "
                    + "wh_low_request wh_low_uncached_ktok wh_low_cached_ktok wh_low_output_ktok wh_low_image wh_low_audio_min "
                    + "wh_low_generation_s wh_low_cost "
                    + "wh_request wh_uncached_ktok wh_cached_ktok wh_output_ktok wh_image wh_audio_min wh_generation_s wh_cost "
                    + "wh_high_request wh_high_uncached_ktok wh_high_cached_ktok wh_high_output_ktok wh_high_image wh_high_audio_min "
                    + "wh_high_generation_s wh_high_cost "
                    + "g_low_request g_low_uncached_ktok g_low_cached_ktok g_low_output_ktok g_low_image g_low_audio_min "
                    + "g_low_generation_s g_low_cost "
                    + "g_request g_uncached_ktok g_cached_ktok g_output_ktok g_image g_audio_min g_generation_s g_cost "
                    + "g_high_request g_high_uncached_ktok g_high_cached_ktok g_high_output_ktok g_high_image g_high_audio_min "
                    + "g_high_generation_s g_high_cost "
                    + "whole_g_low_request whole_g_low_uncached_ktok whole_g_low_cached_ktok whole_g_low_output_ktok whole_g_low_image "
                    + "whole_g_low_audio_min whole_g_low_generation_s whole_g_low_cost "
                    + "whole_g_request whole_g_uncached_ktok whole_g_cached_ktok whole_g_output_ktok whole_g_image whole_g_audio_min "
                    + "whole_g_generation_s whole_g_cost "
                    + "whole_g_high_request whole_g_high_uncached_ktok whole_g_high_cached_ktok whole_g_high_output_ktok "
                    + "whole_g_high_image whole_g_high_audio_min whole_g_high_generation_s whole_g_high_cost derivation"
            )
        );

    [Test]
    public void Places_columns_are_frozen() =>
        Assert.That(
            string.Join(' ', Heads(Read(Example), "Places", 1)),
            Is.EqualTo(
                "place_id zone grid_factor_id grid official_factor_id official upstream_factor_id upstream td_losses_factor_id td_losses "
                    + "market_factor_id market "
                    + "water_onsite_factor_id water_onsite_low water_onsite water_onsite_high water_offsite_factor_id water_offsite_low "
                    + "water_offsite water_offsite_high units"
            )
        );

    [Test]
    public void Ledger_cells_are_formulas_on_their_own_row() =>
        Assert.Multiple(() =>
        {
            var cells = Read(Example);
            Assert.That(
                cells["Ledger", "AT3"].Formula,
                Is.EqualTo(
                    "IF($AJ3=\"\",\"\",IF(COUNT(INDEX(Rates!$M:$T,$AJ3,0))=0,\"\",SUMPRODUCT($AL3:$AS3,INDEX(Rates!$M:$T,$AJ3,0))/1000))"
                )
            );
            Assert.That(
                cells["Ledger", "AX3"].Formula,
                Is.EqualTo("IF($AU3=\"\",\"\",IF(INDEX(Places!$D:$D,$AK3)=\"\",\"\",$AU3*INDEX(Places!$D:$D,$AK3)/1000))")
            );
            Assert.That(
                cells["Ledger", "BM3"].Formula,
                Is.EqualTo("IF($BJ3<>\"\",$BJ3,IF(OR($AX3=\"\",$BG3=\"\"),\"\",$AX3+N($BA3)+N($BD3)+$BG3))")
            );
        });

    [Test]
    public void Rates_that_are_products_are_formulas_on_the_factors() =>
        Assert.Multiple(() =>
        {
            var cells = Read(Example);
            Assert.That(
                cells["Rates", "O2"].Formula,
                Is.EqualTo(
                    "INDEX(Factors!$E:$E,MATCH(\"class-l-input\",Factors!$A:$A,0))*INDEX(Factors!$F:$F,MATCH(\"cache-read-ratio\",Factors!$A:$A,0))"
                )
            );
            Assert.That(cells["Rates", "O2"].Number, Is.EqualTo(0.01));
            Assert.That(cells["Rates", "U3"], Is.EqualTo(new ReadCell(null, "n", "0.3")));
        });

    [TestCase("a b")]
    [TestCase("1st")]
    [TestCase("été")]
    public void A_name_that_Excel_does_not_take_is_refused(string name) =>
        Assert.That(
            () => DisclosureWorkbookTests.Written(Example with { Figures = [Example.Figures[0] with { ExcelName = name }], Checks = [] }),
            Throws.InvalidOperationException.With.Message.Contains("is not a name that Excel takes")
        );

    [Test]
    public void A_name_given_twice_is_refused() =>
        Assert.That(
            () =>
                DisclosureWorkbookTests.Written(
                    Example with
                    {
                        Figures =
                        [
                            Example.Figures[0],
                            Example.Figures[1] with
                            {
                                ExcelName = Example.Figures[0].ExcelName.ToUpperInvariant(),
                            },
                        ],
                    }
                ),
            Throws.InvalidOperationException.With.Message.Contains("stands for two cells")
        );

    [Test]
    public void A_factor_id_that_MATCH_reads_as_a_pattern_is_refused()
    {
        var use = TestInventories.GridDk with { Factor = TestInventories.GridDk.Factor with { Id = "grid*" } };
        Assert.That(
            () =>
                DisclosureWorkbookTests.Written(
                    Example with
                    {
                        Inventory = Example.Inventory with { Factors = Example.Inventory.Factors.Add(use) },
                    }
                ),
            Throws.InvalidOperationException.With.Message.Contains("grid*")
        );
    }

    [Test]
    public void A_rate_on_a_factor_that_is_not_listed_is_refused() =>
        Assert.That(
            () =>
                DisclosureWorkbookTests.Written(
                    Example with
                    {
                        Inventory = Example.Inventory with { Factors = ImmutableArray.Create(TestInventories.GridDk) },
                    }
                ),
            Throws.InvalidOperationException.With.Message.Contains("class-l-input")
        );

    private static WorkbookCells Read(Disclosure disclosure) => WorkbookCells.Read(DisclosureWorkbookTests.Written(disclosure));

    private static IEnumerable<string> Heads(WorkbookCells cells, string sheet, int row) =>
        cells
            .Cells.Where(cell => cell.Key.Sheet == sheet && cell.Key.Cell.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()) == $"{row}")
            .Select(cell => cell.Value.Value!);
}
