using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Verification;

/// <summary>The folder of the sample, and every file that it rests on, changed one at a time.</summary>
public class VerifierAcmeTests
{
    private static readonly string[] Outputs =
    [
        "activity.csv",
        "checks.json",
        "coverage.csv",
        "disclosure.html",
        "disclosure.pdf",
        "disclosure.xlsx",
        "events.jsonl",
        "explain.html",
        "factors.csv",
        "facts.candidate.json",
        "figures.json",
        "inventory.csv",
        "issues.csv",
        "manifest.json",
        "places.csv",
        "rates.csv",
        "rows.csv",
    ];

    private PeriodWorkspace _acme = null!;

    [OneTimeSetUp]
    public void Report()
    {
        _acme = PeriodWorkspace.CopyOf(Path.Combine(RepositoryRoot.Path, "samples", "acme"));
        _acme.Report("2026-Q3");
    }

    [OneTimeTearDown]
    public void Delete() => _acme.Dispose();

    [Test]
    public void A_fresh_folder_passes_all_three_levels()
    {
        var result = _acme.Verify("2026-Q3");
        Assert.That((result.Passed, result.Text()), Is.EqualTo((true, "")));
        Assert.That(
            result.Levels.Select(level => (level.Level, level.Compared > 0, level.WhyNotCompared)),
            Is.EqualTo(
                new[]
                {
                    (VerificationLevel.Hashes, true, (string?)null),
                    (VerificationLevel.Recalculation, true, null),
                    (VerificationLevel.Rerun, true, null),
                }
            )
        );
    }

