using LlmEnergy.Domain;
using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

/// <summary>A workspace's own factors on top of a pack.</summary>
public sealed class OverlayTests
{
    private const string Header =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n";

    private const string Addition =
        "residual-own-dk-2024,,400,,gCO2e/kWh,2024-01-01,2024-12-31,DK,direct,own,table "
        + "1,primary,,Title,Publisher,2025,https://example.org,own use,Publisher (2025),2026-01-31,the source,,,\n";
    private const string Override =
        "grid-dk-2024,,90,,gCO2e/kWh,2024-01-01,2024-12-31,DK,direct,own,table 1,primary,,Title,Publisher,2025,https://example.org,own "
        + "use,Publisher (2025),2026-01-31,the source,policy,A. Berg,2026-02-01\n";

    private static readonly FactorPack Pack = FactorLoader.Load(SmallFiles.All);

    [Test]
    public void A_new_id_is_an_addition() =>
        Assert.That((With(Addition).Residual("DK", 2024)?.Factor.Value, With(Addition).Overrides.Count), Is.EqualTo(((decimal?)400m, 0)));

    [Test]
    public void An_addition_brings_its_source() =>
        Assert.That(With(Addition).SourceOf(With(Addition).Factor("residual-own-dk-2024")).Licence, Is.EqualTo("own use"));

    [Test]
    public void An_id_of_the_pack_overrides_that_factor() =>
        Assert.That(With(Override).Grid(new("", "", "", "DK", 2024))?.Intensity.KilogramsCo2ePerKilowattHour, Is.EqualTo(0.09m));

    [Test]
    public void An_override_is_on_record()
    {
        var known = With(Override).Overrides.Single();
        Assert.That(
            (known.Replaced.Value, known.Factor.Value, known.Reason, known.Author, known.Date),
            Is.EqualTo((100m, 90m, "policy", "A. Berg", new DateOnly(2026, 2, 1)))
        );
    }

    [Test]
    public void The_note_of_an_override_says_what_it_stands_for() =>
        Assert.That(With(Override).Factor("grid-dk-2024").Note, Is.EqualTo("in the place of 100 of s: policy (A. Berg, 2026-02-01)"));

    [Test]
    public void The_pack_below_stays_as_it_is()
    {
        With(Override);
        Assert.That((Pack.Factor("grid-dk-2024").Value, Pack.Overrides.Count), Is.EqualTo((100m, 0)));
    }

    [Test]
    public void Another_file_is_another_hash() =>
        Assert.That(new[] { Pack.Hash, With(Addition).Hash, With(Override).Hash }, Is.Unique.And.All.StartsWith("sha256:"));

    [Test]
    public void The_same_files_are_the_same_hash() =>
        Assert.That(With(Addition).Hash, Is.EqualTo(With(Addition.Replace("\n", "\r\n", StringComparison.Ordinal)).Hash));

    [Test]
    public void Without_files_it_is_the_pack_itself() => Assert.That(Pack.With(FactorFiles.None), Is.SameAs(Pack));

    [Test]
    public void An_overlay_on_an_overlay_keeps_both_overrides()
    {
        var twice = With(Override)
            .With(FactorFiles.None.With("b.csv", Header + Override.Replace(",,90,,", ",,80,,", StringComparison.Ordinal)));
        Assert.That(
            twice.Overrides.Select(known => (known.Replaced.Value, known.Factor.Value)),
            Is.EqualTo(new[] { (100m, 90m), (90m, 80m) })
        );
    }

    [TestCase("policy", "", 22, "reason")]
    [TestCase("A. Berg", "", 23, "author")]
    [TestCase("2026-02-01", "", 24, "date")]
    public void An_override_says_why_who_and_when(string what, string instead, int column, string name) =>
        Assert.That(
            IssuesOf(Override.Replace(what, instead, StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    FormattableString.Invariant(
                        $"own.csv:2:{column}: error LE3012: found no {name}, expected one: grid-dk-2024 stands for a factor of the pack"
                    ),
                }
            )
        );

