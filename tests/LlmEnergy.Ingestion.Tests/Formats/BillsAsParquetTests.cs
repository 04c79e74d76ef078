using DuckDB.NET.Data;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// The bills of <see cref="ExportCasesTests"/> once more, as clouds export them to Parquet: with maps, structs, times and doubles. DuckDB
/// writes the files. Each gives the lines that it gives as text.
/// </summary>
[TestFixture]
internal sealed class BillsAsParquetTests
{
    /// <summary>CUR 2.0: <c>product</c> and others are maps, times are times.</summary>
    private const string Cur2 = """
        select * replace (
          json(product)::map(varchar, varchar) as product, json(resource_tags)::map(varchar, varchar) as resource_tags,
          line_item_usage_start_date::timestamp as line_item_usage_start_date,
          line_item_usage_end_date::timestamp as line_item_usage_end_date,
          line_item_usage_amount::double as line_item_usage_amount, line_item_unblended_cost::double as line_item_unblended_cost)
        from read_csv('{0}', all_varchar = true)
        """;

    /// <summary>The rows of a legacy report as CUR 2.0 has them: names in lower case, those of the product in a map.</summary>
    private const string Legacy = """
        select "bill/BillingEntity" as bill_billing_entity, "lineItem/UsageAccountId" as line_item_usage_account_id,
          "lineItem/LineItemType" as line_item_line_item_type, "lineItem/UsageStartDate"::timestamp as line_item_usage_start_date,
          "lineItem/UsageEndDate"::timestamp as line_item_usage_end_date, "lineItem/ProductCode" as line_item_product_code,
          "lineItem/UsageType" as line_item_usage_type, "lineItem/UsageAmount"::double as line_item_usage_amount,
          "lineItem/CurrencyCode" as line_item_currency_code, "lineItem/UnblendedCost"::double as line_item_unblended_cost,
          "lineItem/LineItemDescription" as line_item_line_item_description, "product/region" as product_region_code,
          "pricing/unit" as pricing_unit, map(['product_name', 'region'], ["product/ProductName", "product/region"]) as product,
          map() as cost_category, null::map(varchar, varchar) as discount,
          map(['user_team'], ["resourceTags/user:team"]) as resource_tags
        from read_csv('{0}', all_varchar = true)
        """;

    /// <summary>Exports of Azure have names as in CSV, the day as a time and quantities as doubles.</summary>
    private const string AzureEa = """
        select * replace (strptime("Date", '%m/%d/%Y') as "Date", Quantity::double as Quantity, Cost::double as Cost,
          EffectivePrice::double as EffectivePrice, UnitPrice::double as UnitPrice,
          strptime(BillingPeriodStartDate, '%m/%d/%Y') as BillingPeriodStartDate,
          strptime(BillingPeriodEndDate, '%m/%d/%Y') as BillingPeriodEndDate)
        from read_csv('{0}', all_varchar = true)
        """;

    private const string AzureMca = """
        select * replace (strptime("date", '%m/%d/%Y') as "date", quantity::double as quantity,
          costInBillingCurrency::double as costInBillingCurrency, costInUsd::double as costInUsd,
          effectivePrice::double as effectivePrice, unitPrice::double as unitPrice)
        from read_csv('{0}', all_varchar = true)
        """;

    /// <summary>As BigQuery writes its tables: structs of their own columns, lists of structs, amounts as decimals.</summary>
    private const string Google = """
        select * replace (usage_start_time::timestamptz as usage_start_time, usage_end_time::timestamptz as usage_end_time,
          cost::decimal(38, 9) as cost,
          struct_pack(amount := usage.amount::double, unit := usage.unit, pricing_unit := usage.pricing_unit) as usage)
        from read_json('{0}', format = 'newline_delimited')
        """;

    private static readonly string Cases = Path.Combine(RepositoryRoot.Path, "tests/LlmEnergy.Ingestion.Tests/Data/cases");

    // a database takes longer to open than a file to write
    private readonly DuckDBConnection _duckDb = new("DataSource=:memory:");

    [OneTimeSetUp]
    public void Open() => _duckDb.Open();

    [OneTimeTearDown]
    public void Close() => _duckDb.Dispose();

    [TestCase("aws-cur2-native/cur2-00001.csv.gz", Cur2)]
    [TestCase("aws-units/cur2.csv", Cur2)]
    [TestCase("aws-claude-platform-ccu/cur2.csv", Cur2)]
    [TestCase("aws-legacy-marketplace/legacy-cur.csv", Legacy)]
    [TestCase("azure-ea-actual/ea_actual_202606.csv", AzureEa)]
    [TestCase("azure-units-by-money/units.csv", AzureEa)]
    [TestCase("azure-mca-partners/part_1_0001.csv", AzureMca)]
    [TestCase("gcp-bq-json/bq.jsonl", Google)]
    public void A_bill_gives_the_same_lines_as_text_and_as_Parquet(string path, string select)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Cases, path));
        using var asText = new ExportFolder().With(Path.GetFileName(path), bytes);
        var expected = asText.Ingest();
        foreach (var options in new[] { "", ", compression zstd, row_group_size 2048", ", parquet_version v2, compression uncompressed" })
        {
            using var asParquet = new ExportFolder();
            Copy(string.Format(null, select, asText.PathOf(Path.GetFileName(path))), asParquet.PathOf("bill.parquet"), options);
            var activity = asParquet.Naming("bill.parquet").Ingest();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(activity.Rows, Is.EqualTo(expected.Rows), options);
                Assert.That(Lines(activity), Is.EqualTo(Lines(expected)).And.Not.Empty, options);
            }
        }
    }

    private void Copy(string select, string path, string options)
    {
        using var command = _duckDb.CreateCommand();
        command.CommandText = $"copy ({select}) to '{path}' (format parquet{options})";
        command.ExecuteNonQuery();
    }

    private static IEnumerable<(LineKey, long, Usage, decimal?)> Lines(Activity activity) =>
        activity.Lines.Select(line => (line.Key, line.Rows, line.Usage, line.Cost?.Amount));
}
