using System.Text;
using LlmEnergy.Fuzzing.Loops;
using LlmEnergy.Fuzzing.Targets;

namespace LlmEnergy.Fuzzing;

/// <summary>Inputs that a target once left its bounds with.</summary>
public class FoundTests
{
    private const string Row =
        "factor_id,low,value,high,unit,valid_from,valid_to,geography,boundary,source_id,locator,status,note,source_title,publisher,source_year,url,licence,"
        + "attribution,retrieved,read_from,reason,author,date\n"
        + "residual-dk-2025,,400,,gCO2e/kWh,2025-01-01,9999-12-31,DK,direct,own-2026,t. 1,primary,,t,p,2026,https://example.org,l,a,2026-06-01,r,,,\n";

    // there is no day after the last one of the calendar, and no month after its last month
    [TestCase(
        "settings",
        """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "a", "path": "exports", "attestedZero": [ "9999-12" ] } ] }""",
        "error LE2006"
    )]
    [TestCase("factors", Row, "error LE3005: found no date in valid_to, expected one such as 2026-10-02")]
    public void Stays_within_its_bounds(string name, string input, string outcome)
    {
        using var folder = new FuzzFolder();
        var bounds = new Bounds(AllTargets.Of(name).Open(folder));
        Assert.That(bounds.Fault(Encoding.UTF8.GetBytes(input)), Is.Null);
        Assert.That(bounds.Outcome, Does.Contain(outcome));
    }
}
