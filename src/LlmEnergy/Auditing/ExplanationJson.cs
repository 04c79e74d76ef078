using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Ingestion.Tracing;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Auditing;

/// <summary>An explanation as one JSON document.</summary>
public static class ExplanationJson
{
    public static void Write(Explanation explanation, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        json.WriteString("period", explanation.Period.Manifest.Period);
        json.WriteString("manifest", explanation.Period.Manifest.Sha256);
        json.WriteBoolean("asRecorded", explanation.IsAsRecorded);
        List(
            json,
            "figures",
            explanation.Steps,
            step =>
            {
                json.WriteString("id", step.Figure.Id.Value);
                json.WriteString("label", step.Figure.Label);
                PlainJson.Number(json, "value", step.Figure.Value);
                json.WriteString("unit", step.Figure.Unit.Symbol);
                json.WriteString("formula", step.Formula);
                json.WriteString("excelName", step.Figure.ExcelName);
            }
        );
        List(
            json,
            "sums",
            explanation.Sums,
            sum =>
            {
                json.WriteString("column", sum.Column.Name);
                json.WriteString("unit", sum.Column.Unit.Symbol);
                PlainJson.Number(json, "total", sum.Total);
                List(
                    json,
                    "lines",
                    sum.Lines,
                    part =>
                    {
                        json.WriteString("line", part.Line.Activity.Id);
                        PlainJson.Number(json, "amount", part.Amount);
                    }
                );
                json.WriteNumber("otherLines", sum.Rest.Lines);
                PlainJson.Number(json, "otherAmount", sum.Rest.Amount);
            }
        );
        List(json, "lines", explanation.Lines, step => Line(json, step));
        json.WriteEndObject();
    }

    public static void Write(ImmutableArray<RowTrace> rows, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        List(
            json,
            "rows",
            rows,
            trace =>
            {
                Row(json, trace.Row);
                json.WriteString("line", trace.Line?.Activity.Id);
                json.WriteString("rule", PlainJson.NullIfEmpty(trace.Row.Rule));
                json.WriteStartArray("figures");
                foreach (var figure in trace.Figures)
                    json.WriteStringValue(figure.Id.Value);
                json.WriteEndArray();
            }
        );
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, LineStep step)
    {
        var key = step.Line.Activity.Key;
        json.WriteString("line", step.Line.Activity.Id);
        json.WriteString("month", PlainJson.Of(key.Month));
        json.WriteString("source", key.Source);
        json.WriteString("provider", key.Provider);
        json.WriteString("account", key.Account);
        json.WriteString("model", key.Model);
        json.WriteString("resolvedModel", step.Line.Model.Resolved);
        json.WriteString("class", step.Line.Model.ModelClass);
        json.WriteString("modelEvidence", step.ModelEvidence);
        json.WriteString("rate", step.Line.Rate?.Id);
        json.WriteString("place", step.Line.Place?.Id);
        List(
            json,
            "equations",
            step.Equations,
            equation =>
            {
                json.WriteString("name", equation.Name);
                json.WriteString("formula", equation.Formula);
                json.WriteString("numbers", equation.Numbers);
                PlainJson.Number(json, "value", equation.Value);
                json.WriteString("unit", equation.Unit);
            }
        );
        List(json, "factors", step.Factors, use => Factor(json, use));
        json.WriteNumber("rows", step.Line.Activity.Rows);
        if (step.Rows is { } rows)
            json.WriteNumber("rowsFound", rows.Rows);
        else
            json.WriteNull("rowsFound");
        json.WriteString("whyNotAllFound", PlainJson.NullIfEmpty(step.WhyNoRows));
        List(json, "largestRows", step.Rows?.Largest ?? [], row => Row(json, row));
    }

    private static void Factor(Utf8JsonWriter json, FactorUse use)
    {
        json.WriteString("id", use.Factor.Id);
        PlainJson.Number(json, "low", use.Factor.Low);
        PlainJson.Number(json, "value", use.Factor.Value);
        PlainJson.Number(json, "high", use.Factor.High);
        json.WriteString("unit", use.Factor.Unit);
        json.WriteString("validFrom", PlainJson.Of(use.Factor.ValidFrom));
        json.WriteString("validTo", PlainJson.Of(use.Factor.ValidTo));
        json.WriteString("source", use.Source.Title);
        json.WriteNumber("year", use.Source.Year);
        json.WriteString("locator", use.Factor.Locator);
        json.WriteString("url", use.Source.Url);
        json.WriteString("licence", use.Source.Licence);
        json.WriteString("path", use.Path);
    }

    private static void Row(Utf8JsonWriter json, FoundRow row)
    {
        json.WriteString("file", row.File);
        json.WriteNumber("at", row.At);
        json.WriteString("day", row.Day is { } day ? PlainJson.Of(day) : null);
        json.WriteStartObject("cells");
        foreach (var cell in row.Cells.DistinctBy(cell => cell.Name))
            json.WriteString(cell.Name, cell.Value);
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
