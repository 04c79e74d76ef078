using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Verification;

/// <summary>Folders that were forged, moved or made by another version; 1 kWh in Great Britain in 2025-Q3 is 0.21741 + 0.04 kg.</summary>
public class VerifierTests
{
    private const string Q3 = "2025-Q3";
    private const string Bill = "provider,period,service,amount,currency\nelevenlabs,2025-07,speech,1000,USD\n";
    private const string Instruments =
        "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document\nopenai,PPA,2025-01-01,2025-12-31,GB,0.05,ppa.pdf\n";

    [Test]
    public void A_rewritten_manifest_is_not_the_one_of_the_events()
    {
        using var workspace = Reported();
        ChangeTotal(workspace);
        workspace.Forge(Q3, withEvents: false);
        var result = workspace.Verify(Q3);
        Assert.That(result.Files(VerificationLevel.Hashes), Is.EqualTo(new[] { "manifest.json" }));
        Assert.That(
            result
                .Findings.Where(finding => finding.Level == VerificationLevel.Recalculation)
                .Select(finding => (finding.File, finding.Figure)),
            Is.EqualTo(new[] { ("figures.json", "total_kg") })
        );
    }

    [Test]
    public void Changed_numbers_of_a_folder_that_is_forged_as_a_whole_are_found_by_calculation_and_by_the_hash_kept_elsewhere()
    {
        using var workspace = Reported();
        var kept = Sha256.Of(workspace.Output(Q3, "manifest.json"));
        ChangeTotal(workspace);
        workspace.Forge(Q3);
        var result = workspace.Verify(Q3);
        Assert.That(
            (result.Files(VerificationLevel.Hashes), result.Files(VerificationLevel.Recalculation), result.Files(VerificationLevel.Rerun)),
            Is.EqualTo((Array.Empty<string>(), new[] { "figures.json" }, new[] { "figures.json" }))
        );
        Assert.That(workspace.Verify(Q3, kept).Files(VerificationLevel.Hashes), Is.EqualTo(new[] { "manifest.json" }));
    }

    [Test]
    public void A_workspace_that_is_forged_with_its_exports_is_found_by_the_hash_kept_elsewhere_alone()
    {
        using var workspace = Reported();
        var kept = Sha256.Of(workspace.Output(Q3, "manifest.json"));
        workspace.Write("exports/log.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("a", "2025-07-01", 2_499_999));
        workspace.Report(Q3);
        Assert.That(workspace.Verify(Q3).Passed, Is.True);
        Assert.That(workspace.Verify(Q3, kept).Files(VerificationLevel.Hashes), Is.EqualTo(new[] { "manifest.json" }));
    }

    [Test]
    public void Other_names_in_a_new_chain_are_found_by_the_hash_of_the_last_event_alone()
    {
        using var workspace = Reported().Close(Q3);
        var (path, kept) = (workspace.PathOf($"periods/{Q3}"), EventLog.Read(workspace.PathOf($"periods/{Q3}")).LastHash);
        Assert.That(workspace.Verify(Q3, kept).Passed, Is.True);
        var forged = EventLog
            .Read(path)
            .Events.Aggregate(EventLog.Empty, (chain, made) => chain.With(made with { By = made.By == "B. Holm" ? "D. Friis" : made.By }));
        using (var file = File.Create(workspace.Output(Q3, "events.jsonl")))
            forged.WriteTo(file);
        Assert.That(
            (workspace.Verify(Q3).Passed, workspace.Verify(Q3, workspace.Verify(Q3).Manifest).Passed, workspace.Verify(Q3, kept).Passed),
            Is.EqualTo((true, true, false))
        );
    }

    [Test]
    public void A_finding_that_is_taken_out_of_a_forged_folder_comes_out_of_the_exports_again()
    {
        using var workspace = Reported();
        File.WriteAllText(workspace.Output(Q3, "issues.csv"), File.ReadAllText(workspace.Output(Q3, "issues.csv")).Split('\n')[0] + "\n");
        workspace.Forge(Q3);
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo("3 issues.csv: comes out with other bytes when the exports are read again"));
    }

