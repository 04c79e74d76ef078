using System.IO.Compression;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting;

namespace LlmEnergy.Tests.Accounting;

/// <summary>
/// Clouds' reports to their customers beside the tonnes calculated here: the log has one row on Bedrock on 5 July 2026, of 1 kWh.
/// </summary>
public class CarbonReportsTests
{
    private const string Q3 = "2026-Q3";

    /// <summary>Columns of Data Exports, in the order of their documentation.</summary>
    private const string Aws =
        "last_refresh_timestamp,location,model_version,payer_account_id,product_code,region_code,total_lbm_emissions_unit,"
        + "total_lbm_emissions_value,total_mbm_emissions_unit,total_mbm_emissions_value,usage_account_id,usage_period_end,"
        + "usage_period_start\n";

    private const string Google = """
        {"usage_month":"2026-07-01","billing_account_id":"0","project":{"id":"my-project","number":"1"},"service":{"id":"F","description":"Vertex AI"},"location":{"location":"us-central1","region":"us-central1"},"carbon_model_version":14,"carbon_footprint_total_kgCO2e":{"market_based":588.8,"location_based":1587.3}}
        {"usage_month":"2026-07-01","billing_account_id":"0","project":{"id":null,"number":""},"service":{"id":"G","description":"Cloud Run"},"location":{"location":"us-central1","region":"us-central1"},"carbon_model_version":14,"carbon_footprint_total_kgCO2e":{"market_based":1,"location_based":2.7}}
        """;

    [Test]
    public void A_month_of_an_account_stands_beside_what_is_calculated_here()
    {
        using var workspace = Usage()
            .Write(
                "carbon-reports/aws.csv",
                Aws + AwsRow("123456789012", "EC2", "0.5", "0.1") + AwsRow("123456789012", "Other", "1.2E-05", "0")
            );
        var disclosure = workspace.Report(Q3, isFinal: false);
        var (account, all) = (disclosure.Accounts!.CarbonReports[0], disclosure.Accounts.CarbonReports[1]);
        var here = decimal.Round(disclosure[FigureIds.TotalKilograms].Value!.Value / 1_000m, 12);
        Assert.Multiple(() =>
        {
            Assert.That(
                (account.Cloud, account.Account, account.LocationBased, account.MarketBased, account.Difference, account.Reason),
                Is.EqualTo(("aws", "123456789012", 0.500012m, 0.1m, (decimal?)null, "no usage here that names the account"))
            );
            Assert.That(
                (all.IsSum, all.TonnesHere, all.LocationBased, all.StatedBy, all.Difference),
                Is.EqualTo((true, here, 0.500012m, "location-based", here - 0.500012m))
            );
        });
    }

    [Test]
    public void It_changes_no_figure_and_says_what_to_remove()
    {
        using var without = Usage();
        using var with = Usage().Write("carbon-reports/aws.csv", Aws + AwsRow("123456789012", "EC2", "5000", "1000"));
        var (one, other) = (without.Report(Q3, isFinal: false), with.Report(Q3, isFinal: false));
        Assert.That(
            one.Figures.Select(figure => (figure.Id, figure.Value)),
            Is.EqualTo(other.Figures.Where(figure => figure.Id.Value != "remove_from_spend").Select(figure => (figure.Id, figure.Value)))
        );
        Assert.That(
            File.ReadAllText(with.Output(Q3, "carbon-reports.csv")),
            Does.Contain("(all accounts),2026-07,").And.Contain("provider's carbon report")
        );
        Assert.That(File.ReadAllText(with.Output(Q3, "disclosure.html")), Does.Contain("not comparable one to one"));
    }

    [Test]
    public void More_here_than_the_cloud_states_of_all_services_is_a_finding()
    {
        using var workspace = Usage().Write("carbon-reports/aws.csv", Aws + AwsRow("123456789012", "EC2", "0.000001", "0"));
        Assert.That(
            workspace.Report(Q3, isFinal: false).Issues.Where(issue => issue.Code == "LE4031").Select(issue => issue.Message),
            Has.One.StartsWith("aws, (all accounts), 2026-07: found ")
        );
    }

    [Test]
    public void A_month_without_a_report_is_not_compared()
    {
        using var workspace = Usage().Write("carbon-reports/aws.csv", Aws + AwsRow("1", "EC2", "5", "1", "2026-08-01"));
        var rows = workspace.Report(Q3, isFinal: false).Accounts!.CarbonReports;
        Assert.That(
            rows.Where(row => row.IsSum).Select(row => (row.Month.Month, row.Difference, row.Reason)),
            Is.EqualTo(new[] { (7, (decimal?)null, "no report of the month"), (8, null, "no usage here") })
        );
        Assert.That(File.ReadAllText(workspace.Output(Q3, "carbon-reports.csv")), Does.Contain("not compared"));
    }

