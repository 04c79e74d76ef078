using LlmEnergy.Hashing;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Verification;

/// <summary>What was kept elsewhere proves the folder that is found, not what the folder says of itself.</summary>
public class ExpectationTests
{
    private const string Q3 = "2025-Q3";
    private PeriodWorkspace _workspace = null!;

    [SetUp]
    public void Close()
    {
        _workspace = PeriodWorkspace.WithLog("2025-07-01");
        _workspace.Report(Q3);
        _workspace.Close(Q3);
    }

    [TearDown]
    public void Delete() => _workspace.Dispose();

    [Test]
    public void The_code_of_any_step_proves_the_folder_up_to_it()
    {
        var (manifest, figures) = (Sha256.Of(_workspace.Output(Q3, "manifest.json")), Sha256.Of(_workspace.Output(Q3, "figures.json")));
        var codes = EventLog
            .Read(_workspace.PathOf($"periods/{Q3}"))
            .Hashes.Select(hash => ClosingCode.Compute(manifest, figures, hash))
            .ToList();
        Assert.That(codes.Select(code => Verify(code)), Is.EqualTo(new[] { true, true, true, true, true }));
        Assert.That(
            (_workspace.Verify(Q3).Code, Verify(codes[0][..^1] + (codes[0][^1] == '0' ? "1" : "0"))),
            Is.EqualTo((codes[^1], false))
        );
    }

    [Test]
    public void The_hash_of_the_calculation_is_made_anew_and_not_read_from_the_manifest()
    {
        var kept = _workspace.Verify(Q3).CalculationHash;
        Assert.That(Verify(kept), Is.True);
        // other figures, and the hash of the calculation as it was
        File.AppendAllText(_workspace.Output(Q3, "figures.json"), "\n");
        _workspace.Forge(Q3);
        var forged = _workspace.Parsed(Q3, "manifest.json").GetProperty("calculationHash").GetString()!;
        File.WriteAllText(
            _workspace.Output(Q3, "manifest.json"),
            File.ReadAllText(_workspace.Output(Q3, "manifest.json")).Replace(forged, kept, StringComparison.Ordinal)
        );
        _workspace.ForgeEvents(Q3, events => events.Select(e => e with { Manifest = Sha256.Of(_workspace.Output(Q3, "manifest.json")) }));
        Assert.That(
            _workspace.Verify(Q3, kept, level: VerificationLevel.Hashes).Findings.Select(finding => finding.Message[..20]),
            Is.EqualTo(new[] { "states the calculati", "its SHA-256 is " + Sha256.Of(_workspace.Output(Q3, "manifest.json"))[..5] })
        );
    }

    [Test]
    public void An_event_about_another_manifest_proves_nothing()
    {
        var kept = EventLog.Read(_workspace.PathOf($"periods/{Q3}")).LastHash;
        File.AppendAllText(_workspace.Output(Q3, "disclosure.html"), " ");
        _workspace.Forge(Q3, withEvents: false);
        _workspace.ForgeEvents(
            Q3,
            events => [.. events, events[0] with { Time = events[^1].Time, Manifest = Sha256.Of(_workspace.Output(Q3, "manifest.json")) }]
        );
        Assert.That(
            _workspace.Verify(Q3, kept, level: VerificationLevel.Hashes).Text(),
            Does.Contain("1 manifest.json: is not the manifest that the expected event is about")
        );
    }

    [TestCase(VerificationLevel.Hashes, 1)]
    [TestCase(VerificationLevel.Recalculation, 2)]
    [TestCase(VerificationLevel.Rerun, 3)]
    public void Only_what_is_asked_for_is_compared_and_stated(VerificationLevel level, int levels)
    {
        var result = _workspace.Verify(Q3, level: level);
        Assert.That((result.Passed, result.Levels.Count), Is.EqualTo((true, levels)));
    }

    [Test]
    public void A_folder_of_this_version_that_must_be_calculated_from_its_own_rates_is_not_fully_verified()
    {
        _workspace.Write(
            "instruments.csv",
            "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document\nopenai,PPA,2025-01-01,2025-12-31,GB,0.05,ppa.pdf\n"
        );
        var result = _workspace.Verify(Q3, level: VerificationLevel.Recalculation);
        Assert.That((result.Passed, result.IsDifferent), Is.EqualTo((false, false)));
        Assert.That(
            result.NotReached.Single().WhyNotCompared,
            Is.EqualTo("settings or factors are not the recorded ones: it was calculated from the folder's own rates alone")
        );
    }

    [Test]
    public void Every_version_before_this_one_is_known()
    {
        var changes = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "src", "CHANGELOG.md"));
        var versions = changes.Where(line => line.Length > 5 && char.IsAsciiDigit(line[0]) && line[5] == ':').Select(line => line[..5]);
        Assert.That(versions.Except([Pipeline.ToolVersion]), Is.EquivalentTo(ToolCheck.Earlier.Select(version => version.ToString(3))));
    }

    private bool Verify(string expected) => _workspace.Verify(Q3, expected, level: VerificationLevel.Hashes).Passed;
}
