using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Factors;

namespace LlmEnergy.Fuzzing.Targets;

/// <summary>What people write: settings, registers, profiles and their expressions.</summary>
internal static class SettingTargets
{
    private const string Bare = """{ "schema": 1, "undertaking": "A", "sources": [] }""";
    private const int RegisterInputs = 200;

    private static readonly string Samples = Path.Combine(RepositoryRoot.Path, "samples");
    private static readonly Lazy<FactorPack> Pack = new(() => FactorPack.BuiltIn);

    // long enough that an expression whose time grows faster than the text shows
    private static readonly string Text = string.Concat(Enumerable.Repeat("aaaa1-b.é \n", 200));

    public static IEnumerable<FuzzTarget> All =>
        [
            new("settings", 900, folder => In(folder, "llmenergy.json"), "expected end or start", Settings),
            // its font and its logo are tried in a process of their own each time
            new("report-settings", 80, folder => In(folder, "report.json", Bare), "expected a colour", ReportSettings),
            new("profile", 900, _ => Profile, "expected csv, jsonl, json, parquet, xlsx, table", Profiles),
            new("pattern", 1_000, _ => Pattern, "found another form", Patterns),
            Register(
                "fx",
                "from,to,year,rate,source,locator\nEUR,USD,2026,1.13,ECB,p. 1\nDKK,USD,2025,0.15,ECB,\n",
                "found the currencies and year twice"
            ),
            Register(
                "suppliers",
                "supplier,account,models,from,to,per,kgco2e,footprint,units,boundary,document\n"
                    + "openai,,,2026-07-01,2026-09-30,tokens,12.5,,,market-based,report.pdf\n"
                    + "Azure,org,gpt-*,2026-07-01,2026-07-31,cost,0.5,,,,report.pdf\nacme,,,2026-01-01,2026-12-31,requests,,pcf.json,1,,pcf\n",
                "found another basis"
            ),
            Register(
                "instruments",
                "supplier,account,instrument,from,to,market_boundary,kgco2e_per_kwh,document,note\n"
                    + "openai,,guarantees of origin,2026-01-01,2026-12-31,DK,0.01,go.pdf,\n",
                "found no date in from"
            ),
            Register(
                "approvals",
                "subject,hash,by,date,basis\nfactor pack,sha256:1b3bfc72174f25c4ac6942570d3637db1afba9cd5b6894e7287382c95f097397,A,2026-10-05,minutes\n",
                "found no hash"
            ),
            Register(
                "acceptances",
                "check,period,by,date,reason\ncoverage,2026-Q3,A. Berg,2026-10-02,\"no use, as attested\"\nLE1026,2026-Q3,A. Berg,2026-10-02,x\n",
                "found no id in check"
            ),
            Register(
                "expected",
                "provider,account,from,to,reason\nopenai,org,2026-01-01,,\nazure,,2026-01-01,2026-06-30,ended\n",
                "found no date in to"
            ),
            new(
                "assumptions",
                RegisterInputs,
                folder =>
                    In(
                        folder,
                        "assumptions.csv",
                        Bare.Replace("\"sources\"", "\"prompts\": \"estimate\", \"sources\"", StringComparison.Ordinal)
                    ),
                "found another day",
                () =>
                    [
                        "product,model,input,output,low,high,source,by,on,from,to\nchatgpt-enterprise,gpt-5.2,1200,350,0.3,3,p. 1,A,2026-10-05,2026-07-01,\ngithub-copilot,m,0,1,1,1,x,A,2026-10-05,2026-07-01,2026-09-30\n"u8.ToArray(),
                    ]
            ),
            Register(
                "inputs",
                "period,input,value,unit,source\n2026-Q3,net_revenue,158000000,DKK,p. 3\n2026-Q3,cloud_services_other,0,tCO2e,A\n",
                "found no currency in unit"
            ),
            Register(
                "comparatives",
                "period,figure,value,unit,source\n2025-Q3,total,0.028,tCO2e,p. 5\nFY2025-Q3,total_kg,28,kgCO2e,p. 5\n",
                "found another unit"
            ),
            Register(
                "intake",
                "file,sha256,provider,account,obtained_by,obtained_on,source,from,to,filter\n"
                    + "exports/a.csv,f08c3c59d6633a237cae11c4908e0f98190353d735e7a1d68f873269c2d692d5,openai,org,A,2025-10-03,page,2025-07-01,2025-09-30,\n",
                "found one end of a span"
            ),
            CarbonReport(
                "carbon-csv",
                "a.csv",
                "usage_account_id,usage_period_start,model_version,total_mbm_emissions_value,total_lbm_emissions_value\n"
                    + "123456789012,2026-07-01 00:00:00Z,v3.0.0,0.5,1.2E-05\n1,2026-08-01 00:00:00Z,v3.0.0,,7\n",
                "found no amount in"
            ),
            CarbonReport(
                "carbon-json",
                "a.json",
                """
                {"value":[{"dataType":"MonthlySummaryData","latestMonthEmissions":100.5,"date":"2026-07-01","carbonIntensity":22},
                {"dataType":"MonthlySummaryData","latestMonthEmissions":7,"date":"2026-08-01","carbonIntensity":22}]}
                """,
                "found no JSON that is whole"
            ),
            Mapping("cost-keys", "costKeys", "value,cost_key\nproj_1,Research\n\"proj,2\",Sales\n", "found a value twice"),
            Mapping(
                "deployments",
                "deployments",
                "provider,account,name,model,from,to\nazure,,gpt-pilot,gpt-4o-mini,,\nazure,a,prod,gpt-4.1,2026-01-01,2026-06-30\n",
                "found no date in"
            ),
            Mapping(
                "models",
                "models",
                "provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source\n"
                    + "*,^acme-[a-z]+$,acme,M,4,8,70,estimated,made up,made up\n",
                "params_status"
            ),
            new(
                "factors",
                RegisterInputs,
                Factors,
                "found no date in valid_to",
                () => [File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "templates", "factors", "import.csv"))]
            ),
            new("footprint", RegisterInputs, Footprint, "found no reference period", () => [.. Footprints.Select(Encoding.UTF8.GetBytes)]),
        ];

    private static readonly string[] Footprints =
    [
        """
            { "id": "91715e5e-fd0b-4d1c-8fab-76290c46e6ed", "specVersion": "2.3.0", "status": "Active", "pcf": { "declaredUnit": "piece",
              "unitaryProductAmount": "1000", "pCfExcludingBiogenic": "0.0015", "boundaryProcessesDescription": "Inference",
              "referencePeriodStart": "2025-01-01T00:00:00Z", "referencePeriodEnd": "2026-01-01T00:00:00Z" } }
            """,
        """
            { "data": { "id": "d9be4477-e351-45b3-acd9-e1da05e6f633", "specVersion": "3.0.0", "status": "Active", "pcf": {
              "declaredUnitOfMeasurement": "piece", "declaredUnitAmount": "1000", "pcfExcludingBiogenicUptake": "1.5",
              "referencePeriodStart": "2025-01-01T00:00:00Z", "referencePeriodEnd": "2026-01-01T00:00:00Z" } } }
            """,
    ];

    private static FuzzTarget Register(string name, string seed, string planted) =>
        new(name, RegisterInputs, folder => In(folder, $"{name}.csv", Bare), planted, () => [Encoding.UTF8.GetBytes(seed)]);

    private static FuzzTarget CarbonReport(string name, string file, string seed, string planted) =>
        new(name, RegisterInputs, folder => In(folder, $"carbon-reports/{file}", Bare), planted, () => [Encoding.UTF8.GetBytes(seed)]);

    private static FuzzTarget Mapping(string name, string key, string seed, string planted) =>
        new(
            name,
            RegisterInputs,
            folder => In(folder, "own.csv", Bare.Replace("\"sources\"", $"\"{key}\": \"own.csv\", \"sources\"", StringComparison.Ordinal)),
            planted,
            () => [Encoding.UTF8.GetBytes(seed)]
        );

    /// <summary>A workspace in which one file is what comes.</summary>
    private static Func<byte[], string> In(FuzzFolder folder, string file, string? settings = null)
    {
        folder.With("exports/log.csv", "a,b\n1,2\n"u8.ToArray());
        folder.With("profiles/a.profile.json", Profiles()[0]);
        folder.With(
            "profiles/acme-gateway.profile.json",
            File.ReadAllBytes(Path.Combine(Samples, "acme", "profiles", "acme-gateway.profile.json"))
        );
        folder.With("mappings/cost-keys.csv", File.ReadAllBytes(Path.Combine(Samples, "acme", "mappings", "cost-keys.csv")));
        folder.With("pcf.json", Encoding.UTF8.GetBytes(Footprints[0]));
        folder.With("logo.png", LookTargets.Logos[0]);
        folder.With("font.ttf", SmallFont.Bytes());
        if (settings is not null)
            folder.With("llmenergy.json", Encoding.UTF8.GetBytes(settings));
        return bytes => OrRefused(() => Workspace.Open(folder.With(file, bytes).Folder));
    }

    private static Func<byte[], string> Factors(FuzzFolder folder)
    {
        folder.With(
            "llmenergy.json",
            Encoding.UTF8.GetBytes(Bare.Replace("\"sources\"", "\"factors\": [\"own.csv\"], \"sources\"", StringComparison.Ordinal))
        );
        return bytes => OrRefused(() => Workspace.Open(folder.With("own.csv", bytes).Folder).Factors(Pack.Value));
    }

    private static Func<byte[], string> Footprint(FuzzFolder folder)
    {
        folder.With("llmenergy.json", Encoding.UTF8.GetBytes(Bare));
        folder.With(
            "suppliers.csv",
            "supplier,from,to,per,footprint,units,document\nopenai,2026-01-01,2026-12-31,requests,pcf.json,1000,pcf\n"u8.ToArray()
        );
        return bytes => OrRefused(() => Workspace.Open(folder.With("pcf.json", bytes).Folder));
    }

    private static string Profile(byte[] bytes) => OrRefused(() => Ingestion.Formats.Mapping.Parse(bytes, "a.profile.json"));

    private static string Pattern(byte[] bytes)
    {
        var (regex, refusal) = BoundedPattern.Of(Encoding.UTF8.GetString(bytes));
        return regex is null ? refusal
            : regex.IsMatch(Text) ? "matches"
            : "ok";
    }

    private static string OrRefused(Action read)
    {
        try
        {
            read();
            return "ok";
        }
        catch (ConfigurationException refused)
        {
            return string.Join('\n', refused.Issues);
        }
    }

    private static byte[][] Settings() =>
        [
            File.ReadAllBytes(Path.Combine(Samples, "acme", "llmenergy.json")),
            """
            { "schema": 1, "undertaking": "A", "method": ["spend-based"], "fiscalYear": { "start": "07-01", "named": "end", "endsOn": "saturday", "weekEnd": "nearest" },
              "profiles": [ "profiles/a.profile.json" ], "gridBasis": "direct", "transmissionLosses": true, "notCalculatedTolerance": 0.05,
              "restatementThreshold": 0.1, "ruleSet": "ESRS-2023", "language": "de", "gaps": "estimate", "identityMemory": 64,
              "precedence": [ "a", "b" ], "disjoint": [ { "sources": [ "a", "b" ], "reason": "x" } ],
              "sources": [ { "id": "a", "path": "exports/**", "format": "auto", "account": "o", "provider": "openai", "region": "GB", "attestedZero": [ "2026-08", "2026-08-15" ] },
                { "id": "b", "path": "more/*.csv", "partOf": "a" } ] }
            """u8.ToArray(),
        ];

    private static byte[][] ReportSettings() =>
        [
            """{ "schema": 1, "texts": { "en": { "report.title": "Ours" } }, "colors": { "accent": "#0B3D4F" }, "logo": "logo.png", "fonts": { "regular": "font.ttf", "bold": "font.ttf" } }"""u8.ToArray(),
        ];

    private static byte[][] Profiles() =>
        [
            .. Directory
                .GetFiles(Samples, "*.profile.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Concat(
                    Directory
                        .GetFiles(
                            Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Ingestion"),
                            "*.profile.json",
                            SearchOption.AllDirectories
                        )
                        .Order(StringComparer.Ordinal)
                )
                .Select(File.ReadAllBytes),
        ];

    private static byte[][] Patterns() =>
        [
            .. new[]
            {
                "^acme-[a-z0-9]+$",
                "(gpt|claude)-[0-9]{1,3}(\\.[0-9]+)?",
                "(a+)+b",
                "a",
                "[^]x-[y]]*\\d{2,4}",
                "(?i:é|\\p{L})+?",
            }.Select(Encoding.UTF8.GetBytes),
        ];
}