    [Test]
    public void What_a_row_of_a_report_leaves_out_is_not_zero()
    {
        using var workspace = Usage().Write("carbon-reports/aws.csv", Aws + AwsRow("1", "EC2", "5", "1") + AwsRow("1", "S3", "", "1"));
        var row = workspace.Report(Q3, isFinal: false).Accounts!.CarbonReports.Single(row => row.IsSum);
        Assert.That((row.LocationBased, row.MarketBased, row.StatedBy), Is.EqualTo(((decimal?)null, (decimal?)2m, "market-based")));
        workspace.Write("carbon-reports/aws.csv", Aws + AwsRow("1", "EC2", "5", "1") + AwsRow("1", "S3", "", ""));
        row = workspace.Report(Q3, isFinal: false).Accounts!.CarbonReports.Single(row => row.IsSum);
        Assert.That((row.Difference, row.Reason), Is.EqualTo(((decimal?)null, "not every row of the report states it")));
    }

    [Test]
    public void Googles_table_in_json_lines_is_in_kilograms()
    {
        using var workspace = Usage().Write("carbon-reports/google.jsonl", Google);
        var rows = Rows(workspace, "google");
        Assert.That(
            rows.Select(row => (row.Account, row.LocationBased, row.MarketBased)),
            Is.EqualTo(new[] { ("my-project", (decimal?)1.5873m, (decimal?)0.5888m), ("(all accounts)", 1.59m, 0.5898m) })
        );
    }

    [Test]
    public void Azures_monthly_summary_names_neither_account_nor_method()
    {
        using var workspace = Usage()
            .Write(
                "carbon-reports/azure.json",
                """
                {"subscriptionAccessDecisionList":[{"subscriptionId":"0","decision":"Allowed"}],"value":[{"dataType":"MonthlySummaryData",
                "latestMonthEmissions":100.5,"previousMonthEmissions":0.05,"monthOverMonthEmissionsChangeRatio":1.0,
                "monthlyEmissionsChangeValue":0.05,"date":"2026-07-01","carbonIntensity":22}]}
                """
            );
        Assert.That(
            Rows(workspace, "microsoft").Select(row => (row.Account, row.MethodNotStated, row.StatedBy)),
            Is.EqualTo(new[] { ("(all accounts)", (decimal?)0.1005m, "not stated") })
        );
    }

    [Test]
    public void Scopes_of_the_sustainability_api_add_up()
    {
        using var workspace = Usage()
            .Write(
                "carbon-reports/enrolment.json",
                """
                {"value":[{"dateKey":20260701,"enrollmentId":"1","subscriptionId":"s1","scope":"Scope 2","scopeId":2,"totalEmissions":0.25},
                {"dateKey":20260701,"enrollmentId":"1","subscriptionId":"s1","scope":"Scope 3","scopeId":3,"totalEmissions":1.5}]}
                """
            );
        Assert.That(Rows(workspace, "microsoft")[0].MethodNotStated, Is.EqualTo(1.75m));
    }

    [Test]
    public void A_table_that_nobody_documents_is_mapped_by_columns()
    {
        using var workspace = Usage()
            .Write("carbon-reports/portal.csv", "Subscription;Emissions\nabc;1,5\n")
            .Write(
                "columns.csv",
                "file,column,heading\ncarbon-reports/portal.csv,provider,=microsoft\ncarbon-reports/portal.csv,unit,=kgCO2e\n"
                    + "carbon-reports/portal.csv,month,=2026-07-01\ncarbon-reports/portal.csv,account,Subscription\n"
                    + "carbon-reports/portal.csv,emissions,Emissions\ncarbon-reports/portal.csv,boundary,=scopes 1 to 3\n"
            );
        Assert.That(Rows(workspace, "microsoft")[0].MethodNotStated, Is.EqualTo(0.0015m));
    }

