using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// assumptions.csv: tokens per prompt of products whose reports state none. It is read where the workspace asks for such estimates.
/// </summary>
internal static class AssumptionRegister
{
    public const string FileName = "assumptions.csv";

    // more is a slip, such as tokens of all prompts
    private const decimal MostTokens = 10_000_000m;
    private const decimal MostTimes = 1_000m;

    private static readonly TableForm Form = Register.Form(FileName, [.. Columns.Where(column => column != "to")], "to");

    /// <summary>In the order in which the program writes them.</summary>
    internal static ImmutableArray<string> Columns =>
        ["product", "model", "input", "output", "low", "high", "source", "by", "on", "from", "to"];

    /// <param name="issues">Takes all that is wrong with it, LE2020.</param>
    public static ImmutableArray<PromptAssumption> Read(byte[] csv, ICollection<Issue> issues)
    {
        var (rows, days) = (ImmutableArray.CreateBuilder<PromptAssumption>(), new StatedDays());
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            var before = issues.Count;
            var (product, model, source, by) = (row.Required("product"), row.Required("model"), row.Required("source"), row.Required("by"));
            decimal? Tokens(string column) => row.Required(column, 0m, MostTokens, "tokens per prompt, from 0 to 10,000,000");
            var (input, output) = (Tokens("input"), Tokens("output"));
            var low = row.Required("low", 0m, 1m, "a part of the tokens from 0 to 1, such as 0.3");
            var high = row.Required("high", 1m, MostTimes, "a multiple of the tokens from 1 to 1,000, such as 3");
            row.Required("on");
            row.Required("from");
            var (on, from, to) = (row.Day("on"), row.Day("from"), row.Day("to") ?? DateOnly.MaxValue);
            if (input is 0m && output is 0m)
                row.Wrong("output", "found no tokens at all, expected some per prompt");
            if (from is { Day: not 1 })
                row.Wrong("from", "found another day, expected the first of a month");
            if (to != DateOnly.MaxValue && to.AddDays(1).Day != 1)
                row.Wrong("to", "found another day, expected the last of a month");
            if (from > to)
                row.Wrong("to", "found an end before its start, expected from and to in this order");
            if (issues.Count > before)
                continue;
            days.Add(from!.Value, to, row.Place("from"), product);
            rows.Add(
                new(product, model, input!.Value, output!.Value, low!.Value, high!.Value, source, by, on!.Value, from.Value, to, At(row))
            );
        }

        days.RefuseTwice(("product", "one assumption for a month"), issues);
        return rows.ToImmutable();
    }

    private static SourceLocation At(TableRow row) => row.Place("product") with { Column = 0 };
}