    [Test]
    public void An_override_keeps_the_unit() =>
        Assert.That(
            Issues(
                FactorLoader.Load(
                    SmallFiles.WithFactors(
                        SmallFiles.Grid2024.TrimEnd(),
                        "class-l,,1,,Wh/request,2024-01-01,2024-12-31,DK,b,s,table 1,primary,"
                    )
                ),
                Override.Replace("grid-dk-2024", "class-l", StringComparison.Ordinal)
            ),
            Is.EqualTo(
                new[]
                {
                    "own.csv:2:5: error LE3012: found another unit, expected Wh/request: class-l stands for a factor of the pack, which has it",
                }
            )
        );

    [TestCase(
        ",DK,",
        ",WORLD,",
        "own.csv:2:8: error LE3012: found another geography, expected DK: grid-dk-2024 stands for a factor of the pack, which has it"
    )]
    [TestCase(
        "2024-01-01",
        "2023-01-01",
        "own.csv:2:6: error LE3012: found another valid_from, expected 2024-01-01: grid-dk-2024 stands for a factor of the pack, which has it"
    )]
    [TestCase(
        "2024-12-31",
        "2025-12-31",
        "own.csv:2:7: error LE3012: found another valid_to, expected 2024-12-31: grid-dk-2024 stands for a factor of the pack, which has it"
    )]
    [TestCase("2026-02-01", "February", "own.csv:2:24: error LE3005: found no date in date, expected one such as 2026-10-02")]
    public void An_override_keeps_place_and_time(string what, string instead, string expected) =>
        Assert.That(IssuesOf(Override.Replace(what, instead, StringComparison.Ordinal)), Is.EqualTo(new[] { expected }));

    [Test]
    public void An_addition_may_not_overlap_a_factor_of_the_pack() =>
        Assert.That(
            IssuesOf(Override.Replace("grid-dk-2024", "grid-own-dk-2024", StringComparison.Ordinal)),
            Is.EqualTo(
                new[] { "own.csv:2:6: error LE3009: found grid-own-dk-2024 on days of grid-dk-2024 in DK, expected one of them on a day" }
            )
        );

    [Test]
    public void An_addition_may_not_leave_a_gap_to_a_factor_of_the_pack() =>
        Assert.That(
            IssuesOf(Override.Replace("2024", "2021", StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "own.csv:2:6: error LE3009: found 730 days between grid-dk-2021 and grid-dk-2024 in DK, expected none without a factor",
                }
            )
        );

    [Test]
    public void A_year_after_the_pack_is_an_addition() =>
        Assert.That(
            With(Override.Replace("2024", "2025", StringComparison.Ordinal)).Grid(new("", "", "", "DK", 2025))?.Factor.Path,
            Is.EqualTo("zone DK stated -> DK -> 2025")
        );

    [Test]
    public void An_id_stands_in_one_file_only() =>
        Assert.That(
            FactorLoader
                .Check(Pack, FactorFiles.None.With("a.csv", Header + Addition).With("b.csv", Header + Addition))
                .Select(issue => issue.ToString()),
            Is.EqualTo(new[] { "b.csv:2:1: error LE3008: found 'residual-own-dk-2024' in factor_id twice, expected it once" })
        );

    [Test]
    public void A_source_of_the_pack_need_not_be_written_again() =>
        Assert.That(
            With("residual-own-dk-2024,,400,,gCO2e/kWh,2024-01-01,2024-12-31,DK,direct,s,table 1,primary,,,,,,,,,,,,\n").Sources,
            Has.Count.EqualTo(1)
        );

    [Test]
    public void A_source_that_is_not_there_must_be_written() =>
        Assert.That(
            IssuesOf("residual-own-dk-2024,,400,,gCO2e/kWh,2024-01-01,2024-12-31,DK,direct,own,table 1,primary,,,,,,,,,,,,\n"),
            Is.SupersetOf(
                new[]
                {
                    "own.csv:2:14: error LE3004: found no source_title, expected one",
                    "own.csv:2:18: error LE3004: found no licence, expected one",
                    "own.csv:2:21: error LE3004: found no read_from, expected one",
                }
            )
        );

    [Test]
    public void A_source_has_one_meaning() =>
        Assert.That(
            IssuesOf(
                Addition
                    + Addition
                        .Replace("-2024,", "-2025,", StringComparison.Ordinal)
                        .Replace("2024-", "2025-", StringComparison.Ordinal)
                        .Replace("Title", "Other title", StringComparison.Ordinal)
            ),
            Is.EqualTo(
                new[]
                {
                    "own.csv:3:10: error LE3008: found another source as 'own', expected the one that has this id: leave its columns empty, or choose another id",
                }
            )
        );

