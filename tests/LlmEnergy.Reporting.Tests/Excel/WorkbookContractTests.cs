using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>What users' own workbooks link to. A change here breaks them: columns are only added, at the end; names and sheets stay.</summary>
public sealed class WorkbookContractTests
{
    private static readonly Disclosure Example = TestInventories.Of(12);

    [Test]
    public void Sheets_stand_in_their_order() =>
        Assert.That(Read(Example).Sheets, Is.EqualTo(new[] { "Disclosure", "ByModel", "Ledger", "Rates", "Places", "Factors", "Checks" }));

    [Test]
    public void Figures_have_a_name_with_the_exact_value() => Assert.That(Read(Example).Names, Is.EqualTo(new Dictionary<string, string>
    {
        ["AllChecksPass"] = "Checks!$B$3",
        ["GrossScope3GreenhouseGasEmissions_Category11CloudComputingAndDataCentreServicesMember_N"] = "Disclosure!$C$13",
        ["LlmEnergy_kWh_N"] = "Disclosure!$C$16",
        ["LlmEstimatedShare_N"] = "Disclosure!$C$18",
        ["LlmRequests_N"] = "Disclosure!$C$17",
        ["LlmTotalHigh_N"] = "Disclosure!$C$15",
        ["LlmTotalLow_N"] = "Disclosure!$C$14",
        ["LlmTotal_kgCO2e_N"] = "Disclosure!$C$12",
    }));

    [Test]
    public void Ledger_has_the_columns_of_the_ledger() =>
        Assert.That(Heads(Read(Example), "Ledger", 1), Is.EqualTo(Ledger.Columns.Select(column => column.Name)));

    [Test]
    public void Factors_columns_are_frozen() => Assert.That(string.Join(' ', Heads(Read(Example), "Factors", 1)), Is.EqualTo(
        "factor_id geography valid_from valid_to low value high unit boundary status lag_years path fallback source_id source_title publisher year locator licence attribution url note"));

    [Test]
    public void Rates_columns_are_frozen() => Assert.That(string.Join(' ', Heads(Read(Example), "Rates", 1)), Is.EqualTo(
        "rate_id method class tier methodology context_offset context_slope context_span context_cap pue_low pue pue_high "
        + "wh_low_request wh_low_uncached_ktok wh_low_cached_ktok wh_low_output_ktok wh_low_image wh_low_audio_min wh_low_generation_s wh_low_cost "
        + "wh_request wh_uncached_ktok wh_cached_ktok wh_output_ktok wh_image wh_audio_min wh_generation_s wh_cost "
        + "wh_high_request wh_high_uncached_ktok wh_high_cached_ktok wh_high_output_ktok wh_high_image wh_high_audio_min wh_high_generation_s wh_high_cost "
        + "g_low_request g_low_uncached_ktok g_low_cached_ktok g_low_output_ktok g_low_image g_low_audio_min g_low_generation_s g_low_cost "
        + "g_request g_uncached_ktok g_cached_ktok g_output_ktok g_image g_audio_min g_generation_s g_cost "
        + "g_high_request g_high_uncached_ktok g_high_cached_ktok g_high_output_ktok g_high_image g_high_audio_min g_high_generation_s g_high_cost "
        + "whole_g_low_request whole_g_low_uncached_ktok whole_g_low_cached_ktok whole_g_low_output_ktok whole_g_low_image whole_g_low_audio_min whole_g_low_generation_s whole_g_low_cost "
        + "whole_g_request whole_g_uncached_ktok whole_g_cached_ktok whole_g_output_ktok whole_g_image whole_g_audio_min whole_g_generation_s whole_g_cost "
        + "whole_g_high_request whole_g_high_uncached_ktok whole_g_high_cached_ktok whole_g_high_output_ktok whole_g_high_image whole_g_high_audio_min whole_g_high_generation_s whole_g_high_cost derivation"));

