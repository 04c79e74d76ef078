using System.Globalization;
using System.Text.Json;
using LlmEnergy.Auditing;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

/// <summary>What a period's total depends on, and what a change of usage would make of it.</summary>
internal static class WhatIfText
{
    private const int MostDrivers = 12;

    public static void Print(Terminal terminal, WhatIf result, bool isChanged)
    {
        var (before, after) = (Total(result.Before), Total(result.After));
        List<string[]> rows =
        [
            ["as it is", .. Cells(before)],
        ];
        if (isChanged)
        {
            rows.Add(["with the changes", .. Cells(after)]);
            rows.Add(["difference", .. Cells((after.Low - before.Low, after.Central - before.Central, after.High - before.High))]);
        }

        terminal.Print(["", "low>", "central, kgCO2e>", "high>"], rows);
        terminal.Print(
            ["assumption alone at its ends", "low>", "high, kgCO2e>", "width>"],
            result
                .Drivers.Take(MostDrivers)
                .Select(row => (string[])[row.Assumption, Number(row.AtLow), Number(row.AtHigh), Number(row.Width)])
        );
        foreach (var (of, inventory) in new[] { ("as it is", result.Before), ("with the changes", result.After) })
            if (inventory.Lines.Count(line => line.Total is null) is > 0 and var lines)
                terminal.Print(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{of}: {Counted.Of(lines, "line has no total, and is", "lines have no total, and are")} in none of these numbers"
                    )
                );
        terminal.Print("nothing was written");
    }

    public static void Write(WhatIf result, Stream output)
    {
        using var json = new Utf8JsonWriter(output, PlainJson.Options);
        json.WriteStartObject();
        foreach (var (name, inventory) in new[] { ("before", result.Before), ("after", result.After) })
        {
            var total = Total(inventory);
            json.WriteStartObject(name);
            PlainJson.Number(json, "low", total.Low);
            PlainJson.Number(json, "central", total.Central);
            PlainJson.Number(json, "high", total.High);
            json.WriteNumber("linesWithoutTotal", inventory.Lines.Count(line => line.Total is null));
            json.WriteEndObject();
        }

        json.WriteStartArray("drivers");
        foreach (var row in result.Drivers)
        {
            json.WriteStartObject();
            json.WriteString("assumption", row.Assumption);
            PlainJson.Number(json, "atLow", row.AtLow);
            PlainJson.Number(json, "atHigh", row.AtHigh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (decimal Low, decimal Central, decimal High) Total(Inventory inventory)
    {
        var totals = inventory.Lines.Select(line => line.Total).OfType<Estimate<GhgEmissions>>().ToList();
        return (
            totals.Sum(total => total.Low.KilogramsCo2e),
            totals.Sum(total => total.Central?.KilogramsCo2e ?? 0m),
            totals.Sum(total => total.High.KilogramsCo2e)
        );
    }

    private static string[] Cells((decimal Low, decimal Central, decimal High) total) =>
        [Number(total.Low), Number(total.Central), Number(total.High)];

    private static string Number(decimal kilograms) =>
        decimal.Round(kilograms, 4, MidpointRounding.AwayFromZero).ToString("N4", CultureInfo.InvariantCulture);
}
