using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LlmEnergy.Benchmarks;

/// <summary>
/// An invented bill of Azure with the 55 columns of an enterprise agreement's export, about 700 bytes a row: one row in a thousand is of
/// language models, of which one in eight counts no tokens. The same for the same number of rows.
/// </summary>
internal static class AzureBill
{
    private const string Header =
        "BillingAccountId,BillingAccountName,BillingPeriodStartDate,BillingPeriodEndDate,BillingProfileId,BillingProfileName,"
        + "AccountOwnerId,AccountName,SubscriptionId,SubscriptionName,Date,Product,PartNumber,MeterId,ServiceFamily,MeterCategory,"
        + "MeterSubCategory,MeterRegion,MeterName,Quantity,EffectivePrice,Cost,UnitPrice,BillingCurrency,ResourceLocation,"
        + "AvailabilityZone,ConsumedService,ResourceId,ResourceName,ServiceInfo1,ServiceInfo2,AdditionalInfo,Tags,InvoiceSectionId,"
        + "InvoiceSection,CostCenter,UnitOfMeasure,ResourceGroup,ReservationId,ReservationName,ProductOrderId,ProductOrderName,OfferId,"
        + "IsAzureCreditEligible,Term,PublisherName,PlanName,ChargeType,Frequency,PublisherType,PayGPrice,PricingModel,"
        + "CostAllocationRuleName,benefitId,benefitName";

    public static string[] Columns { get; } = Header.Split(',');

    private static readonly Meter[] Others =
    [
        new("Compute", "Virtual Machines", "Dsv5 Series", "D4s v5", "1 Hour", 221_000, "Compute/virtualMachines"),
        new("Compute", "Virtual Machines", "Ev5 Series", "E8 v5", "1 Hour", 512_000, "Compute/virtualMachines"),
        new("Compute", "Virtual Machines Licenses", "Windows Server", "4 vCPU VM License", "1 Hour", 184_000, "Compute/virtualMachines"),
        new("Compute", "Functions", "Flex Consumption", "On Demand Execution Time", "1 GB Second", 26, "Web/sites"),
        new("Compute", "Azure App Service", "Premium v3 Plan", "P1 v3 App", "1 Hour", 142_000, "Web/serverfarms"),
        new("Storage", "Storage", "Premium SSD Managed Disks", "P30 LRS Disk", "1/Month", 135_170_000, "Compute/disks"),
        new("Storage", "Storage", "Tiered Block Blob", "Hot LRS Data Stored", "1 GB/Month", 18_400, "Storage/storageAccounts"),
        new("Storage", "Storage", "Tiered Block Blob", "Hot Read Operations", "10K", 4_600, "Storage/storageAccounts"),
        new("Storage", "Storage", "Files", "LRS Write Operations", "10K", 15_000, "Storage/storageAccounts"),
        new("Networking", "Bandwidth", "Rtn Preference: MGN", "Standard Data Transfer Out", "1 GB", 80_000, "Network/publicIPAddresses"),
        new("Networking", "Load Balancer", "", "Standard Data Processed", "1 GB", 5_000, "Network/loadBalancers"),
        new(
            "Networking",
            "Virtual Network",
            "IP Addresses",
            "Standard IPv4 Static Public IP",
            "1 Hour",
            5_000,
            "Network/publicIPAddresses"
        ),
        new("Networking", "VPN Gateway", "VpnGw1", "VpnGw1", "1 Hour", 190_000, "Network/virtualNetworkGateways"),
        new("Databases", "SQL Database", "Single Standard", "S2 DTUs", "1/Day", 2_420_000, "Sql/servers"),
        new("Databases", "Azure Cosmos DB", "", "100 RU/s", "1/Hour", 8_000, "DocumentDB/databaseAccounts"),
        new(
            "Databases",
            "Azure Database for PostgreSQL",
            "Flexible Server",
            "Storage Data Stored",
            "1 GB/Month",
            127_000,
            "DBforPostgreSQL/flexibleServers"
        ),
        new(
            "Management and Governance",
            "Log Analytics",
            "",
            "Analytics Logs Data Ingestion",
            "1 GB",
            2_760_000,
            "OperationalInsights/workspaces"
        ),
        new("Management and Governance", "Azure Monitor", "", "Metrics ingestion Metric samples", "10M", 1_500_000, "Monitor/accounts"),
        new("Security", "Key Vault", "", "Operations", "10K", 30_000, "KeyVault/vaults"),
        new(
            "Security",
            "Microsoft Defender for Cloud",
            "Microsoft Defender for Servers",
            "Plan 2 Node",
            "1/Month",
            14_600_000,
            "Security/pricings"
        ),
        new(
            "AI + Machine Learning",
            "Cognitive Services",
            "Speech",
            "S1 Neural Text To Speech Characters",
            "1M",
            15_000_000,
            "CognitiveServices/accounts"
        ),
        new(
            "AI + Machine Learning",
            "Cognitive Services",
            "Translator Text",
            "S1 Characters",
            "1M",
            10_000_000,
            "CognitiveServices/accounts"
        ),
        new("Containers", "Azure Kubernetes Service", "", "Uptime SLA", "1 Hour", 100_000, "ContainerService/managedClusters"),
        new("Integration", "Service Bus", "", "Standard Messaging Operations", "1M", 800_000, "ServiceBus/namespaces"),
    ];

