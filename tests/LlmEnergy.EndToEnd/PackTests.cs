using System.Globalization;
using System.IO.Compression;
using LlmEnergy.Auditing;

namespace LlmEnergy.EndToEnd;

/// <summary>An auditor gets one archive, and needs nothing else.</summary>
public class PackTests
{
    private string _workspace = "";
    private string _pack = "";

    private string Folder => Path.Combine(_workspace, "periods", "2026-Q3");

    [OneTimeSetUp]
    public void Report()
    {
        _workspace = Cli.CopyOf("acme");
        Assert.That(Cli.Run("report", _workspace, "--period", "2026-Q3").ExitCode, Is.Zero);
        _pack = Packed("one.zip");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_workspace, recursive: true);

    [Test]
    public void The_same_folder_gives_the_same_bytes() =>
        Assert.That(File.ReadAllBytes(Packed("two.zip")), Is.EqualTo(File.ReadAllBytes(_pack)));

    [Test]
    public void It_is_verified_at_all_levels_without_its_workspace()
    {
        var result = Cli.Run("verify", _pack);
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("verified: level 1, 2, 3"));
    }

    [TestCase("pack/sample.xlsx")]
    [TestCase("exports/gateway/gateway-2026-Q3.csv")]
    [TestCase("periods/2026-Q3/figures.json")]
    public void A_byte_that_was_changed_in_it_is_found(string name)
    {
        var changed = Path.Combine(_workspace, "changed.zip");
        File.Copy(_pack, changed, overwrite: true);
        using (var zip = ZipFile.Open(changed, ZipArchiveMode.Update))
        {
            using var content = zip.GetEntry(name)!.Open();
            content.Position = content.Length - 2;
            content.WriteByte((byte)'#');
        }

        var result = Cli.Run("verify", changed);
        Assert.That(result.ExitCode, Is.EqualTo(4));
        Assert.That(result.Output, Does.Contain($"{name}: has other bytes than the pack says"));
    }

    [Test]
    public void A_redacted_one_has_no_inputs_and_says_what_could_not_be_compared()
    {
        var redacted = Packed("redacted.zip", "--redact");
        using (var zip = ZipFile.OpenRead(redacted))
            Assert.That(zip.Entries.Select(entry => entry.FullName.Split('/')[0]).Distinct(), Is.EquivalentTo(new[] { "pack", "periods" }));
        var result = Cli.Run("verify", redacted);
        Assert.That(result.ExitCode, Is.EqualTo(5), result.Output);
        Assert.That(result.Output, Does.Contain("the pack is redacted"));
    }

    /// <summary>With the sign-off, the snapshot of its inputs and the chain of events.</summary>
    [Test]
    public void A_closed_period_is_packed_with_what_the_closing_added_and_verified()
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: false);
        try
        {
            Assert.That(Cli.Run("report", copy, "--period", "2026-Q3", "--final").ExitCode, Is.Zero);
            foreach (var (step, name) in new[] { ("prepared", "A. Berg"), ("reviewed", "B. Holm"), ("approved", "C. Lund") })
                Assert.That(Cli.Run("close", copy, "--period", "2026-Q3", "--step", step, "--name", name).ExitCode, Is.Zero);
            var closed = Cli.Run("close", copy, "--period", "2026-Q3", "--name", "C. Lund", "--snapshot");
            Assert.That(closed.ExitCode, Is.Zero, closed.Error);
            var pack = Path.Combine(copy, "closed.zip");
            var packed = Cli.Run("pack", Path.Combine(copy, "periods", "2026-Q3"), "--out", pack);
            Assert.That(packed.ExitCode, Is.Zero, packed.Error);
            using (var zip = ZipFile.OpenRead(pack))
                Assert.That(
                    zip.Entries.Select(entry => entry.FullName),
                    Is.SupersetOf(
                        new[]
                        {
                            "periods/2026-Q3/sign-off.pdf",
                            "periods/2026-Q3/inputs.zip",
                            "periods/2026-Q3/explain.html",
                            "periods/2026-Q3/facts.candidate.json",
                        }
                    )
                );
            var verified = Cli.Run("verify", pack);
            Assert.That(verified.ExitCode, Is.Zero, verified.Output + verified.Error);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Test]
    public void Inputs_that_were_changed_since_are_not_packed()
    {
        var copy = Cli.CopyOfFolder(_workspace, withPeriods: true);
        File.AppendAllText(Path.Combine(copy, "exports", "gateway", "gateway-2026-Q3.csv"), "\n");
        var result = Cli.Run("pack", Path.Combine(copy, "periods", "2026-Q3"), "--out", Path.Combine(copy, "no.zip"));
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(
            result.Error,
            Does.StartWith("exports/gateway/gateway-2026-Q3.csv: error: found it changed since the report of 2026-Q3")
                .And.Contain("(LE2080")
        );
        Assert.That(File.Exists(Path.Combine(copy, "no.zip")), Is.False);
        Directory.Delete(copy, recursive: true);
    }

    [Test]
    public void What_is_no_pack_is_said()
    {
        var other = Path.Combine(_workspace, "other.zip");
        using (var zip = ZipFile.Open(other, ZipArchiveMode.Create))
            zip.CreateEntry("../outside.txt").Open().Dispose();
        var result = Cli.Run("verify", other);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("other.zip").And.Contain("names a file outside of the workspace, expected a pack"));
    }

    [Test]
    public void Three_lines_are_walked_from_rows_to_emissions()
    {
        using var zip = ZipFile.OpenRead(_pack);
        using var reader = new StreamReader(zip.GetEntry("pack/reperform.md")!.Open());
        var text = reader.ReadToEnd();
        Assert.That(text.Split("\n## Line ").Length - 1, Is.EqualTo(3));
        Assert.That(
            text,
            Does.Contain("| exports/openai/completions_usage_2026-07-01_2026-08-01.csv | 50 | 554 | 5411054 | 866654 | 1465716 |")
        );
        Assert.That(
            text,
            Does.Contain(
                "| energy | sum of usage x Wh a unit / 1,000 | (69744.432 x 0.16 + 16254.333 x 0.016 + 24808.963 x 1.2) / 1000 | 41.189934048 | kWh |"
            )
        );
        Assert.That(text, Does.Contain("94.263905602967202048 kgCO2e"));
    }

    [Test]
    public void A_sample_has_the_largest_lines_and_others_by_its_seed()
    {
        var inventory = AuditedPeriod.Read(new(Folder)).Inventory;
        var sample = LineSample.Of(inventory, 10, seed: 7);
        var largest = inventory.Lines.OrderByDescending(line => line.Total!.Value.Central!.Value.KilogramsCo2e).Take(5);
        Assert.That(sample.Where(line => line.Why == "largest").Select(line => line.Line), Is.EquivalentTo(largest));
        Assert.That(sample.Count(line => line.Why == "drawn"), Is.EqualTo(10));
        Assert.That(Ids(LineSample.Of(inventory, 10, seed: 7)), Is.EqualTo(Ids(sample)));
        Assert.That(Ids(LineSample.Of(inventory, 10, seed: 8)), Is.Not.EqualTo(Ids(sample)));
        // of two of the rest, the one with more emissions is drawn first more often
        var drawn = Enumerable
            .Range(0, 400)
            .Select(seed => LineSample.Of(inventory, 1, seed).Single(line => line.Why == "drawn").Line)
            .ToList();
        var rest = inventory.Lines.Except(largest).OrderByDescending(line => line.Total!.Value.Central!.Value.KilogramsCo2e).ToList();
        var share = rest[0].Total!.Value.Central!.Value.KilogramsCo2e / rest.Sum(line => line.Total!.Value.Central!.Value.KilogramsCo2e);
        Assert.That(
            drawn.Count(line => line == rest[0]) / 400m,
            Is.EqualTo(share).Within(0.08m),
            share.ToString(CultureInfo.InvariantCulture)
        );

        static IEnumerable<string> Ids(IEnumerable<(Domain.Inventories.InventoryLine Line, string Why)> lines) =>
            lines.Select(line => line.Line.Activity.Id);
    }

    private string Packed(string name, params string[] options)
    {
        var file = Path.Combine(_workspace, name);
        var result = Cli.Run(["pack", Folder, "--out", file, .. options]);
        Assert.That((result.ExitCode, result.Output.Trim()), Is.EqualTo((0, file)), result.Error);
        return file;
    }
}