    [Test]
    public void These_are_the_files_of_a_folder() =>
        Assert.That(
            Directory.EnumerateFileSystemEntries(_acme.PathOf("periods/2026-Q3")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(Outputs)
        );

    [TestCaseSource(nameof(Outputs))]
    public void A_changed_byte_of_an_output_is_found_wherever_it_is(string name)
    {
        var path = _acme.Output("2026-Q3", name);
        var bytes = File.ReadAllBytes(path);
        try
        {
            foreach (var at in Positions(bytes.Length, name))
            {
                File.WriteAllBytes(path, Flipped(bytes, at));
                // level 3 reads the exports, not the folder: levels 1 and 2 are asked, by a tool that has no workspace
                var result = _acme.Verify("2026-Q3", workspace: new(_acme.PathOf("exports")));
                Assert.That(result.Files(VerificationLevel.Hashes), Does.Contain(name), $"byte {at}");
            }
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    [TestCaseSource(nameof(Outputs))]
    public void A_changed_output_is_named_and_the_rest_verified(string name)
    {
        var path = _acme.Output("2026-Q3", name);
        var bytes = File.ReadAllBytes(path);
        try
        {
            File.WriteAllBytes(path, Flipped(bytes, bytes.Length / 2));
            var result = _acme.Verify("2026-Q3");
            Assert.That(result.Passed, Is.False);
            if (name is not ("manifest.json" or "activity.csv"))
                Assert.That(
                    result.Files(VerificationLevel.Hashes).Concat(result.Files(VerificationLevel.Recalculation)).Distinct(),
                    Is.EqualTo(new[] { name }),
                    result.Text()
                );
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    [TestCase("inventory.csv", "location_kgco2e", "location_based")]
    [TestCase("inventory.csv", "total_kgco2e_high", "total")]
    [TestCase("inventory.csv", "input_tokens", "input_tokens")]
    [TestCase("inventory.csv", "rate_id", "")]
    [TestCase("rates.csv", "central", "")]
    [TestCase("rates.csv", "derivation", "")]
    public void A_changed_cell_is_named_by_its_column(string file, string column, string figure)
    {
        var path = _acme.Output("2026-Q3", file);
        var bytes = File.ReadAllBytes(path);
        try
        {
            ChangeCell(path, column);
            Assert.That(
                _acme.Verify("2026-Q3").Text(),
                Is.EqualTo(
                    $"1 {file}: has other bytes than the manifest records\n2 {file}: line 2, column {column} is not what comes out of "
                        + $"activity.csv{(figure.Length > 0 ? $" [{figure}]" : "")}"
                )
            );
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    [Test]
    public void A_changed_figure_is_named()
    {
        var path = _acme.Output("2026-Q3", "figures.json");
        var text = File.ReadAllText(path);
        try
        {
            var value = _acme
                .Parsed("2026-Q3", "figures.json")
                .GetProperty("figures")
                .EnumerateArray()
                .Single(figure => figure.GetProperty("id").GetString() == "energy")
                .GetProperty("value")
                .GetRawText();
            File.WriteAllText(path, text.Replace($"\"value\": {value},", "\"value\": 1,", StringComparison.Ordinal));
            Assert.That(
                _acme.Verify("2026-Q3").Text(),
                Is.EqualTo(
                    $"1 figures.json: has other bytes than the manifest records\n2 figures.json: states 1, and {value} comes out of "
                        + $"activity.csv [energy]"
                )
            );
        }
        finally
        {
            File.WriteAllText(path, text);
        }
    }

    [Test]
    public void Other_usage_in_the_activity_is_seen_in_the_figures_and_in_the_ledger()
    {
        var path = _acme.Output("2026-Q3", "activity.csv");
        var bytes = File.ReadAllBytes(path);
        try
        {
            ChangeCell(path, "output_tokens");
            var result = _acme.Verify("2026-Q3");
            Assert.That(result.Files(VerificationLevel.Hashes), Is.EqualTo(new[] { "activity.csv" }));
            Assert.That(
                result.Findings.Where(finding => finding.File == "inventory.csv").Select(finding => finding.Figure),
                Is.EqualTo(new[] { "output_tokens" })
            );
            Assert.That(
                result.Findings.Where(finding => finding.File == "figures.json").Select(finding => finding.Figure),
                Does.Contain("output_tokens").And.Contain("total").And.Not.Contain("input_tokens")
            );
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    /// <summary>Files of the workspace that are no exports of the period, and one that is.</summary>
    [TestCase("exports/gateway/gateway-2025-Q3.csv")]
    [TestCase("exports/openai/completions_usage_2026-09-01_2026-10-01.csv")]
    [TestCase("approvals.csv")]
    [TestCase("intake.csv")]
    [TestCase("llmenergy.json")]
    [TestCase("mappings/cost-keys.csv")]
    [TestCase("profiles/acme-gateway.profile.json")]
    public void A_changed_byte_of_an_input_is_found_and_the_rest_verified(string name)
    {
        var path = _acme.PathOf(name);
        var bytes = File.ReadAllBytes(path);
        try
        {
            foreach (var at in Positions(bytes.Length, name))
            {
                File.WriteAllBytes(path, Flipped(bytes, at));
                var result = _acme.Verify("2026-Q3");
                Assert.That(result.Files(VerificationLevel.Hashes), Is.EqualTo(new[] { name }), $"byte {at}");
                // a workspace that cannot be opened any more is named with its cause
                Assert.That(result.Files(VerificationLevel.Recalculation), Is.SubsetOf(new[] { name }), $"byte {at}: {result.Text()}");
                Assert.That(
                    result.Levels[2].WhyNotCompared,
                    Is.EqualTo("1 input is not as it was read").Or.EqualTo("the workspace cannot be opened")
                );
            }
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    [Test]
    public void Every_input_is_under_the_manifest()
    {
        var manifest = RecordedManifest.Read(_acme.PathOf("periods/2026-Q3"));
        Assert.That(
            manifest.Exports.Concat(manifest.Settings).Select(file => file.Path).Order(StringComparer.Ordinal),
            Is.EqualTo(_acme.Open().Inputs.Select(file => file.Display))
        );
    }

    [TestCaseSource(nameof(Outputs))]
    public void A_missing_or_empty_output_is_named(string name)
    {
        var path = _acme.Output("2026-Q3", name);
        var bytes = File.ReadAllBytes(path);
        try
        {
            File.WriteAllBytes(path, []);
            Assert.That(
                _acme.Verify("2026-Q3").Files(VerificationLevel.Hashes),
                name == "rows.csv" && bytes.Length == 0 ? Is.Empty : Is.EqualTo(new[] { name })
            );
            File.Delete(path);
            if (name == Manifest.FileName)
                Assert.That(
                    () => _acme.Verify("2026-Q3"),
                    Throws
                        .InstanceOf<Domain.ConfigurationException>()
                        .With.Message.Contain("found no manifest.json, expected the folder of a period")
                );
            else
                Assert.That(_acme.Verify("2026-Q3").Files(VerificationLevel.Hashes), Is.EqualTo(new[] { name }));
        }
        finally
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    [Test]
    public void Two_files_in_the_place_of_each_other_are_both_named([ValueSource(nameof(Outputs))] string name)
    {
        var other = name == "factors.csv" ? "rates.csv" : "factors.csv";
        var (one, two) = (File.ReadAllBytes(_acme.Output("2026-Q3", name)), File.ReadAllBytes(_acme.Output("2026-Q3", other)));
        try
        {
            File.WriteAllBytes(_acme.Output("2026-Q3", name), two);
            File.WriteAllBytes(_acme.Output("2026-Q3", other), one);
            Assert.That(_acme.Verify("2026-Q3").Files(VerificationLevel.Hashes), Does.Contain(name));
        }
        finally
        {
            File.WriteAllBytes(_acme.Output("2026-Q3", name), one);
            File.WriteAllBytes(_acme.Output("2026-Q3", other), two);
        }
    }

    /// <summary>First, middle, last, and three that are drawn.</summary>
    private static IEnumerable<int> Positions(int length, string name)
    {
        var random = new Random(name.Length);
        return [0, length / 2, length - 1, random.Next(length), random.Next(length), random.Next(length)];
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    /// <summary>Another value in the second line; these lines hold no quoted commas before the column.</summary>
    private static void ChangeCell(string path, string column)
    {
        var lines = File.ReadAllText(path).Split('\n');
        var at = Array.IndexOf(lines[0].Split(','), column);
        var cells = lines[1].Split(',');
        cells[at] = cells[at] == "7" ? "8" : "7";
        lines[1] = string.Join(',', cells);
        File.WriteAllText(path, string.Join('\n', lines));
    }
}