    [Test]
    public void Places_columns_are_frozen() => Assert.That(string.Join(' ', Heads(Read(Example), "Places", 1)), Is.EqualTo(
        "place_id zone grid_factor_id grid official_factor_id official upstream_factor_id upstream td_losses_factor_id td_losses market_factor_id market "
        + "water_onsite_factor_id water_onsite_low water_onsite water_onsite_high water_offsite_factor_id water_offsite_low water_offsite water_offsite_high units"));

    [Test]
    public void Ledger_cells_are_formulas_on_their_own_row() => Assert.Multiple(() =>
    {
        var cells = Read(Example);
        Assert.That(cells["Ledger", "AT3"].Formula, Is.EqualTo("IF($AJ3=\"\",\"\",IF(COUNT(INDEX(Rates!$M:$T,$AJ3,0))=0,\"\",SUMPRODUCT($AL3:$AS3,INDEX(Rates!$M:$T,$AJ3,0))/1000))"));
        Assert.That(cells["Ledger", "AX3"].Formula, Is.EqualTo("IF($AU3=\"\",\"\",IF(INDEX(Places!$D:$D,$AK3)=\"\",\"\",$AU3*INDEX(Places!$D:$D,$AK3)/1000))"));
        Assert.That(cells["Ledger", "BM3"].Formula, Is.EqualTo("IF($BJ3<>\"\",$BJ3,IF(OR($AX3=\"\",$BG3=\"\"),\"\",$AX3+N($BA3)+N($BD3)+$BG3))"));
    });

    [Test]
    public void Rates_that_are_products_are_formulas_on_the_factors() => Assert.Multiple(() =>
    {
        var cells = Read(Example);
        Assert.That(cells["Rates", "O2"].Formula, Is.EqualTo("INDEX(Factors!$E:$E,MATCH(\"class-l-input\",Factors!$A:$A,0))*INDEX(Factors!$F:$F,MATCH(\"cache-read-ratio\",Factors!$A:$A,0))"));
        Assert.That(cells["Rates", "O2"].Number, Is.EqualTo(0.01));
        Assert.That(cells["Rates", "U3"], Is.EqualTo(new ReadCell(null, "n", "0.3")));
    });

    [TestCase("a b")]
    [TestCase("1st")]
    [TestCase("été")]
    public void A_name_that_Excel_does_not_take_is_refused(string name) => Assert.That(
        () => DisclosureWorkbookTests.Written(Example with { Figures = [Example.Figures[0] with { ExcelName = name }], Checks = [] }),
        Throws.InvalidOperationException.With.Message.Contains("is not a name that Excel takes"));

    [Test]
    public void A_name_given_twice_is_refused() => Assert.That(
        () => DisclosureWorkbookTests.Written(Example with { Figures = [Example.Figures[0], Example.Figures[1] with { ExcelName = Example.Figures[0].ExcelName.ToUpperInvariant() }] }),
        Throws.InvalidOperationException.With.Message.Contains("stands for two cells"));

    [Test]
    public void A_factor_id_that_MATCH_reads_as_a_pattern_is_refused()
    {
        var use = TestInventories.GridDk with { Factor = TestInventories.GridDk.Factor with { Id = "grid*" } };
        Assert.That(() => DisclosureWorkbookTests.Written(Example with { Inventory = Example.Inventory with { Factors = Example.Inventory.Factors.Add(use) } }), Throws.InvalidOperationException.With.Message.Contains("grid*"));
    }

    [Test]
    public void A_rate_on_a_factor_that_is_not_listed_is_refused() => Assert.That(
        () => DisclosureWorkbookTests.Written(Example with { Inventory = Example.Inventory with { Factors = ImmutableArray.Create(TestInventories.GridDk) } }),
        Throws.InvalidOperationException.With.Message.Contains("class-l-input"));

    private static WorkbookCells Read(Disclosure disclosure) => WorkbookCells.Read(DisclosureWorkbookTests.Written(disclosure));

    private static IEnumerable<string> Heads(WorkbookCells cells, string sheet, int row) =>
        cells.Cells.Where(cell => cell.Key.Sheet == sheet && cell.Key.Cell.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()) == $"{row}").Select(cell => cell.Value.Value!);
}
