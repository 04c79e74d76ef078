using LlmEnergy.Factors;
using LlmEnergy.Verification;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// A workspace with its folder as version 0.1.0 wrote it: tokens by class factors, one model of an unknown name, speech by what it cost, losses of the grid,
/// an instrument, all steps signed. Its bytes never change, and every later version verifies them by hashes and by calculation.
/// </summary>
public class EarlierVersionTests
{
    private const string Manifest = "e38bf655bcda69b0e8fa35001510cce187ff44c5ffb23e66eb5a712593854329";

    private static string Folder => Path.Combine(Cli.Repository, "tests", "LlmEnergy.EndToEnd", "Fixtures", "period-0.1.0", "periods", "2025-Q3");

    [Test]
    public void A_folder_of_version_0_1_0_passes_hashes_and_calculation()
    {
        var result = new Verifier(new(() => FactorPack.BuiltIn)).Verify(new(Folder), null, Manifest, null, CancellationToken.None);
        Assert.That(result.Findings.Where(finding => finding.Level != Level.Rerun), Is.Empty);
        Assert.That(result.Levels.Take(2).Select(level => (level.Level, level.Compared, level.WhyNotCompared)), Is.EqualTo(new[] { (Level.Hashes, 18, (string?)null), (Level.Recalculation, 3, null) }));
    }

    [Test]
    public void It_is_read_by_its_columns_also_without_the_workspace_that_it_was_made_in()
    {
        // without settings, the lines are calculated from the folder's own rates
        var elsewhere = Directory.CreateTempSubdirectory("llmenergy-test-");
        try
        {
            var result = new Verifier(new(() => FactorPack.BuiltIn)).Verify(new(Folder), elsewhere, Manifest, null, CancellationToken.None);
            Assert.That(result.Findings.Select(finding => (finding.Level, finding.File)), Is.EqualTo(new[] { "exports/bill.csv", "exports/log.csv", "instruments.csv", "llmenergy.json" }.Select(file => (Level.Hashes, file))));
        }
        finally
        {
            elsewhere.Delete();
        }
    }
}