    [Test]
    public void A_forged_statement_of_the_manifest_comes_out_otherwise()
    {
        using var workspace = Reported();
        workspace.Forge(Q3, manifest => manifest["inputs"]![0]!["rowsRead"] = 9);
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo("3 manifest.json: comes out otherwise: inputs.0.rowsRead"));
    }

    [Test]
    public void A_manifest_that_leads_out_of_its_folders_is_refused()
    {
        using var workspace = Reported();
        workspace.Forge(
            Q3,
            manifest =>
            {
                manifest["inputs"]![0]!["path"] = "../elsewhere.csv";
                manifest["settings"]![0]!["path"] = "/etc/hostname";
                manifest["outputs"]!["../../llmenergy.json"] = "";
                manifest["previousClosed"] = new JsonObject { ["folder"] = "../..", ["manifest"] = "" };
            }
        );
        Assert.That(
            workspace.Verify(Q3).Text().Split('\n').Where(line => line.StartsWith("1 ", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "1 manifest.json: names an output outside of its folder",
                    "1 manifest.json: refers to a period outside of the workspace",
                    "1 manifest.json: names an input outside of the workspace",
                    "1 manifest.json: names an input outside of the workspace",
                }
            )
        );
    }

    [TestCase("first", "\"9025-07-01\"", TestName = "A period that ends before it begins is a difference")]
    [TestCase("period", "\"2025-Q9\"", TestName = "A name of no period is a difference")]
    [TestCase("methods", "[ \"guess\" ]", TestName = "A method that there is not is a difference")]
    [TestCase("status", "\"certain\"", TestName = "A status that there is not is a difference")]
    [TestCase("factorPack", "\"sha256:0\"", TestName = "A factor pack that there is not is a difference")]
    [TestCase("configuration", "null", TestName = "A configuration that is none is a difference")]
    [TestCase("inputs", "{}", TestName = "A list of inputs that is none is a difference")]
    public void A_forged_manifest_is_a_difference(string member, string value)
    {
        using var workspace = Reported();
        workspace.Forge(Q3, manifest => manifest[member] = JsonNode.Parse(value));
        Assert.That(workspace.Verify(Q3).Passed, Is.False);
    }

    [Test]
    public void A_removed_a_changed_and_a_moved_event_are_named()
    {
        using var workspace = Reported().Close(Q3);
        var path = workspace.Output(Q3, "events.jsonl");
        var lines = File.ReadAllText(path)[..^1].Split('\n');
        string VerifyWith(params IEnumerable<string> some)
        {
            File.WriteAllText(path, string.Concat(some.Select(line => line + "\n")));
            return workspace.Verify(Q3).Text();
        }

        const string Line2 = "1 events.jsonl: line 2 is not as it was written, or does not follow the line before";
        Assert.That(VerifyWith([lines[0], .. lines[2..]]), Is.EqualTo(Line2));
        Assert.That(VerifyWith([lines[0], lines[2], lines[1], .. lines[3..]]), Is.EqualTo(Line2));
        Assert.That(
            VerifyWith([lines[0], lines[1].Replace("A. Berg", "B. Berg", StringComparison.Ordinal), .. lines[2..]]),
            Is.EqualTo(Line2)
        );
        Assert.That(
            VerifyWith(lines[1..]),
            Is.EqualTo("1 events.jsonl: line 1 is not as it was written, or does not follow the line before")
        );
        Assert.That(
            VerifyWith([]),
            Does.StartWith("1 events.jsonl: has no event, expected at least that of the report\n1 sign-off.html: ")
        );
        Assert.That(VerifyWith(lines), Is.Empty);
    }

    [Test]
    public void Events_that_were_cut_off_at_the_end_are_found_by_the_hash_of_the_last_one()
    {
        using var workspace = Reported().Close(Q3).Unmarked(Q3).WithoutAddendum(Q3);
        var kept = EventLog.Read(workspace.PathOf($"periods/{Q3}")).LastHash;
        var path = workspace.Output(Q3, "events.jsonl");
        File.WriteAllText(path, string.Concat(File.ReadAllText(path)[..^1].Split('\n')[..^1].Select(line => line + "\n")));
        Assert.That((workspace.Verify(Q3).Passed, workspace.Verify(Q3, kept).Passed), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_sign_off_of_another_manifest_is_a_difference()
    {
        using var workspace = Reported();
        var path = workspace.PathOf($"periods/{Q3}");
        var log = EventLog.Read(path);
        using (var file = File.Create(workspace.Output(Q3, "events.jsonl")))
            log.With(log.Events[0] with { Kind = EventKind.Approved, Manifest = "0" }).WriteTo(file);
        Assert.That(
            workspace.Verify(Q3).Text(),
            Is.EqualTo("1 events.jsonl: line 2 (approved): found it about another manifest than the report before it, expected the same")
        );
    }

    [Test]
    public void A_file_that_was_added_is_named()
    {
        using var workspace = Reported().Write($"periods/{Q3}/notes/a.txt", "").Write($"periods/{Q3}/.hidden", "");
        Assert.That(
            workspace.Verify(Q3).Text(),
            Is.EqualTo("1 .hidden: is not a file of the report\n1 notes: is not a file of the report")
        );
    }

    [TestCase(".", TestName = "A link back to the folder is named, and not followed")]
    [TestCase("/", TestName = "A link to everything is named, and not followed")]
    [CancelAfter(60_000)]
    public void A_link_in_the_folder_is_named_and_not_followed(string to)
    {
        using var workspace = Reported();
        Directory.CreateSymbolicLink(workspace.Output(Q3, "loop"), to);
        Assert.That(workspace.Verify(Q3, level: VerificationLevel.Hashes).Text(), Is.EqualTo("1 loop: is not a file of the report"));
    }

    [TestCase("inventory.csv")]
    [TestCase("manifest.json")]
    [TestCase("events.jsonl")]
    public void A_link_to_itself_in_the_place_of_a_file_is_named(string file)
    {
        using var workspace = Reported();
        File.Delete(workspace.Output(Q3, file));
        File.CreateSymbolicLink(workspace.Output(Q3, file), file);
        Assert.That(workspace.Verify(Q3, level: VerificationLevel.Hashes).Files(VerificationLevel.Hashes), Does.Contain(file));
    }

    [TestCase("inventory.csv")]
    [TestCase("manifest.json")]
    [TestCase("events.jsonl")]
    public void A_link_in_the_place_of_a_file_is_named(string file)
    {
        using var workspace = Reported();
        File.Move(workspace.Output(Q3, file), workspace.PathOf(file));
        File.CreateSymbolicLink(workspace.Output(Q3, file), workspace.PathOf(file));
        Assert.That(
            workspace.Verify(Q3, level: VerificationLevel.Hashes).Text(),
            Is.EqualTo($"1 {file}: is a link, expected the file that was written: what it leads to can change at any time")
        );
    }

    [TestCase(
        "\"status\": \"final\"",
        "\"status\": \"draft\", \"status\": \"final\"",
        TestName = "A manifest that says two things is none"
    )]
    [TestCase("\"outputs\": {", "\"outputs\": { \"figures.json\": \"\",", TestName = "A manifest with two hashes of a file is none")]
    public void A_manifest_that_says_two_things_is_none(string from, string to)
    {
        using var workspace = Reported();
        var path = workspace.Output(Q3, Manifest.FileName);
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        Assert.That(workspace.Verify(Q3).Text(), Does.StartWith("1 manifest.json: manifest.json is not one that this program writes"));
    }

    [Test]
    public void A_missing_input_is_named_and_the_rest_verified()
    {
        using var workspace = Reported();
        File.Move(workspace.PathOf("exports/log.csv"), workspace.PathOf("exports/renamed.csv"));
        var result = workspace.Verify(Q3);
        Assert.That(result.Text(), Is.EqualTo("1 exports/log.csv: an input that is missing or was moved"));
        Assert.That(
            (result.Passed, result.Levels[1].Compared, result.Levels[2].WhyNotCompared),
            Is.EqualTo((false, 1, "1 input is not as it was read"))
        );
    }

    [Test]
    public void A_folder_that_was_moved_away_from_its_inputs_is_verified_with_the_workspace_that_is_named()
    {
        using var workspace = Reported();
        using var elsewhere = new TemporaryFolder();
        Directory.Move(workspace.PathOf($"periods/{Q3}"), elsewhere.PathOf("received"));
        Assert.That(workspace.Verify(Q3, workspace: workspace.Folder, folder: elsewhere.PathOf("received")).Text(), Is.Empty);
        var alone = workspace.Verify(Q3, folder: elsewhere.PathOf("received"));
        Assert.That(
            alone.Text(),
            Is.EqualTo(
                "1 exports/log.csv: an input that is missing or was moved\n1 llmenergy.json: an input that is missing or was moved\n"
                    + $"2 llmenergy.json: the workspace cannot be opened: llmenergy.json: error: found no readable file in "
                    + $"{elsewhere.Folder.Parent!.Name}, expected llmenergy.json (LE2009)"
            )
        );
        Assert.That((alone.Levels[1].Compared, alone.Levels[2].WhyNotCompared), Is.EqualTo((1, "the workspace cannot be opened")));
    }

    [Test]
    public void A_hash_that_was_kept_elsewhere_is_that_of_the_manifest_or_of_the_calculation_with_or_without_its_name()
    {
        using var workspace = Reported();
        var (manifest, calculation) = (workspace.Verify(Q3).Manifest, workspace.Verify(Q3).CalculationHash);
        Assert.That(calculation, Does.StartWith("sha256:"));
        Assert.That(
            new[]
            {
                manifest,
                $"sha256:{manifest}",
                $" SHA256:{manifest.ToUpperInvariant()} ",
                calculation,
                calculation["sha256:".Length..],
            }.Select(hash => workspace.Verify(Q3, hash).Passed),
            Is.All.True
        );
        var wrong = workspace.Verify(Q3, $"sha256:{manifest[..^1]}{(manifest[^1] == '0' ? '1' : '0')}");
        Assert.That(
            wrong.Findings.Select(finding => (finding.File, finding.Message.StartsWith("its SHA-256 is ", StringComparison.Ordinal))),
            Is.EqualTo(new[] { ("manifest.json", true) })
        );
        Assert.That(workspace.Verify(Q3, "").Passed, Is.False);
    }

    [Test]
    public void A_folder_of_another_version_is_verified_by_its_hashes_and_its_rates()
    {
        using var workspace = Rich();
        workspace.Report(Q3);
        workspace.Forge(Q3, manifest => manifest["tool"] = "LlmEnergy 9.9.9");
        var result = workspace.Verify(Q3);
        Assert.That(
            result.Text(),
            Is.EqualTo(
                $"1 manifest.json: names LlmEnergy 9.9.9 as its maker, which LlmEnergy {Pipeline.ToolVersion} does not know: verify it "
                    + $"with that version"
            )
        );
        Assert.That(
            result.Levels.Select(level => (level.Compared > 0, level.WhyNotCompared)),
            Is.EqualTo(
                new[]
                {
                    (true, (string?)null),
                    (true, null),
                    (
                        true,
                        $"made by LlmEnergy 9.9.9, and this is LlmEnergy {Pipeline.ToolVersion}: only the usage of the exports was "
                            + $"compared, with activity.csv"
                    ),
                }
            )
        );
    }

    [Test]
    public void A_folder_with_other_factors_is_calculated_from_its_own_rates()
    {
        using var workspace = Rich();
        var disclosure = workspace.Report(Q3);
        // losses, an instrument and a method by spend are in it
        Assert.That(
            new[] { FigureIds.TransmissionLosses, FigureIds.MarketBased, FigureIds.Other }.Select(id => disclosure[id].Value > 0m),
            Is.All.True
        );
        workspace.Forge(Q3, manifest => (manifest["tool"], manifest["factorPack"]) = ("LlmEnergy 9.9.9", "sha256:0"));
        Assert.That(workspace.Verify(Q3).ButMaker().Text(), Is.Empty);
        ChangeTotal(workspace);
        workspace.Forge(Q3);
        Assert.That(
            workspace.Verify(Q3).ButMaker().Findings.Select(finding => (finding.File, finding.Figure)),
            Is.EqualTo(new[] { ("figures.json", "total_kg") })
        );
    }

    [TestCase("factors.csv", "value", "nothing")]
    [TestCase("factors.csv", "factor_id", "same")]
    [TestCase("rates.csv", "kind", "heat")]
    [TestCase("rates.csv", "pue_low", "0.5")]
    [TestCase("rates.csv", "rate_id", "R")]
    [TestCase("rates.csv", "low", "99999")]
    [TestCase("places.csv", "grid_factor_id", "")]
    [TestCase("places.csv", "place_id", "P009")]
    [TestCase("inventory.csv", "place_id", "")]
    [TestCase("inventory.csv", "rate_id", "R999")]
    [TestCase("inventory.csv", "line_id", "L000009")]
    [TestCase("activity.csv", "output_tokens", "99999999999999999999999999")]
    [TestCase("activity.csv", "output_tokens", "9223372036854775807")]
    [TestCase("activity.csv", "month", "July")]
    [TestCase("activity.csv", "line_id", "")]
    public void A_table_that_cannot_be_is_a_difference_and_no_fault(string file, string column, string value)
    {
        using var workspace = Rich();
        workspace.Report(Q3);
        var lines = File.ReadAllText(workspace.Output(Q3, file)).Split('\n');
        var at = Array.IndexOf(lines[0].Split(','), column);
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var cells = lines[i].Split(',');
            cells[at] = value;
            lines[i] = string.Join(',', cells);
        }

        File.WriteAllText(workspace.Output(Q3, file), string.Join('\n', lines));
        workspace.Forge(Q3, manifest => (manifest["tool"], manifest["factorPack"]) = ("LlmEnergy 9.9.9", "sha256:0"));
        var result = workspace.Verify(Q3).ButMaker();
        Assert.That(result.Files(VerificationLevel.Recalculation), Is.Not.Empty);
        Assert.That(result.Files(VerificationLevel.Hashes), Is.Empty, result.Text());
    }

    [Test]
    public void Columns_and_figures_that_the_other_version_has_not_are_not_compared()
    {
        using var workspace = Rich();
        workspace.Report(Q3);
        foreach (var file in new[] { "inventory.csv", "rates.csv" })
        {
            // an earlier version wrote all but the last column, which holds no commas; a later one adds one
            var lines = File.ReadAllText(workspace.Output(Q3, file)).Split('\n')[..^1].ToList();
            if (file == "rates.csv")
                lines = [.. lines.Select(line => line[..line.LastIndexOf(',')])];
            File.WriteAllText(
                workspace.Output(Q3, file),
                string.Concat(lines.Select((line, at) => at == 0 ? $"{line},of_a_later_version\n" : $"{line},1\n"))
            );
        }

        var figures = JsonNode.Parse(File.ReadAllText(workspace.Output(Q3, "figures.json")))!;
        figures["figures"]!.AsArray().RemoveAt(3);
        figures["figures"]![3]!["id"] = "of_a_later_version";
        File.WriteAllText(workspace.Output(Q3, "figures.json"), figures.ToJsonString());
        workspace.Forge(Q3, manifest => manifest["tool"] = "LlmEnergy 9.9.9");
        Assert.That(workspace.Verify(Q3).ButMaker().Text(), Is.Empty);
        workspace.Forge(Q3, manifest => manifest["tool"] = $"LlmEnergy {Pipeline.ToolVersion}");
        Assert.That(
            workspace
                .Verify(Q3)
                .Findings.Where(finding => finding.Level == VerificationLevel.Recalculation)
                .Select(finding => finding.Message),
            Is.EquivalentTo(
                new[]
                {
                    "has a column of_a_later_version that this program does not write",
                    "has a column of_a_later_version that this program does not write",
                    "the figure is missing",
                    "the figure is missing",
                    "the figure is not one that this program discloses",
                }
            )
        );
    }

    [TestCase(null, TestName = "Figures are calculated without a look at inventory csv: it is gone")]
    [TestCase("nothing\n", TestName = "Figures are calculated without a look at inventory csv: it is another file")]
    public void Figures_are_calculated_before_the_ledger_is_read(string? ledger)
    {
        using var workspace = Reported();
        if (ledger is null)
            File.Delete(workspace.Output(Q3, "inventory.csv"));
        else
            File.WriteAllText(workspace.Output(Q3, "inventory.csv"), ledger);
        var result = workspace.Verify(Q3);
        Assert.That(result.Findings.Select(finding => finding.File).Distinct(), Is.EqualTo(new[] { "inventory.csv" }));
        // and they are compared: another figure is found all the same
        ChangeTotal(workspace);
        Assert.That(
            workspace
                .Verify(Q3)
                .Findings.Where(finding => finding.Level == VerificationLevel.Recalculation && finding.File == "figures.json")
                .Select(finding => finding.Figure),
            Is.EqualTo(new[] { "total_kg" })
        );
    }

    [Test]
    public void A_source_for_the_next_period_is_named_as_what_changed()
    {
        using var workspace = Reported();
        var path = workspace.PathOf("llmenergy.json");
        File.WriteAllText(path, File.ReadAllText(path)[..^"] }".Length] + """, { "id": "next", "path": "next" } ] }""");
        Assert.That(
            workspace.Verify(Q3).Text(),
            Does.StartWith(
                "1 llmenergy.json: an input with other bytes than were read\n3 llmenergy.json: the configuration is not the recorded one: "
                    + "sources.1"
            )
        );
    }

    [Test]
    public void Changed_keys_of_the_configuration_are_named_and_the_folder_is_calculated_as_it_was()
    {
        using var workspace = Reported();
        workspace.Configure("\"gridBasis\": \"direct\", \"transmissionLosses\": true, \"notCalculatedTolerance\": 0.5,");
        Assert.That(
            workspace.Verify(Q3).Text(),
            Is.EqualTo(
                "1 llmenergy.json: an input with other bytes than were read\n3 llmenergy.json: the configuration is not the recorded one: "
                    + "electricity.gridBasis, electricity.transmissionLosses, notCalculatedTolerance"
            )
        );
    }

    [Test]
    public void A_configuration_with_letters_beyond_ASCII_is_the_recorded_one()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-05")
            .Write(
                "llmenergy.json",
                """{ "schema": 1, "undertaking": "Ødegård \u4E2D & Søn", "sources": [ { "id": "all", "path": "exports", "region": "GB" } ] }"""
            );
        workspace.Report(Q3, isFinal: false);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void A_setting_that_came_later_is_named()
    {
        using var workspace = Reported().Write("instruments.csv", Instruments);
        var result = workspace.Verify(Q3);
        Assert.That(result.Files(VerificationLevel.Recalculation), Is.Empty);
        Assert.That(result.Files(VerificationLevel.Rerun), Does.Contain("inventory.csv"));
    }

    [Test]
    public void An_export_that_came_later_and_holds_nothing_of_the_period_is_in_nobodys_way()
    {
        using var workspace = Reported().Write("exports/a-next.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("z", "2025-10-01"));
        Assert.That((workspace.Verify(Q3).Text(), workspace.Verify(Q3).Levels[2].Compared > 10), Is.EqualTo(("", true)));
    }

    [Test]
    public void An_export_that_came_later_and_has_rows_of_the_period_is_named()
    {
        using var workspace = Reported()
            .Write(
                "exports/a-next.csv",
                PeriodWorkspace.Header + PeriodWorkspace.Row("y", "2025-09-30") + PeriodWorkspace.Row("z", "2025-10-01")
            );
        Assert.That(
            workspace.Verify(Q3).Text(),
            Is.EqualTo("3 exports/a-next.csv: is an export that came later, and has rows of the period (1)")
        );
    }

    [Test]
    public void An_archive_is_verified_by_its_bytes()
    {
        using var workspace = Reported();
        using (
            var zip = System.IO.Compression.ZipFile.Open(workspace.PathOf("exports/more!.zip"), System.IO.Compression.ZipArchiveMode.Create)
        )
            foreach (var name in new[] { "a.csv", "b.csv" })
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(PeriodWorkspace.Header + PeriodWorkspace.Row(name, "2025-08-01"));
            }

        workspace.Report(Q3);
        Assert.That(
            RecordedManifest.Read(workspace.PathOf($"periods/{Q3}")).Exports.Select(file => file.Path),
            Is.EqualTo(new[] { "exports/log.csv", "exports/more!.zip!a.csv", "exports/more!.zip!b.csv" })
        );
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
        var bytes = File.ReadAllBytes(workspace.PathOf("exports/more!.zip"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(workspace.PathOf("exports/more!.zip"), bytes);
        Assert.That(workspace.Verify(Q3).Text(), Is.EqualTo("1 exports/more!.zip: an input with other bytes than were read"));
    }

    [Test]
    public void A_period_without_usage_is_verified()
    {
        using var workspace = Reported();
        workspace.Report("2024", isFinal: false);
        Assert.That(workspace.Verify("2024").Text(), Is.Empty);
    }

    [Test]
    public void A_period_of_which_nothing_could_be_read_is_verified()
    {
        using var workspace = new PeriodWorkspace().Write("exports/log.csv", "what, is, this\n1,2,3\n");
        workspace.Report(Q3, isFinal: false);
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
    }

    [Test]
    public void The_result_is_one_document_of_JSON()
    {
        using var workspace = Reported();
        File.Delete(workspace.Output(Q3, "rates.csv"));
        workspace.Forge(Q3, manifest => manifest["tool"] = "LlmEnergy 9.9.9", withEvents: true, without: "rates.csv");
        using var output = new MemoryStream();
        VerificationJson.Write(workspace.Verify(Q3).ButMaker(), output);
        var json = JsonDocument.Parse(output.ToArray()).RootElement;
        Assert.That(
            json.EnumerateObject().Select(member => member.Name),
            Is.EqualTo(
                new[]
                {
                    "schema",
                    "passed",
                    "verdict",
                    "manifest",
                    "calculationHash",
                    "code",
                    "madeBy",
                    "levels",
                    "fromSnapshot",
                    "proofs",
                    "differences",
                }
            )
        );
        Assert.That(
            json.GetProperty("levels")
                .EnumerateArray()
                .Select(level => level.GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    """{"level":1,"compared":20,"notCompared":null}""",
                    """{"level":2,"compared":1,"notCompared":null}""",
                    $$"""{"level":3,"compared":1,"notCompared":"madebyLlmEnergy9.9.9,andthisisLlmEnergy{{Pipeline.ToolVersion}}:onlytheusageoftheexportswascompared,withactivity.csv"}""",
                }
            )
        );
        Assert.That(
            json.GetProperty("differences")[0].EnumerateObject().Select(member => (member.Name, member.Value.ToString())),
            Is.EqualTo(new[] { ("level", "1"), ("file", "rates.csv"), ("figure", ""), ("message", "is missing") })
        );
    }

    private static PeriodWorkspace Reported() =>
        Beginnings.Copy(
            nameof(VerifierTests),
            () =>
            {
                var workspace = PeriodWorkspace.WithLog("2025-07-01");
                workspace.Report(Q3);
                return workspace;
            }
        );

    private static PeriodWorkspace Rich() =>
        PeriodWorkspace
            .WithLog("2025-07-01", "2025-08-01")
            .Write("exports/bill.csv", Bill)
            .Write("instruments.csv", Instruments)
            .Configure("\"gridBasis\": \"direct\", \"transmissionLosses\": true,");

    /// <summary>Half of the total, in figures.json alone.</summary>
    private static void ChangeTotal(PeriodWorkspace workspace)
    {
        var figures = JsonNode.Parse(File.ReadAllText(workspace.Output(Q3, "figures.json")))!;
        var total = figures["figures"]!.AsArray().Single(figure => figure!["id"]!.GetValue<string>() == "total_kg")!;
        total["value"] = total["value"]!.GetValue<decimal>() / 2m;
        File.WriteAllText(workspace.Output(Q3, "figures.json"), figures.ToJsonString());
    }
}
