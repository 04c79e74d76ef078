namespace LlmEnergy.Tests;

/// <summary>Small files of a workspace's own factors, all made up.</summary>
internal static class OwnFactors
{
    private const string Header =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,attribution,retrieved,read_from,reason,author,date\n";

    public const string Residual =
        Header
        + "residual-own-dk-2025,,400,,gCO2e/kWh,2025-01-01,2025-12-31,DK,residual mix,own,table "
        + "1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,,,\n";

    public const string Override =
        Header
        + "grid-ember-dk-2025,,200,,gCO2e/kWh,2025-01-01,2025-12-31,DK,lifecycle,own,table "
        + "1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,policy,A. Berg,2026-06-02\n";

    public const string HalfOfBritain =
        Header
        + "grid-ember-gb-2025,,108.705,,gCO2e/kWh,2025-01-01,2025-12-31,GB,lifecycle,own,table "
        + "1,primary,,Title,Publisher,2026,https://example.org,own use,Publisher (2026),2026-06-01,the source,policy,A. Berg,2026-06-02\n";
}
