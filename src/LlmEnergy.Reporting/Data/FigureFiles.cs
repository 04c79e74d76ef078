using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Data;

/// <summary>figures.json, the file of figures, and checks.json.</summary>
public static class FigureFiles
{
    public const int SchemaVersion = 1;

    public static void Figures(Disclosure disclosure, Stream output)
    {
        string NameOf(FigureId id) => disclosure[id].ExcelName;
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WriteNumber("schema", SchemaVersion);
        json.WriteString("undertaking", disclosure.Undertaking);
        json.WriteString("period", disclosure.Period.Name);
        json.WriteString("first", PlainJson.Of(disclosure.Period.First));
        json.WriteString("last", PlainJson.Of(disclosure.Period.Last));
        Write(json, "comparative", disclosure.Previous);
        Write(json, "previouslyStated", disclosure.PreviouslyStated);
        Write(json, "baseYear", disclosure.BaseYear);
        json.WriteStartArray("figures");
        foreach (var figure in disclosure.Figures)
        {
            json.WriteStartObject();
            json.WriteString("id", figure.Id.Value);
            json.WriteString("label", figure.Label);
            PlainJson.Number(json, "value", figure.Value);
            json.WriteString("unit", figure.Unit.Symbol);
            json.WriteString("whyMissing", figure.WhyMissing?.English);
            json.WriteString("definition", figure.Definition.Excel(NameOf));
            json.WriteString("excelName", figure.ExcelName);
            json.WriteString("concept", figure.Concept);
            json.WriteString("member", figure.Member);
            json.WriteBoolean("isInput", figure.IsInput);
            PlainJson.Number(json, "previous", disclosure.Previous?[figure.Id]);
            PlainJson.Number(json, "previouslyStated", disclosure.PreviouslyStated?[figure.Id]);
            PlainJson.Number(json, "base", disclosure.BaseYear?[figure.Id]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What the members of each figure are of.</summary>
    private static void Write(Utf8JsonWriter json, string name, Comparative? comparative)
    {
        if (comparative is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("period", comparative.Period);
        json.WriteString("origin", comparative.Origin);
        json.WriteEndObject();
    }

    /// <summary>Who accepts a failed check, when and why; null where nobody does.</summary>
    internal static void Write(Utf8JsonWriter json, Acceptance? acceptance)
    {
        if (acceptance is null)
        {
            json.WriteNull("acceptance");
            return;
        }

        json.WriteStartObject("acceptance");
        json.WriteString("by", acceptance.By);
        json.WriteString("date", PlainJson.Of(acceptance.Date));
        json.WriteString("reason", acceptance.Reason);
        json.WriteEndObject();
    }

    public static void Checks(Disclosure disclosure, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WriteNumber("schema", SchemaVersion);
        json.WriteBoolean("allChecksPass", disclosure.AllChecksPass);
        json.WriteStartArray("checks");
        foreach (var check in disclosure.Checks)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            json.WriteString("title", check.Title);
            json.WriteBoolean("passed", check.Passed);
            PlainJson.Number(json, "expected", check.Expected);
            PlainJson.Number(json, "actual", check.Actual);
            PlainJson.Number(json, "tolerance", check.Tolerance);
            json.WriteString("unit", check.Unit.Symbol);
            json.WriteString("detail", check.Detail);
            Write(json, disclosure.AcceptanceOf(check));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