    [Test]
    public void A_packed_export_is_read()
    {
        using var workspace = Usage();
        Directory.CreateDirectory(workspace.PathOf("carbon-reports/2026-07"));
        using (var file = File.Create(workspace.PathOf("carbon-reports/2026-07/part.csv.gz")))
        using (var packed = new GZipStream(file, CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(Aws + AwsRow("1", "EC2", "5", "1")));
        Assert.That(Rows(workspace, "aws")[0].LocationBased, Is.EqualTo(5m));
    }

    [Test]
    public void A_month_in_two_files_or_two_versions_of_the_method_is_refused()
    {
        using var workspace = Usage()
            .Write("carbon-reports/a.csv", Aws + AwsRow("1", "EC2", "5", "1"))
            .Write("carbon-reports/b.csv", Aws + AwsRow("1", "EC2", "6", "1"));
        using var versions = Usage()
            .Write("carbon-reports/a.csv", Aws + AwsRow("1", "EC2", "5", "1") + AwsRow("1", "EC2", "5", "1").Replace("v3.0.0", "v2.0.0"));
        foreach (var twice in new[] { workspace, versions })
            Assert.That(
                () => twice.Report(Q3, isFinal: false),
                Throws.TypeOf<ConfigurationException>().With.Message.Contains("LE2053").And.Message.Contains("2026-07 of aws")
            );
    }

    [Test]
    public void A_report_of_all_accounts_beside_one_of_each_is_refused()
    {
        const string head = "provider,month,unit,boundary,account,emissions\n";
        using var workspace = Usage()
            .Write("carbon-reports/all.csv", head + "microsoft,2026-07-01,tCO2e,all,,5\n")
            .Write("carbon-reports/each.csv", head + "microsoft,2026-07-01,tCO2e,all,a,5\n");
        Assert.That(
            () => workspace.Report(Q3, isFinal: false),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("LE2053").And.Message.Contains("without accounts")
        );
    }

    [Test]
    public void An_address_in_the_place_of_an_account_gets_into_no_output()
    {
        using var workspace = Usage().Write("carbon-reports/aws.csv", Aws + AwsRow("anna.berg@acme.example", "EC2", "5", "1"));
        workspace.Report(Q3, isFinal: false);
        Assert.That(
            File.ReadAllText(workspace.Output(Q3, "carbon-reports.csv")),
            Does.Contain("(e-mail address)").And.Not.Contain("anna.berg")
        );
    }

    [Test]
    public void The_boundary_of_each_shape_has_words_in_all_languages() =>
        Assert.That(
            File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy", "Registers", "carbon-shapes.csv"))
                .Where(row => row.Contains(",boundary,", StringComparison.Ordinal))
                .Select(row => $"carbon.scope.{row.Split(",boundary,")[1].Trim('"').TrimStart('=')}")
                .Where(key => ReportCulture.Languages.Any(language => !ReportCulture.Of(language).Keys.Contains(key))),
            Is.Empty
        );

    [TestCase("a.csv", "x,y\n1,2\n", "found no column provider")]
    [TestCase("a.json", "{\"value\":[1]}", "found no JSON that is whole")]
    [TestCase("a.json", "{\"value\":[{\"a\":\"\\ud800\"}]}", "found no JSON that is whole")]
    [TestCase("a.json.gz", "{}", "found a damaged archive")]
    [TestCase("a.parquet", "PAR1", "found a file of another kind")]
    public void What_is_no_report_is_refused(string name, string content, string message)
    {
        using var workspace = Usage().Write("carbon-reports/" + name, content);
        Assert.That(
            () => workspace.Report(Q3, isFinal: false),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("LE2051").And.Message.Contains(message)
        );
    }

    [Test]
    public void A_report_of_the_next_quarter_is_no_input_of_this_one_and_all_is_verified()
    {
        using var workspace = Usage().Write("carbon-reports/07.csv", Aws + AwsRow("1", "EC2", "5", "1"));
        workspace.Report(Q3, isFinal: false);
        workspace.Write("carbon-reports/10.csv", Aws + AwsRow("1", "EC2", "5", "1", "2026-10-01"));
        Assert.That(workspace.Verify(Q3).Text(), Is.Empty);
        workspace.Write("carbon-reports/08.csv", Aws + AwsRow("1", "EC2", "5", "1", "2026-08-01"));
        Assert.That(workspace.Verify(Q3).Text(), Does.Contain("carbon-reports.csv"));
    }

    private static string AwsRow(string account, string product, string location, string market, string month = "2026-07-01") =>
        $"2026-10-15 00:00:00Z,US East (N. Virginia),v3.0.0,1,{product},us-east-1,MTCO2e,{location},MTCO2e,{market},{account},"
        + $"2026-07-31 23:59:59Z,{month} 00:00:00Z\n";

    private static CarbonComparison[] Rows(PeriodWorkspace workspace, string cloud) =>
        [.. workspace.Report(Q3, isFinal: false).Accounts!.CarbonReports.Where(row => row.Cloud == cloud)];

    private static PeriodWorkspace Usage() =>
        new PeriodWorkspace().Write(
            "exports/log.csv",
            PeriodWorkspace.Header + "r,acompletion,0,2500000,2026-07-05 10:00:00,5,gpt-4.1-mini,bedrock,False\n"
        );
}
