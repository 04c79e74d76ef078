using LlmEnergy.Factors;
using LlmEnergy.Reporting.Data;

namespace LlmEnergy.Cli.Commands;

/// <summary>Factors and their changes as rows of a table.</summary>
internal static class FactorText
{
    public static string? Plain(decimal? value) => value is { } number ? PlainNumber.Of(number) : null;

    /// <summary>In the order of the changes.</summary>
    public static void Print(Terminal terminal, bool asJson, IEnumerable<FactorChange> changes) =>
        terminal.PrintRows(
            asJson,
            ["change", "id", "geography", "from", "to", "unit", "old", "new", "percent", "source", "note"],
            changes
                .Select(change => (change, Factor: (change.New ?? change.Old)!))
                .Select(row =>
                    (string?[])
                        [
                            Word(row.change.Kind),
                            row.Factor.Id,
                            row.Factor.Geography,
                            PlainJson.Of(row.Factor.ValidFrom),
                            PlainJson.Of(row.Factor.ValidTo),
                            row.Factor.Unit,
                            Plain(row.change.Old?.Value),
                            Plain(row.change.New?.Value),
                            row.change.Percent is { } percent ? Plain(decimal.Round(percent, 2, MidpointRounding.AwayFromZero)) : null,
                            row.Factor.SourceId,
                            PlainJson.NullIfEmpty(row.Factor.Note),
                        ]
                )
        );

    private static string Word(FactorChangeKind kind) =>
        kind switch
        {
            FactorChangeKind.Grid => "grid > 5 %",
            FactorChangeKind.Changed => "changed",
            FactorChangeKind.Added => "added",
            _ => "removed",
        };
}
