using System.Globalization;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Tracing;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Auditing;

/// <summary>reperform.md of a pack: three lines from their rows to their emissions, for a reader with a calculator.</summary>
internal static class WalkThrough
{
    public static string Of(AuditedPeriod period, IReadOnlyList<LineStep> lines)
    {
        var text = new StringBuilder();
        void Say(string line = "") => text.Append(line).Append('\n');
        Say($"# {Counted.Of(lines.Count, "line")} of {period.Manifest.Period}, step by step");
        Say();
        Say("Nothing here needs the program. Each number stands in the file that is named, and each step is one that a pocket");
        Say("calculator does. Numbers are not rounded; results are fixed at 18 decimals of a kilogram or a kilowatt-hour.");
        foreach (var step in lines)
            Line(step, Say);
        var total = period.Figure(FigureIds.TotalKilograms.Value);
        Say();
        Say("## The total");
        Say();
        Say($"The column `total_kgco2e` of `inventory.csv`, added up over its {Count(period.Inventory.Lines.Length)} lines, is");
        Say($"{Number(total.Value)} kgCO2e: the figure `{total.Id}` of `figures.json`, and divided by 1,000 the headline.");
        return text.ToString();
    }

    private static void Line(LineStep step, Action<string> say)
    {
        var key = step.Line.Activity.Key;
        say("");
        say($"## Line {step.Line.Activity.Id}");
        say("");
        say(
            FormattableString.Invariant($"{key.Month:yyyy-MM}, {key.Provider}, `{key.Model}`, source `{key.Source}`. ")
                + step.ModelEvidence
                + "."
        );
        say("");
        var rows = step.Rows ?? RowsOfLine.None;
        var largest = rows.Largest.Length < rows.Rows ? $", of which the largest {Count(rows.Largest.Length)} stand here" : "";
        say($"Rows of the exports: {Count(step.Line.Activity.Rows)}{largest}.");
        say("");
        say("| file | line | requests | input tokens | of them cached | output tokens |");
        say("|---|---:|---:|---:|---:|---:|");
        foreach (var row in rows.Largest)
            say($"| {row.File} | {Plain(row.At)} | {Cells(row.Usage)} |");
        say($"| all rows of the line | | {Cells(step.Line.Activity.Usage)} |");
        say("");
        if (step.WhyNoRows.Length > 0)
            say($"Not all rows were found: {step.WhyNoRows}.\n");
        say("| step | formula | with its numbers | gives | unit |");
        say("|---|---|---|---:|---|");
        foreach (var equation in step.Equations)
            say($"| {equation.Name} | {equation.Formula} | {equation.Numbers} | {PlainNumber.Of(equation.Value)} | {equation.Unit} |");
        say("");
        say("| factor | value | unit | source | where in it |");
        say("|---|---:|---|---|---|");
        foreach (var (factor, source) in step.Factors.Select(use => (use.Factor, use.Source)))
            say(
                $"| {factor.Id} | {PlainNumber.Of(factor.Value)} | {factor.Unit} | {Cell(source.Title)}, {Plain(source.Year)} | "
                    + $"{Cell(factor.Locator)} |"
            );
        foreach (var term in step.Line.Rate?.Energy?.Terms ?? [])
            say($"\nWh of {term.Of}: {term.Derivation} = {Number(term.Central)}.");
        foreach (var term in step.Line.Rate?.Embodied?.Terms ?? [])
            say($"\ngCO2e of hardware, {term.Of}: {term.Derivation} / 1,000 = {Number(term.Central)}.");
    }

    private static string Cells(in Usage usage) =>
        $"{Plain(usage.Requests)} | {Plain(usage.Input)} | {Plain(usage.Cached)} | {Plain(usage.Output)}";

    /// <summary>A bar would end the cell.</summary>
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal? value) => value is { } number ? PlainNumber.Of(number) : "unknown";
}
