using System.IO.Compression;
using System.Security.Cryptography;
using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

/// <summary>A version that is closed with its inputs in it can be verified after they changed.</summary>
public class SnapshotTests
{
    private const string Q3 = "2026-Q3";

    [Test]
    public void The_closing_packs_exports_and_settings_as_they_are()
    {
        using var workspace = Closed();
        using var zip = ZipFile.OpenRead(workspace.Output(Q3, InputSnapshot.FileName));
        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(new[] { "exports/log.csv", "fx.csv", "llmenergy.json" }));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            Assert.That(reader.ReadToEnd(), Is.EqualTo(File.ReadAllText(workspace.PathOf(entry.FullName))), entry.FullName);
        }
    }

    [Test]
    public void The_event_of_the_closing_has_its_hash_and_it_is_no_stray()
    {
        using var workspace = Closed();
        var closing = EventLog.Read(workspace.PathOf($"periods/{Q3}")).Closing!;
        Assert.That(
            closing.Detail,
            Does.StartWith($"inputs.zip sha256:{Hashing.Sha256.Of(workspace.Output(Q3, "inputs.zip"))}; sign-off.html sha256:")
        );
        var verified = workspace.Verify(Q3);
        Assert.That((verified.Text(), verified.FromSnapshot), Is.EqualTo(("", Array.Empty<string>())));
    }

    [Test]
    public void A_closing_that_packs_is_signed_with_what_it_packed()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        workspace.Report(Q3);
        workspace.Sign(Q3, EventKind.Prepared, "A. Berg");
        workspace.Sign(Q3, EventKind.Reviewed, "B. Holm");
        workspace.Sign(Q3, EventKind.Approved, "C. Dahl");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        workspace.Sign(Q3, EventKind.Closed, "A. Berg", packsInputs: true, key: key);
        var (events, signature) = (
            File.ReadAllBytes(workspace.Output(Q3, EventLog.FileName)),
            File.ReadAllBytes(workspace.Output(Q3, EventSignature.FileName))
        );
        Assert.That((EventSignature.IsBy(key, events, signature), workspace.Verify(Q3).Text()), Is.EqualTo((true, "")));
        Assert.That(EventLog.Parse(events).Closing!.Detail, Does.StartWith("inputs.zip sha256:"));
    }

    [Test]
    public void Two_closings_of_the_same_inputs_pack_the_same_bytes()
    {
        using var one = Closed();
        using var other = Closed();
        Assert.That(File.ReadAllBytes(one.Output(Q3, "inputs.zip")), Is.EqualTo(File.ReadAllBytes(other.Output(Q3, "inputs.zip"))));
    }

    [Test]
    public void Only_the_closing_packs()
    {
        using var workspace = Reported();
        Assert.That(
            () => workspace.Sign(Q3, EventKind.Prepared, "A. Berg", packsInputs: true),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo("2026-Q3: error LE2031: found a snapshot with the step prepared, expected it with the closing alone")
        );
    }

    [Test]
    public void A_folder_that_somebody_keeps_in_the_version_is_not_lost()
    {
        using var workspace = Reported().Write($"periods/{Q3}/notes/a.txt", "mine");
        foreach (
            var (kind, name) in new[] { (EventKind.Prepared, "A. Berg"), (EventKind.Reviewed, "B. Holm"), (EventKind.Approved, "C. Dahl") }
        )
            workspace.Sign(Q3, kind, name);
        Assert.That(
            () => workspace.Sign(Q3, EventKind.Closed, "A. Berg", packsInputs: true),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo(
                    "2026-Q3: error LE2031: found a folder notes in the version, expected files of the report alone: move it away"
                )
        );
        Assert.That(File.ReadAllText(workspace.Output(Q3, "notes/a.txt")), Is.EqualTo("mine"));
    }

    [Test]
    public void Without_being_asked_nothing_is_packed()
    {
        using var workspace = Reported().Close(Q3);
        Assert.That(File.Exists(workspace.Output(Q3, "inputs.zip")), Is.False);
    }

    [Test]
    public void Inputs_that_changed_or_are_gone_are_taken_from_it_at_every_level()
    {
        using var workspace = Closed();
        workspace
            .Write("exports/log.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("r0", "2026-07-01", 2_000_000))
            .Configure("\"transmissionLosses\": true,");
        File.Delete(workspace.PathOf("fx.csv"));
        var verified = workspace.Verify(Q3);
        Assert.That(
            (verified.Text(), verified.FromSnapshot, verified.Levels[1].Compared, verified.Levels[2].WhyNotCompared),
            Is.EqualTo(("", new[] { "exports/log.csv", "fx.csv", "llmenergy.json" }, 1, (string?)null))
        );
        Assert.That(
            workspace.Restate(Q3)[Domain.Figures.FigureIds.Total].Value,
            Is.Not.EqualTo(RecordedFigures.Read(workspace.PathOf($"periods/{Q3}"))["total"].Value)
        );
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void A_workspace_that_cannot_be_opened_any_more_is_no_hindrance()
    {
        using var workspace = Closed().Write("llmenergy.json", "{");
        Assert.That((workspace.Verify(Q3).Text(), workspace.Verify(Q3).Levels[2].WhyNotCompared), Is.EqualTo(("", (string?)null)));
    }

    [Test]
    public void Without_it_the_same_changes_are_differences()
    {
        using var workspace = Reported().Close(Q3);
        File.Delete(workspace.PathOf("fx.csv"));
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo("1 fx.csv: an input that is missing or was moved"));
    }

    [Test]
    public void A_snapshot_with_other_bytes_is_a_difference_and_proves_nothing()
    {
        using var workspace = Closed();
        File.AppendAllText(workspace.Output(Q3, "inputs.zip"), "x");
        File.Delete(workspace.PathOf("fx.csv"));
        Assert.That(
            workspace.Verify(Q3).Text(),
            Is.EqualTo(
                "1 inputs.zip: has other bytes than events.jsonl records for the closing\n1 fx.csv: an input that is missing or was moved"
            )
        );
    }

    [Test]
    public void A_snapshot_that_is_gone_is_a_difference()
    {
        using var workspace = Closed();
        File.Delete(workspace.Output(Q3, "inputs.zip"));
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo("1 inputs.zip: is missing"));
    }

    [Test]
    public void A_snapshot_that_no_closing_made_is_a_stray()
    {
        using var workspace = Reported().Close(Q3).Write($"periods/{Q3}/inputs.zip", "x");
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo("1 inputs.zip: is not a file of the report"));
    }

    [Test]
    public void A_name_that_leads_out_of_it_is_not_unpacked()
    {
        using var folder = new TemporaryFolder();
        using (var zip = ZipFile.Open(folder.PathOf("inputs.zip"), ZipArchiveMode.Create))
            zip.CreateEntry("../victim.csv");
        Assert.That(
            () => InputSnapshot.Unpack(folder.PathOf("inputs.zip"), name => name.StartsWith("..", StringComparison.Ordinal) ? null : name),
            Throws.TypeOf<RecordedFileException>().With.Message.EqualTo("inputs.zip names a file outside of the workspace")
        );
    }

    [TestCase("a file twice", "holds a file twice", "fx.csv", "fx.csv")]
    [TestCase("a file in a file", "cannot be unpacked", "fx.csv", "fx.csv/more.csv")]
    [TestCase("a folder for a file", "cannot be unpacked", "fx.csv/")]
    [TestCase("a name that leads out", "names a file outside of the workspace", "../fx.csv")]
    public void One_that_cannot_be_unpacked_is_a_difference_whatever_the_chain_says(string what, string found, params string[] names)
    {
        using var workspace = Closed();
        Repack(workspace, names.Select(name => (name, "x")));
        Assert.That(workspace.Verify(Q3).Text(), Does.StartWith($"1 inputs.zip: inputs.zip {found}"), what);
    }

    [Test]
    public void One_that_is_no_workspace_is_a_difference_whatever_the_chain_says()
    {
        using var workspace = Closed();
        Repack(workspace, [("llmenergy.json", "{")]);
        File.Delete(workspace.PathOf("llmenergy.json"));
        Assert.That(workspace.Verify(Q3).Text(), Does.Contain("llmenergy.json: the workspace cannot be opened"));
    }

    /// <summary>Another archive in its place, with its hash in the event of the closing.</summary>
    private static void Repack(PeriodWorkspace workspace, IEnumerable<(string Name, string Text)> files)
    {
        var path = workspace.Output(Q3, InputSnapshot.FileName);
        File.Delete(path);
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            foreach (var (name, text) in files)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(text);
            }

        workspace.ForgeEvents(
            Q3,
            events => events.Select(e => e.Kind == EventKind.Closed ? e with { Detail = Detail(workspace, path) } : e)
        );
    }

    /// <summary>With another snapshot, and the rest as it is.</summary>
    private static string Detail(PeriodWorkspace workspace, string path) =>
        ClosingFiles.Detail(
            ClosingFiles.HashesIn(EventLog.Read(workspace.PathOf($"periods/{Q3}"))).SetItem(InputSnapshot.FileName, Hashing.Sha256.Of(path))
        );

    [Test]
    public void More_than_a_snapshot_may_hold_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("large");
        using (var file = File.Create(path))
            file.SetLength(InputSnapshot.MostBytes);
        Assert.That(InputSnapshot.Refusal([path]), Is.Null);
        Assert.That(
            InputSnapshot.Refusal([path, path]),
            Is.EqualTo("found inputs of 4294967296 bytes, expected up to 2147483648 in a snapshot")
        );
        Assert.That(
            InputSnapshot.Refusal([.. Enumerable.Repeat(path, 10_001)]),
            Is.EqualTo("found 10001 inputs, expected up to 10000 in a snapshot")
        );
    }

    private static PeriodWorkspace Reported() =>
        Beginnings.Copy(
            nameof(SnapshotTests),
            () =>
            {
                var workspace = PeriodWorkspace
                    .WithLog("2026-07-01")
                    .Write("fx.csv", "from,to,year,rate,source\nEUR,USD,2026,1.13,ECB\nEUR,USD,2030,1.13,ECB\n");
                workspace.Report(Q3);
                return workspace;
            }
        );

    private static PeriodWorkspace Closed() => Reported().Close(Q3, packsInputs: true);
}
