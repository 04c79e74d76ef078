using System.Globalization;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>A table of a folder against the same table made again.</summary>
/// <param name="Source">What it was made again from, in words.</param>
internal sealed record TableComparison(VerificationLevel Level, string Source, DirectoryInfo Folder, RecordedManifest Manifest)
{
    /// <summary>
    /// Names the first cell that differs, and the figure that its column makes. Of a folder of another version only the columns that both
    /// have are
    /// compared: later versions add some at the end.
    /// </summary>
    public IReadOnlyList<Finding> Of(string name, Action<Stream> write)
    {
        var findings = new List<Finding>();
        var path = Path.Combine(Folder.FullName, name);
        if (!File.Exists(path))
            return findings; // level 1 says so
        try
        {
            using var again = new MemoryStream();
            write(again);
            var (now, then) = (
                RecordedTable.Read(again.ToArray(), name, row => row),
                RecordedTable.Read(Folder.FullName, name, row => row)
            );
            if (now.Count != then.Count)
                findings.Add(
                    new(
                        Level,
                        name,
                        "",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"has {Counted.Of(then.Count, "line")}, and {now.Count} come out of {Source}"
                        )
                    )
                );
            if (now.Count == 0 || then.Count == 0)
                return findings;
            var columns = then[0].Columns.ToLookup(now[0].Columns.Contains);
            if (columns[false].FirstOrDefault() is { } unknown && Manifest.IsOf(Pipeline.ToolVersion))
                findings.Add(new(Level, name, "", $"has a column {unknown} that this program does not write"));
            var differences = now.Zip(then)
                .SelectMany(
                    (line, at) =>
                        columns[true]
                            .Where(column => !IsSame(line.First.Raw(column), line.Second.Raw(column)))
                            .Select(column => (Line: at + 2, Column: column))
                )
                .ToList();
            if (differences.Count == 0)
                return findings;
            var (first, at) = (differences[0], differences[0].Line);
            var more =
                differences.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", nor are {differences.Count - 1} more cells") : "";
            findings.Add(
                new(
                    Level,
                    name,
                    FigureOf(first.Column),
                    string.Create(CultureInfo.InvariantCulture, $"line {at}, column {first.Column} is not what comes out of {Source}{more}")
                )
            );
        }
        catch (RecordedFileException e)
        {
            findings.Add(Unreadable(Level, Manifest, e));
        }

        return findings;
    }

    /// <summary>A finding about the file that cannot be read, where it is one of the report.</summary>
    public static Finding Unreadable(VerificationLevel level, RecordedManifest manifest, Exception e) =>
        e switch
        {
            RecordedFileException { File: var file, Fault: var fault } when manifest.Outputs.ContainsKey(file) => new(
                level,
                file,
                "",
                fault
            ),
            RecordedFileException => new(level, "", "", e.Message),
            _ => new(level, "", "", $"nothing can be calculated from these numbers ({e.GetType().Name})"),
        };

    /// <summary>As text or as a number: another version may write the same number otherwise.</summary>
    private static bool IsSame(string one, string other) => one == other || (Number(one) is { } number && number == Number(other));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string FigureOf(string column) =>
        column switch
        {
            _ when column.StartsWith("energy_kwh", StringComparison.Ordinal) => FigureIds.Energy.Value,
            _ when column.StartsWith("location_", StringComparison.Ordinal) => FigureIds.LocationBased.Value,
            _ when column.StartsWith("embodied_", StringComparison.Ordinal) => FigureIds.Embodied.Value,
            _ when column.StartsWith("other_", StringComparison.Ordinal) => FigureIds.Other.Value,
            _ when column.StartsWith("total_", StringComparison.Ordinal) => FigureIds.Total.Value,
            _ when column.StartsWith("market_", StringComparison.Ordinal) => FigureIds.MarketBased.Value,
            _ when column.StartsWith("water_", StringComparison.Ordinal) => FigureIds.Water.Value,
            "requests" => FigureIds.Requests.Value,
            "input_tokens" => FigureIds.InputTokens.Value,
            "output_tokens" => FigureIds.OutputTokens.Value,
            _ => "",
        };
}
