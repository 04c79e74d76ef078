using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests.Periods;

/// <summary>
/// What stands beside the figures of 2026-Q3. A kWh of Great Britain is 0.25741 kg in 2025, and in 2026, which has no factor of its own
/// yet.
/// </summary>
public class EarlierFiguresTests
{
    private const string Before = "2025-Q3";
    private const string Now = "2026-Q3";
    private const string Csv = "comparatives.csv";
    private const string Header = "period,figure,value,unit,source\n";
    private const string InputHeader = "period,input,value,unit,source\n";

    [Test]
    public void A_first_year_has_nothing_to_compare_with()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01");
        var disclosure = workspace.Report(Now);
        Assert.That(
            (disclosure.Previous, disclosure.PreviouslyStated, disclosure.BaseYear, disclosure.Events, disclosure.Given),
            Is.EqualTo(
                ((Comparative?)null, (Comparative?)null, (Comparative?)null, Array.Empty<VersionEvent>(), Array.Empty<GivenFigure>())
            )
        );
        Assert.That(disclosure.Issues.Where(issue => issue.Code is "LE2022" or "LE4009"), Is.Empty);
    }

    [Test]
    public void The_closed_version_of_the_year_before_is_compared_with()
    {
        using var workspace = Closed();
        var previous = workspace.Report(Now).Previous!;
        Assert.That(
            (previous.Period, previous.Origin, previous[FigureIds.TotalKilograms], previous[FigureIds.Energy], previous[FigureIds.Scope3]),
            Is.EqualTo((Before, Before, 0.25741m, 1m, (decimal?)null))
        );
    }

    [Test]
    public void A_period_that_is_not_closed_is_not_compared_with()
    {
        using var workspace = PeriodWorkspace.WithLog("2025-07-01", "2026-07-01");
        workspace.Report(Before);
        Assert.That(workspace.Report(Now).Previous, Is.Null);
    }

    [TestCase("2025-Q3", "2026-Q3")]
    [TestCase("2025", "2026")]
    [TestCase("2025-H2", "2026-H2")]
    [TestCase("2025-YTD3", "2026-YTD3")]
    [TestCase("FY2025-Q3", "FY2026-Q3")]
    public void Rows_of_comparatives_stand_in_for_a_period_that_was_not_closed(string before, string now)
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Write(Csv, $"{Header}{before},total,0.098,tCO2e,annual report\n2024,total,7,tCO2e,another year\n");
        var previous = workspace.Report(now).Previous!;
        Assert.That(
            (previous.Period, previous.Origin, previous[FigureIds.Total], previous.Values.Count),
            Is.EqualTo((before, Csv, 0.098m, 1))
        );
    }

    [Test]
    public void What_a_closed_version_lacks_is_completed_and_what_it_has_wins()
    {
        using var workspace = Closed()
            .Write(
                Csv,
                $"{Header}2025-Q3,scope3,12,tCO2e,inventory\n2025-Q3,energy,1,kWh,the same\n2025-Q3,total_kg,0.3,kgCO2e,a spreadsheet\n"
            );
        var disclosure = workspace.Report(Now);
        Assert.That(
            (disclosure.Previous!.Origin, disclosure.Previous[FigureIds.Scope3], disclosure.Previous[FigureIds.TotalKilograms]),
            Is.EqualTo(("2025-Q3, comparatives.csv", 12m, 0.25741m))
        );
        Assert.That(
            Findings(disclosure),
            Is.EqualTo(
                new[]
                {
                    "comparatives.csv:4:2: warning LE2022: found another total_kg of 2025-Q3 than the closed 2025-Q3 states, expected the "
                        + "same or none: the closed one is compared with",
                }
            )
        );
    }

    [Test]
    public void A_closed_version_that_lacks_nothing_is_the_only_origin()
    {
        using var workspace = Closed().Write(Csv, $"{Header}2025-Q3,energy,1,kWh,the same\n");
        Assert.That(workspace.Report(Now).Previous!.Origin, Is.EqualTo(Before));
    }

    [Test]
    public void Amounts_in_another_currency_are_not_compared()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Write("inputs.csv", $"{InputHeader}2026-Q3,net_revenue,1000000,EUR,s\n")
            .Write(Csv, $"{Header}2025-Q3,net_revenue,7450000,DKK,s\n2025-Q3,total,0.1,tCO2e,s\n");
        var disclosure = workspace.Report(Now);
        Assert.That((disclosure.Previous![FigureIds.NetRevenue], disclosure.Previous[FigureIds.Total]), Is.EqualTo(((decimal?)null, 0.1m)));
        Assert.That(
            Findings(disclosure),
            Is.EqualTo(
                new[]
                {
                    "comparatives.csv:2:2: warning LE2022: found net_revenue of 2025-Q3 in DKK, expected EUR as in 2026-Q3: it is not "
                        + "compared",
                }
            )
        );
    }

    [Test]
    public void A_restated_year_before_is_compared_with_as_restated_and_as_previously_stated()
    {
        using var workspace = Closed()
            .Write("exports/late.csv", PeriodWorkspace.Header + PeriodWorkspace.Row("late", "2025-07-02"))
            .Write(Csv, $"{Header}2025-Q3,category1,12,tCO2e,inventory\n");
        workspace.Restate(Before);
        Assert.That(workspace.Report(Now).PreviouslyStated, Is.Null, "the restatement is open");
        workspace.Close("2025-Q3~r1");
        var disclosure = workspace.Report(Now);
        Assert.That(
            (disclosure.Previous!.Origin, disclosure.Previous[FigureIds.Energy], disclosure.Previous[FigureIds.Category1]),
            Is.EqualTo(("2025-Q3~r1, comparatives.csv", 2m, 12m))
        );
        Assert.That(
            (
                disclosure.PreviouslyStated!.Period,
                disclosure.PreviouslyStated.Origin,
                disclosure.PreviouslyStated[FigureIds.Energy],
                disclosure.PreviouslyStated[FigureIds.Category1]
            ),
            Is.EqualTo((Before, Before, 1m, (decimal?)null))
        );
        Assert.That(workspace.Verify(Now).Text(), Is.Empty);
    }

    [Test]
    public void The_base_year_is_closed_or_given_and_ended_before_the_period()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Configure("\"baseYear\": \"2024\",")
            .Write(Csv, $"{Header}2024,total,0.09,tCO2e,annual report 2024\n");
        var baseYear = workspace.Report(Now).BaseYear!;
        Assert.That((baseYear.Period, baseYear.Origin, baseYear[FigureIds.Total]), Is.EqualTo(("2024", Csv, 0.09m)));
        Assert.That(new[] { "2024", "2024-Q3", "2023" }.Select(period => workspace.Report(period, isFinal: false).BaseYear), Is.All.Null);
    }

    [Test]
    public void A_closed_base_year_may_be_the_year_before_too()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2025-07-01", "2026-07-01")
            .Configure("\"baseYear\": \"2025\",")
            .Write(Csv, $"{Header}2025,total_kg,7,kgCO2e,s\n");
        workspace.Report("2025");
        workspace.Close("2025");
        var disclosure = workspace.Report("2026");
        Assert.That(
            (disclosure.BaseYear!.Origin, disclosure.BaseYear[FigureIds.TotalKilograms], disclosure.Previous![FigureIds.TotalKilograms]),
            Is.EqualTo(("2025", 0.25741m, 0.25741m))
        );
        Assert.That(Findings(disclosure), Has.Length.EqualTo(1), "a row that is not used is said once");
    }

    [Test]
    public void Targets_and_materiality_are_those_of_the_configuration()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Configure(
                "\"targets\": [ { \"figure\": \"total\", \"year\": 2030, \"value\": 1.2, \"source\": \"plan\" } ], \"materiality\": { "
                    + "\"isMaterial\": false, \"date\": \"2026-03-01\", \"basis\": \"minutes\" },"
            );
        var disclosure = workspace.Report(Now);
        Assert.That(
            (disclosure.Targets.Single(), disclosure.Decision),
            Is.EqualTo((new Target(FigureIds.Total, 2030, 1.2m, "plan"), new Decision(Relevance.NotMaterial, new(2026, 3, 1), "minutes")))
        );
        Assert.That(
            JsonSerializer.Serialize(workspace.Parsed(Now, "manifest.json").GetProperty("configuration").GetProperty("targets")),
            Is.EqualTo("""[{"figure":"total","year":2030,"value":1.2,"source":"plan"}]""")
        );
    }

    [Test]
    public void Events_of_the_closed_versions_stand_in_the_order_of_time_without_addresses()
    {
        using var workspace = PeriodWorkspace.WithLog("2025-07-01", "2026-04-01", "2026-07-01");
        foreach (var period in new[] { Before, "2026-Q2" })
        {
            workspace.Report(period);
            workspace.Close(period);
        }

        var events = workspace.Report(Now).Events;
        Assert.That(
            events.Select(made => (made.Version, made.Event, made.By)),
            Is.EqualTo(
                new[] { Before, "2026-Q2" }.SelectMany(version =>
                    new[]
                    {
                        (version, "reported", "tester"),
                        (version, "prepared", "A. Berg"),
                        (version, "reviewed", "B. Holm"),
                        (version, "approved", "C. Dahl"),
                        (version, "closed", "A. Berg"),
                    }
                )
            )
        );
        Assert.That(
            (events[1].Role, events.Select(made => made.Time)),
            Is.EqualTo(("Controller", events.Select(made => made.Time).Order()))
        );
        Assert.That(events[4].Manifest, Is.EqualTo(Sha256.Of(workspace.Output(Before, "manifest.json"))));
    }

    [Test]
    public void The_file_of_figures_states_what_each_figure_was()
    {
        using var workspace = Whole();
        workspace.Report(Now);
        var figures = workspace.Parsed(Now, "figures.json");
        string Text(string name) => JsonSerializer.Serialize(figures.GetProperty(name));
        Assert.That(
            (Text("comparative"), Text("previouslyStated"), Text("baseYear")),
            Is.EqualTo(
                (
                    """{"period":"2025-Q3","origin":"2025-Q3, comparatives.csv"}""",
                    "null",
                    """{"period":"2024","origin":"comparatives.csv"}"""
                )
            )
        );
        string Figure(string id, params string[] names) =>
            string.Join(
                ' ',
                names.Select(name =>
                    figures
                        .GetProperty("figures")
                        .EnumerateArray()
                        .Single(figure => figure.GetProperty("id").GetString() == id)
                        .GetProperty(name)
                        .GetRawText()
                )
            );
        Assert.That(Figure("total_kg", "value", "previous", "base", "member", "isInput"), Is.EqualTo("0.25741 0.25741 null null false"));
        Assert.That(Figure("scope3", "value", "previous", "base", "member", "isInput"), Is.EqualTo("15 null null null true"));
        Assert.That(
            Figure("category1", "value", "previous", "base", "member"),
            Is.EqualTo("null 12 11 \"Category1PurchasedGoodsAndServicesMember\"")
        );
    }

    [Test]
    public void Inputs_make_the_figures_that_rest_on_them_and_those_of_other_periods_make_nothing()
    {
        using var workspace = Whole()
            .Write(
                "inputs.csv",
                $"{InputHeader}2026-Q3,cloud_services_other,0,tCO2e,attested\n2026-Q3,category1_other,10,tCO2e,s\n2026-Q3,scope3,20,tCO2e,s\n2026-Q2,scope3,0.000001,tCO2e,s\n2026-Q2,net_revenue,5,EUR,s\n"
            );
        var disclosure = workspace.Report(Now);
        Assert.That(
            (disclosure[FigureIds.CloudServices].Value, disclosure[FigureIds.Category1].Value, disclosure[FigureIds.Scope3].Value),
            Is.EqualTo((0.00025741m, 10.00025741m, 20m))
        );
        Assert.That(
            (
                disclosure[FigureIds.NetRevenue].Value,
                disclosure[FigureIds.NetRevenue].WhyMissing,
                disclosure.Given.Length,
                Findings(disclosure)
            ),
            Is.EqualTo(((decimal?)null, MissingReason.NotGiven, 3, Array.Empty<string>()))
        );
    }

    [Test]
    public void A_category_above_the_total_of_Scope_3_is_a_finding()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2026-07-01")
            .Write(
                "inputs.csv",
                $"{InputHeader}2026-Q3,cloud_services_other,0,tCO2e,attested\n2026-Q3,category1_other,10,tCO2e,s\n2026-Q3,scope3,9,tCO2e,s\n"
            );
        Assert.That(
            Findings(workspace.Report(Now)),
            Is.EqualTo(
                new[]
                {
                    "inputs.csv:4:2: warning LE4009: found total Scope 3 of 9 t below its part category1 of 10.000257 t, expected at "
                        + "least that",
                }
            )
        );
    }

    [Test]
    public void A_period_without_usage_still_states_what_was_given()
    {
        using var workspace = PeriodWorkspace
            .WithLog("2025-07-01")
            .Write("inputs.csv", $"{InputHeader}2026-Q3,scope3,9,tCO2e,s\n")
            .Write(Csv, $"{Header}2025-Q3,scope3,8,tCO2e,s\n");
        var disclosure = workspace.Report(Now, isFinal: false);
        Assert.That(
            (disclosure[FigureIds.Scope3].Value, disclosure.Previous![FigureIds.Scope3], disclosure.AllChecksPass),
            Is.EqualTo((9m, 8m, false))
        );
    }

    [Test]
    public void Inputs_of_the_reported_period_among_the_comparatives_stop_before_anything_is_written()
    {
        using var workspace = PeriodWorkspace.WithLog("2026-07-01").Write(Csv, $"{Header}2026-Q3,scope3,8,tCO2e,s\n");
        Assert.That(
            () => workspace.Report(Now),
            Throws.TypeOf<ConfigurationException>().With.Message.StartsWith("comparatives.csv:2:2: error LE2020: found an input of 2026-Q3")
        );
        Assert.That(Directory.Exists(workspace.PathOf("periods")), Is.False);
    }

    [Test]
    public void A_second_run_writes_the_same_bytes()
    {
        using var workspace = Whole();
        string[] Hashes() =>
            [
                .. Directory
                    .EnumerateFiles(workspace.PathOf("periods/2026-Q3"))
                    .Where(file => Path.GetFileName(file) != EventLog.FileName)
                    .Order(StringComparer.Ordinal)
                    .Select(Sha256.Of),
            ];
        workspace.Report(Now);
        var first = Hashes();
        workspace.Report(Now);
        Assert.That(Hashes(), Is.EqualTo(first).And.Not.Empty);
    }

    [Test]
    public void The_manifest_records_the_closed_versions_and_verification_makes_the_same_again_also_after_more_are_closed()
    {
        using var workspace = Whole();
        workspace.Report(Now);
        var closed = $$"""{"folder":"2025-Q3","manifest":"{{Sha256.Of(workspace.Output(Before, "manifest.json"))}}"}""";
        var manifest = workspace.Parsed(Now, "manifest.json");
        Assert.That(
            new[] { "comparativeClosed", "previouslyStatedClosed", "baseYearClosed" }.Select(name =>
                JsonSerializer.Serialize(manifest.GetProperty(name))
            ),
            Is.EqualTo(new[] { closed, "null", "null" })
        );
        Assert.That(workspace.Verify(Now).Text(), Is.Empty);
        workspace.Restate(Before);
        workspace.Close("2025-Q3~r1");
        workspace.Report("2024");
        workspace.Close("2024");
        Assert.That(workspace.Verify(Now).Text(), Is.Empty, "what was closed later is not what the report rests on");
        workspace.Report(Now);
        Assert.That(
            new[] { "comparativeClosed", "previouslyStatedClosed", "baseYearClosed" }.Select(name =>
                workspace.Parsed(Now, "manifest.json").GetProperty(name).GetProperty("folder").GetString()
            ),
            Is.EqualTo(new[] { "2025-Q3~r1", Before, "2024" })
        );
        Assert.That(workspace.Verify(Now).Text(), Is.Empty);
    }

    [Test]
    public void Changed_and_missing_folders_of_comparatives_are_differences()
    {
        using var workspace = Whole();
        workspace.Report(Now);
        var (figures, was) = (workspace.Output(Before, "figures.json"), File.ReadAllText(workspace.Output(Before, "figures.json")));
        File.WriteAllText(figures, was.Replace("0.25741", "0.2", StringComparison.Ordinal));
        Assert.That(
            workspace.Verify(Now).Text().Split('\n'),
            Is.EqualTo(
                new[]
                {
                    "1 periods/2025-Q3/figures.json: is not the file of figures of the closed period that the report refers to",
                    "3 : the report cannot be made again: periods/2025-Q3/figures.json is not that of the closed period",
                }
            )
        );
        Assert.That(
            () => workspace.Report(Now),
            Throws.TypeOf<RecordedFileException>().With.Message.EqualTo("periods/2025-Q3/figures.json is not that of the closed period"),
            "nobody compares with changed figures"
        );
        File.WriteAllText(figures, was);
        workspace.Forge(Before, manifest => manifest["tool"] = "LlmEnergy 9.9.9");
        Assert.That(workspace.Verify(Now).Files(VerificationLevel.Hashes), Is.EqualTo(new[] { "periods/2025-Q3/manifest.json" }));
        Directory.Delete(workspace.PathOf("periods/2025-Q3"), recursive: true);
        Assert.That(
            workspace.Verify(Now).Text(),
            Does.StartWith("1 periods/2025-Q3/manifest.json: the manifest of a closed period that the report refers to is missing")
        );
    }

    [Test]
    public void A_changed_register_is_a_difference()
    {
        using var workspace = Whole();
        workspace.Report(Now);
        workspace.Write(Csv, $"{Header}2025-Q3,scope3,13,tCO2e,s\n");
        Assert.That(
            workspace.Verify(Now).Text(),
            Is.EqualTo("1 comparatives.csv: a register whose rows of the period are others than were read")
        );
    }

    [Test]
    public void A_forged_name_of_a_comparative_leads_to_no_other_folder()
    {
        using var workspace = Whole();
        workspace.Report(Now);
        workspace.Forge(Now, manifest => manifest["comparativeClosed"] = new JsonObject { ["folder"] = "../exports", ["manifest"] = "" });
        Assert.That(
            workspace.Verify(Now).Text().Split('\n'),
            Is.EqualTo(
                new[]
                {
                    "1 manifest.json: refers to a period outside of the workspace",
                    "3 : the report cannot be made again: manifest.json refers to a period outside of the workspace",
                }
            )
        );
    }

    private static string[] Findings(Disclosure disclosure) =>
        [.. disclosure.Issues.Where(issue => issue.Code is "LE2022" or "LE4009").Select(issue => issue.ToString())];

    private static PeriodWorkspace Closed() =>
        Beginnings.Copy(
            nameof(EarlierFiguresTests),
            () =>
            {
                var workspace = PeriodWorkspace.WithLog("2025-07-01", "2026-07-01");
                workspace.Report(Before);
                return workspace.Close(Before);
            }
        );

    /// <summary>With everything: a closed year before that comparatives complete, a base year, inputs.</summary>
    private static PeriodWorkspace Whole()
    {
        var workspace = PeriodWorkspace
            .WithLog("2024-07-01", "2025-07-01", "2026-07-01")
            .Configure(
                "\"baseYear\": \"2024\", \"targets\": [ { \"figure\": \"scope3\", \"year\": 2030, \"value\": 5, \"source\": \"plan\" } ], "
                    + "\"materiality\": { \"isMaterial\": true, \"date\": \"2026-03-01\", \"basis\": \"minutes\" },"
            )
            .Write("inputs.csv", $"{InputHeader}2026-Q3,scope3,15,tCO2e,s\n");
        workspace.Report(Before);
        return workspace.Close(Before).Write(Csv, $"{Header}2025-Q3,category1,12,tCO2e,s\n2024,category1,11,tCO2e,s\n");
    }
}
