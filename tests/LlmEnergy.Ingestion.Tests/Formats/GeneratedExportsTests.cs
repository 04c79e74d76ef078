using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// Exports of each format with the traps of its kind, which a program of its own writes and sums (tests/reperform/exports, in Python and
/// decimals): nulls, parts beside and inside, what stands twice, failed requests, counters, corrections, numbers of another hand, parts of
/// files. Where the two disagree, one of them is wrong.
/// </summary>
[TestFixture]
internal sealed class GeneratedExportsTests
{
    private const int Few = 10;
    private const int Many = 1000;
    private static readonly string Script = Path.Combine(RepositoryRoot.Path, "tests", "reperform", "exports");

    [TestCaseSource(nameof(Formats))]
    public void An_export_gives_what_was_written(string format) => Compare(format, Few);

    [TestCaseSource(nameof(Formats)), Category("Long")]
    public void A_thousand_exports_give_what_was_written(string format) => Compare(format, Many);

    /// <summary>A comparison that cannot fail would show nothing.</summary>
    [Test]
    public void A_token_that_is_lost_shows()
    {
        var line = Written("opencode", 1).Single();
        var wrong = line.Replace("\"output\": ", "\"output\": 1", StringComparison.Ordinal);
        Assert.That(Difference(line, "opencode"), Is.Null);
        Assert.That(Difference(wrong, "opencode"), Does.Match("^output [0-9]+, expected 1[0-9]+$"));
    }

    private static void Compare(string format, int files)
    {
        var differences = Written(format, files)
            .Select((line, number) => (Number: number, Difference: Difference(line, format)))
            .Where(export => export.Difference is not null)
            .ToList();
        Assert.That(
            differences,
            Is.Empty,
            $"{differences.Count} of {files}; the first again: python3 tests/reperform/exports {format} --first N --files 1"
        );
    }

    private static string[] Written(string format, int files)
    {
        var written = Tool.Run(Tool.Require("python3"), Script, format, "--files", files.ToString(CultureInfo.InvariantCulture));
        Assert.That(written.ExitCode, Is.Zero, written.Error);
        return written.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string? Difference(string line, string format)
    {
        var export = JsonDocument.Parse(line).RootElement;
        using var folder = new ExportFolder(inMemory: true) { Formats = ExportFolder.WithPrompts };
        if (export.GetProperty("declared") is { ValueKind: JsonValueKind.Array } days)
        {
            var intake = Intake.None with { From = Day(days[0]), To = Day(days[1]) };
            folder.Source = folder.Source with
            {
                Intake = export.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, _ => intake),
            };
        }

        foreach (var file in export.GetProperty("files").EnumerateObject())
            folder.With(file.Name, file.Value.GetBytesFromBase64());
        var activity = folder.Ingest();
        var expected = Expected(export);
        var found = Found(activity, expected.Keys);
        if (export.GetProperty("refused").GetBoolean())
            return activity.Lines.IsEmpty && activity.Issues.Length > 0 ? null : "refused: found lines, expected a refusal";
        var differences = expected
            .Where(value => found[value.Key] != value.Value)
            .Select(value => $"{value.Key} {found[value.Key]}, expected {value.Value}")
            .Concat(
                activity
                    .Files.Where(file => file.Rows.Read > 0 && file.Format != format)
                    .Select(file => $"format '{file.Format}' of {file.Path}")
            )
            .Concat(expected["rejected"] == "0" ? Errors(activity) : [])
            .ToList();
        return differences.Count == 0
            ? null
            : string.Join("; ", differences.Concat(activity.Issues.Take(2).Select(issue => issue.ToString())));
    }

    private static DateOnly Day(JsonElement day) => DateOnly.Parse(day.GetString()!, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Expected(JsonElement export)
    {
        var tokens = export.GetProperty("tokens").EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetRawText());
        tokens["requests"] = export.GetProperty("requests") is { ValueKind: JsonValueKind.Number } requests ? requests.GetRawText() : "0";
        tokens["read"] = export.GetProperty("read").GetRawText();
        tokens["joules"] = Text(decimal.Parse(export.GetProperty("joules").GetString()!, CultureInfo.InvariantCulture));
        tokens["rejected"] = export.GetProperty("rejected").GetRawText();
        foreach (var cost in export.GetProperty("cost").EnumerateObject())
            tokens["cost in " + cost.Name] = Text(decimal.Parse(cost.Value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture));
        return tokens;
    }

    /// <summary>What is whole is not called faulty.</summary>
    private static IEnumerable<string> Errors(Activity activity) =>
        activity.Issues.Where(issue => issue.Severity == Severity.Error).Select(issue => issue.Code).Distinct();

    private static Dictionary<string, string> Found(Activity activity, IEnumerable<string> names)
    {
        var found = new Dictionary<string, string>
        {
            ["input"] = Text(activity.Total.Input),
            ["cached"] = Text(activity.Total.Cached),
            ["cacheWrite"] = Text(activity.Total.CacheWrite),
            ["output"] = Text(activity.Total.Output),
            ["requests"] = Text(activity.Total.Requests),
            ["read"] = Text(activity.Rows.Read),
            ["rejected"] = Text(activity.Rows.Rejected),
            ["joules"] = Text(activity.Lines.Sum(line => (decimal)line.Usage.EnergyMicrojoules) / 1_000_000m),
        };
        foreach (var name in names.Where(name => !found.ContainsKey(name)).ToList())
            found[name] = Text(
                activity
                    .Lines.Concat(activity.Bills)
                    .Where(line => line.Cost?.Currency == name["cost in ".Length..])
                    .Sum(line => line.Cost!.Value.Amount)
            );
        return found;
    }

    /// <summary>Costs agree to nine places: a sum of many digits is not held against the last of them.</summary>
    private static string Text(decimal number) => decimal.Round(number, 9).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>Of tables alone there are no exports: they are held against exports of a server's.</summary>
    private static IEnumerable<string> Formats() =>
        FormatCatalog.BuiltIn.Mappings.Where(mapping => mapping.Containers is not [ContainerNames.Table]).Select(mapping => mapping.Id);
}