    private static readonly Meter[] Models =
    [
        Model("Azure OpenAI", "gpt 4.1 Inp regnl Tokens", "1K", 1_900),
        Model("Azure OpenAI", "gpt 4.1 cached Inp regnl Tokens", "1K", 500),
        Model("Azure OpenAI", "gpt 4.1 Outp regnl Tokens", "1K", 7_600),
        Model("Azure OpenAI", "gpt-4o-0806-Inp-glbl Tokens", "1K", 2_300),
        Model("Azure OpenAI GPT5", "GPT 5 Inpt Glbl 1M Tokens", "1M", 1_250_000),
        Model("Azure OpenAI GPT5", "GPT 5 outpt Glbl 1M Tokens", "1M", 10_000_000),
        Model("Azure Grok Models", "4.6 Inp DZ Tokens", "1K", 2_400),
        Model("Azure OpenAI", "Provisioned Managed Global Unit", "1/Hour", 1_000_000),
    ];

    private static readonly string[] Regions = ["westeurope", "swedencentral", "germanywestcentral", "northeurope"];

    public static void WriteCsv(string path, long rows)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(Encoding.UTF8.GetBytes(Header + "\n"));
        Span<byte> text = stackalloc byte[2_048];
        var state = 0x9E3779B97F4A7C15UL;
        for (var number = 0L; number < rows; number++)
        {
            var draw = Draws.Next(ref state);
            var meter = number % 1_000 == 500 ? Models[number / 1_000 % Models.Length] : Others[(int)(draw % (ulong)Others.Length)];
            Row(text, meter, draw, (int)(number * 30 / rows) + 1, out var length);
            file.Write(text[..length]);
        }
    }

    private static void Row(Span<byte> text, in Meter meter, ulong draw, int day, out int length)
    {
        // thousandths of a unit, and millionths of a currency unit for one: their product has nine decimals
        var (quantity, region, resource) = ((long)(draw >> 20 & 0xF_FFFF) + 1, Regions[draw >> 40 & 3], (int)(draw >> 42 & 0x7FF));
        var (cost, subscription) = (quantity * meter.Price, resource & 31);
        var isUsage = (draw >> 56 & 63) != 0;
        Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $"1234567,Contoso,06/01/2026,06/30/2026,1234567,Contoso,owner@contoso.example,Production,5b1c9a70-0000-4000-8000-{subscription:x12},sub-{subscription},06/{day:00}/2026,{meter.Category} - {meter.SubCategory} - {meter.Name} - EU West,AAA-{meter.Price % 99_991:00000},7f3d2c10-0000-4000-8000-{meter.Price:x12},{meter.Family},{meter.Category},{meter.SubCategory},EU West,{meter.Name},{quantity / 1_000}.{quantity % 1_000:000},{meter.Price / 1_000_000}.{meter.Price % 1_000_000:000000},{cost / 1_000_000_000}.{cost % 1_000_000_000:000000000},{meter.Price / 1_000_000}.{meter.Price % 1_000_000:000000},EUR,{region},,Microsoft.{meter.Service},/subscriptions/5b1c9a70-0000-4000-8000-{subscription:x12}/resourceGroups/rg-{resource & 255}/providers/Microsoft.{meter.Service}/resource-{resource},resource-{resource},,,\"{{\"\"ServiceType\"\":\"\"{meter.Name}\"\",\"\"VCPUs\"\":{resource & 7}}}\",\"\"\"env\"\": \"\"prod\"\",\"\"team\"\": \"\"t{resource & 63}\"\"\",,,CC-{subscription & 7},{meter.Unit},rg-{resource & 255},,,,,MS-AZR-0017P,True,,Microsoft,,{(isUsage ? "Usage" : "Purchase")},UsageBased,Azure,{meter.Price / 1_000_000}.{meter.Price % 1_000_000:000000},OnDemand,,,\n",
            out length
        );
    }

    private static Meter Model(string subCategory, string name, string unit, long price) =>
        new("AI + Machine Learning", "Foundry Models", subCategory, name, unit, price, "CognitiveServices/accounts");

    /// <param name="Price">Of a unit, in millionths of a euro.</param>
    private readonly record struct Meter(
        string Family,
        string Category,
        string SubCategory,
        string Name,
        string Unit,
        long Price,
        string Service
    );
}
