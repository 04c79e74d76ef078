using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Entries;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>Methods against the evidence that ships.</summary>
public class BacktestTests
{
    private const string Begin = "<!-- back-test -->\n";
    private const string End = "<!-- end of back-test -->";
    private static readonly string[] Shown = ["operating-point-2026", "class-factors-2026-2", "class-factors-2026", "parameter-model-2026"];

    [Test]
    public void The_readme_shows_how_the_methods_do()
    {
        var path = Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Calculation", "README.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var written = text[..from] + Table() + text[to..];
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, written);
        Assert.That(text, Is.EqualTo(written), "UPDATE_GOLDEN=1 writes it");
    }

    // the rule of the second edition: METHODOLOGY.md
    [Test]
    public void At_production_load_90_per_cent_of_the_metered_points_are_inside_of_the_second_edition() =>
        Assert.That(
            Scores("class-factors-2026-2")
                .Where(score => score is { Kind: "metered", Load: "16 and more" })
                .Select(score => (double)score.Inside / score.Scored),
            Has.Exactly(2).Items.And.All.GreaterThanOrEqualTo(0.9)
        );

    [Test]
    public void The_operating_point_is_nearer_to_metered_points_at_production_load_than_any_method_before_it()
    {
        double Off(string method) =>
            Scores(method)
                .Where(score => score is { Kind: "metered", Source: "inferencex-2026", Load: "16 and more" })
                .Select(score => score.RmseFactor)
                .SingleOrDefault();
        Assert.That(Off("operating-point-2026"), Is.LessThan(2.0));
        Assert.That(Off("class-factors-2026"), Is.GreaterThan(3.5));
    }

    [Test]
    public void Below_a_concurrency_of_16_it_is_too_low_and_says_so() =>
        Assert.That(
            Scores("operating-point-2026").Single(score => score is { Source: "inferencex-2026", Load: "below 16" }).MedianRatio,
            Is.LessThan(0.5)
        );

    /// <summary>
    /// Points of DeepSeek-V4-Pro and Qwen3.5 whose concurrency is known, as joules of the accelerators a request, by another program.
    /// </summary>
    [TestCaseSource(nameof(Known))]
    public void With_its_concurrency_a_metered_point_comes_out_as_published(Dictionary<string, string> row)
    {
        double Of(string column) => double.Parse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture);
        var formula = new OperatingPointFormula(id => FactorPack.BuiltIn.Factor(id).Value);
        var at = new Domain.Inventories.OperatingPoint(
            "",
            "",
            "",
            Of("active_b"),
            Of("total_b"),
            row["precision"] == "fp4" ? 4.25 : 8.0,
            Of("concurrency"),
            0,
            0,
            0,
            false
        );
        var joules = (Of("input_tokens") * formula.Prefill(at)) + (Of("output_tokens") * formula.Decode(at, longShare: 0.0));
        Assert.That(joules, Is.EqualTo(Of("predicted_gpu_joules_b_known")).Within(1e-4).Percent);
    }

    /// <summary>The same at the load that a customer's line is calculated with: ratios of the same program, to its four decimals.</summary>
    [TestCaseSource(nameof(Known))]
    public void Without_its_concurrency_a_metered_point_comes_out_as_published(Dictionary<string, string> row) =>
        Assert.That(RatioAtStandardLoad(row, longShare: 0.0), Is.EqualTo(Number(row, "ratio_b_256")).Within(0.00006));

    /// <summary>
    /// What its error at production load is made of: the half of long outputs that a line has on top of the published ratios moves it from
    /// 1.85 to 1.88, and half of the squares are deployments at a concurrency of 2,048 and more, of which a customer knows nothing.
    /// </summary>
    [Test]
    public void Half_of_its_error_at_production_load_is_of_deployments_far_above_the_standard_load()
    {
        var rows = OperatingPointExampleTests
            .Rows("operating-point-devtests.csv")
            .Where(row => Number(row, "concurrency") >= (double)Backtest.ProductionLoad)
            .ToList();
        double Squares(IEnumerable<Dictionary<string, string>> of, double longShare) =>
            of.Sum(row => Math.Pow(Math.Log(RatioAtStandardLoad(row, longShare)), 2.0));
        double Rmse(List<Dictionary<string, string>> of, double longShare) => Math.Exp(Math.Sqrt(Squares(of, longShare) / of.Count));
        var crowded = rows.Where(row => Number(row, "concurrency") >= 2_048.0).ToList();
        Assert.Multiple(() =>
        {
            Assert.That((rows.Count, crowded.Count), Is.EqualTo((21, 4)));
            Assert.That(Rmse(rows, 0.0), Is.EqualTo(1.85).Within(0.005));
            Assert.That(Rmse(rows, 0.5), Is.EqualTo(1.88).Within(0.005));
            Assert.That(Rmse([.. rows.Except(crowded)], 0.5), Is.EqualTo(1.62).Within(0.005));
            Assert.That(Squares(crowded, 0.5) / Squares(rows, 0.5), Is.EqualTo(0.53).Within(0.005));
        });
    }

    private static double Number(Dictionary<string, string> row, string column) =>
        double.Parse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double RatioAtStandardLoad(Dictionary<string, string> row, double longShare)
    {
        var formula = new OperatingPointFormula(id => FactorPack.BuiltIn.Factor(id).Value);
        var at = new Domain.Inventories.OperatingPoint(
            "",
            "",
            "",
            Number(row, "active_b"),
            Number(row, "total_b"),
            row["precision"] == "fp4" ? 4.25 : 8.0,
            256,
            0,
            0,
            0,
            false
        );
        var joules =
            (Number(row, "input_tokens") * formula.Prefill(at)) + (Number(row, "output_tokens") * formula.Decode(at, longShare: longShare));
        return joules / Number(row, "gpu_joules_per_request");
    }

    [Test]
    public void Every_point_has_source_boundary_licence_and_how_it_was_read() =>
        Assert.Multiple(() =>
        {
            Assert.That(FactorPack.BuiltIn.Evidence, Has.Count.GreaterThan(490));
            Assert.That(FactorPack.BuiltIn.Evidence.Select(point => point.Licence.Length * point.HowRead.Length), Is.All.GreaterThan(0));
            Assert.That(
                FactorPack.BuiltIn.Evidence.Select(point => point.Kind).Distinct(),
                Is.EquivalentTo(Enum.GetValues<EvidenceKind>())
            );
        });

    private static IEnumerable<TestCaseData> Known() =>
        OperatingPointExampleTests.Rows("operating-point-devtests.csv").Select(row => new TestCaseData(row).SetArgDisplayNames(row["id"]));

    private static ImmutableArray<BacktestScore> Scores(string method) =>
        Backtest.Score(MethodCatalog.BuiltIn.Find(method)!, FactorPack.BuiltIn);

    private static string Table()
    {
        var table = new StringBuilder(
            "| method | kind | source | concurrency | inside / points | median of central / point | rmse factor | width |\n"
        );
        table.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var method in Shown)
        foreach (var score in Scores(method))
            table.Append(
                CultureInfo.InvariantCulture,
                $"| `{method}` | {score.Kind} | {score.Source} | {score.Load} | {score.Inside} / {score.Scored} | {score.MedianRatio:0.00} "
                    + $"| {score.RmseFactor:0.00} | {score.MedianWidth:0.0} |\n"
            );
        return table.ToString();
    }
}
