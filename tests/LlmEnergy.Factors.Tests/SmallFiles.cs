using LlmEnergy.Factors.Files;

namespace LlmEnergy.Factors.Tests;

/// <summary>A small set of files without an issue, to be broken in one place.</summary>
internal static class SmallFiles
{
    public const string FactorHeader =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note\n";

    public const string Grid2024 = "grid-dk-2024,,100,,gCO2e/kWh,2024-01-01,2024-12-31,DK,lifecycle,s,table 1,primary,\n";

    public static FactorFiles All { get; } =
        FactorFiles
            .None.With("pack.csv", "name,version,released,note\nSmall,2026.01,2026-01-31,\n")
            .With(
                "sources.csv",
                "source_id,title,publisher,year,url,licence,attribution,retrieved,read_from\ns,Title,Publisher,2025,https://example.org,CC BY 4.0,Publisher,2026-01-31,the source\n"
            )
            .With("zones.csv", "zone,iso3,name,also\nDK,DNK,Denmark,\nWORLD,,World,WOR\n")
            .With("grid.csv", FactorHeader + Grid2024)
            .With("regions.csv", "cloud,region,location,country,zone,source_id,note\nazure,denmarkeast,Copenhagen,DK,DK-DK2,s,\n")
            .With(
                "locations.csv",
                "provider,maker,cloud,location,zone,serving,source_id,confidence,note\nacme,acme,azure,Copenhagen,DK,standard,s,low,\n"
            )
            .With("aliases.csv", "alias,provider\nacme-ai,acme\n")
            .With(
                "models.csv",
                "row,provider,pattern,family,class,reachable_tier,active_params_b,total_params_b,params_status,basis,source_id\n1,acme,^big,big,XL,4,,,unknown,proxy,s\n2,*,.*,unknown,L,5,,,unknown,unknown model,s\n"
            );

    /// <summary>The small set with these records in the place of its grid factors.</summary>
    public static FactorFiles WithFactors(params string[] records) =>
        All.With("grid.csv", FactorHeader + string.Concat(records.Select(record => record + "\n")));
}