    [Test]
    public void A_file_that_is_no_text_is_refused_as_a_whole()
    {
        using var bytes = new MemoryStream([(byte)'a', 0xC3, 0x28]);
        Assert.That(
            FactorLoader.Check(Pack, FactorFiles.None.With("own.csv", bytes)).Select(issue => issue.ToString()),
            Is.EqualTo(new[] { "own.csv: error LE3003: found bytes that are not UTF-8, expected a table saved as CSV UTF-8" })
        );
    }

    [Test]
    public void Semicolons_between_the_columns_are_named() =>
        Assert.That(
            FactorLoader.Check(Pack, FactorFiles.None.With("own.csv", "factor_id;value\n")).Select(issue => issue.ToString()),
            Is.EqualTo(new[] { "own.csv:1: error LE3002: found semicolons between the columns, expected commas" })
        );

    [Test]
    public void A_file_of_another_form_says_which_columns_it_lacks() =>
        Assert.That(
            FactorLoader.Check(Pack, FactorFiles.None.With("own.csv", SmallFiles.FactorHeader)).Select(issue => issue.ToString()),
            Has.One.StartsWith("own.csv:1: error LE3002: found other columns, expected ")
                .And.One.EndsWith(
                    ": no source_title, publisher, source_year, url, licence, attribution, retrieved, read_from, reason, author, date"
                )
        );

    [TestCase("a\u001b[2Jb")]
    [TestCase("\"a\nb\"")]
    public void Text_that_a_terminal_obeys_is_refused(string text) =>
        Assert.That(
            IssuesOf(Addition.Replace("Title", text, StringComparison.Ordinal)),
            Is.EqualTo(
                new[]
                {
                    "own.csv:2:14: error LE3005: found more than 1000 characters or a control character in source_title, expected text of one line",
                }
            )
        );

    [Test]
    public void A_file_with_issues_is_of_no_use() =>
        Assert.That(
            () => With(Override.Replace("policy", "", StringComparison.Ordinal)),
            Throws
                .TypeOf<ConfigurationException>()
                .With.Property(nameof(ConfigurationException.Issues))
                .Exactly(1)
                .Property(nameof(Issue.Code))
                .EqualTo("LE3012")
        );

    [Test]
    public void A_file_is_told_by_its_columns() =>
        Assert.That(
            (
                FactorLoader.IsOverlay(System.Text.Encoding.UTF8.GetBytes(Header)),
                FactorLoader.IsOverlay(System.Text.Encoding.UTF8.GetBytes(SmallFiles.FactorHeader)),
                FactorLoader.IsOverlay([])
            ),
            Is.EqualTo((true, false, false))
        );

    [Test]
    public void The_template_can_be_used_as_it_stands()
    {
        var pack = FactorPack.BuiltIn.With(FactorFiles.None.With("import.csv", Template()));
        Assert.That(pack.Overrides.Select(known => known.Factor.Id), Is.EqualTo(new[] { "grid-ember-dk-2024" }));
        Assert.That(
            pack.Factors.Select(factor => factor.Id).Except(FactorPack.BuiltIn.Factors.Select(factor => factor.Id)),
            Is.EqualTo(new[] { "ecologits-adpe-dk", "ecologits-pe-dk", "residual-example-dk-2025", "supplier-example-cloud-2025" })
        );
    }

    [Test]
    public void Each_row_of_the_template_says_that_it_is_made_up() =>
        Assert.That(
            Template().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1),
            Has.Exactly(5).Items.And.All.Contains("EXAMPLE: made-up value")
        );

    private static string Template() =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "templates", "factors", "import.csv")).ReplaceLineEndings("\n");

    private static FactorPack With(string records) => Pack.With(FactorFiles.None.With("own.csv", Header + records));

    private static IEnumerable<string> IssuesOf(string records) => Issues(Pack, records);

    private static IEnumerable<string> Issues(FactorPack pack, string records) =>
        FactorLoader.Check(pack, FactorFiles.None.With("own.csv", Header + records)).Select(issue => issue.ToString());
}
