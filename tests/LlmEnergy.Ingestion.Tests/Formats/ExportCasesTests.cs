using System.Globalization;
using System.Text.Json;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>
/// Exports in the shape of real ones: bills, seats, gateways, traces, logs of agents, and what a program of its own, which shares nothing with this one, computed of them: rows by fate,
/// tokens by kind, costs by currency, models. Data/cases/README.md says what they are.
/// </summary>
[TestFixture]
internal sealed class ExportCasesTests
{
    /// <summary>Both data sets are there and nothing says which one is meant: the amortised cost counts, as the larger of the two does.</summary>
    private const string ActualAndAmortised = "azure-actual-and-amortized";

    private static readonly Dictionary<string, string> Words = new() { ["parent-repeats-children"] = "repeats-children" };

    private static readonly string Cases = Path.Combine(RepositoryRoot.Path, "tests/LlmEnergy.Ingestion.Tests/Data/cases");

    [TestCaseSource(nameof(Names))]
    public void An_export_gives_what_was_computed_of_it(string name)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Cases, name, "expected.json"))).RootElement;
        var activity = Read(name, expected);
        var rows = expected.GetProperty("rows");
        var tokens = expected.GetProperty("tokens");
        var without = activity.Lines.Where(line => line.Usage.Input == 0 && line.Usage.Output == 0).ToList();
        var with = activity.Lines.Except(without).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.Rows.Read, Is.EqualTo(rows.GetProperty("read").GetInt64()), "read");
            Assert.That(activity.Rows.Accepted, Is.EqualTo(rows.GetProperty("accepted").GetInt64()), "accepted");
            Assert.That(activity.Rows.Rejected, Is.EqualTo(rows.GetProperty("rejected").GetInt64()), "rejected");
            Assert.That(activity.Rows.Duplicate, Is.EqualTo(rows.GetProperty("duplicate").GetInt64()), "duplicate");
            Assert.That(Ignored(activity), Is.EqualTo(Numbers(rows.GetProperty("ignored"))), "ignored");
            Assert.That(activity.Total.Input, Is.EqualTo(tokens.GetProperty("input").GetInt64()), "input");
            Assert.That(activity.Total.Cached, Is.EqualTo(tokens.GetProperty("cached").GetInt64()), "cached");
            Assert.That(activity.Total.CacheWrite, Is.EqualTo(tokens.GetProperty("cacheWrite").GetInt64()), "cache write");
            Assert.That(activity.Total.Output, Is.EqualTo(tokens.GetProperty("output").GetInt64()), "output");
            // what is a price of usage that other files state stands beside it
            var sold = expected.GetProperty("costOfAcceptedWithoutTokens").EnumerateObject().Any() ? without : [];
            Assert.That(
                Costs(activity.Lines.Except(sold).Concat(activity.Bills)),
                Is.EqualTo(Amounts(expected.GetProperty("cost"))),
                "cost"
            );
            if (name == ActualAndAmortised)
                Assert.That(Costs(sold), Is.EqualTo(new SortedDictionary<string, decimal> { ["EUR"] = 2160m }));
            else
                Assert.That(
                    Costs(sold),
                    Is.EqualTo(Amounts(expected.GetProperty("costOfAcceptedWithoutTokens"))),
                    "cost of what is sold without tokens"
                );
            Assert.That(
                with.Select(line => line.Key.Model).Distinct().Order(StringComparer.Ordinal),
                Is.EqualTo(
                    expected.GetProperty("models").EnumerateArray().Select(model => model.GetString() is "None" ? "" : model.GetString())
                ),
                "models"
            );
            var requests = expected.GetProperty("requests");
            if (requests.ValueKind == JsonValueKind.Null)
                Assert.That(activity.Lines.All(line => !line.Usage.Knows(Known.Requests)), "requests are unknown, and not none");
            else
                Assert.That(activity.Total.Requests, Is.EqualTo(requests.GetInt64()), "requests");
        }
    }

    private static Activity Read(string name, JsonElement expected)
    {
        using var folder = new ExportFolder();
        var currency = expected.TryGetProperty("settings", out var settings) ? settings.GetProperty("currency").GetString() : null;
        folder.Source = folder.Source with { Currency = currency };
        var root = Path.Combine(Cases, name);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var display = Path.GetRelativePath(root, file).Replace('/', '-');
            if (display != "expected.json")
                folder.With(display, File.ReadAllBytes(file));
        }

        return folder.Ingest();
    }

    private static SortedDictionary<string, long> Ignored(Activity activity) =>
        new(
            activity
                .Files.SelectMany(file => file.Fates)
                .Where(fate => fate.Outcome == RowOutcome.Ignored)
                .GroupBy(fate => fate.Rule)
                .ToDictionary(rule => rule.Key, rule => rule.Sum(fate => fate.Rows)),
            StringComparer.Ordinal
        );

    private static SortedDictionary<string, decimal> Costs(IEnumerable<ActivityLine> lines) =>
        new(
            lines
                .Where(line => line.Cost is not null)
                .GroupBy(line => line.Cost!.Value.Currency)
                .ToDictionary(currency => currency.Key, currency => currency.Sum(line => line.Cost!.Value.Amount)),
            StringComparer.Ordinal
        );

    /// <summary>The program has another word for some rules.</summary>
    private static SortedDictionary<string, long> Numbers(JsonElement map) =>
        new(
            map.EnumerateObject().ToDictionary(pair => Words.GetValueOrDefault(pair.Name, pair.Name), pair => pair.Value.GetInt64()),
            StringComparer.Ordinal
        );

    private static SortedDictionary<string, decimal> Amounts(JsonElement map) =>
        new(
            map.EnumerateObject()
                .ToDictionary(pair => pair.Name, pair => decimal.Parse(pair.Value.GetString()!, CultureInfo.InvariantCulture)),
            StringComparer.Ordinal
        );

    private static IEnumerable<string> Names() =>
        Directory.EnumerateDirectories(Cases).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;
}
