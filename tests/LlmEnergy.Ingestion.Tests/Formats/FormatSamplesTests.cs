using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>samples/formats has one small invented file of each format; its README lists what is in them.</summary>
[TestFixture]
internal sealed class FormatSamplesTests
{
    private const string Private = "hans.muster@example.com";
    private const string Key = "sk-ant-api03-0123456789abcdef0123456789abcdef";

    /// <summary>Formats whose samples are other workspaces, real exports among the data of the tests, or tables; and one that is refused.</summary>
    private static readonly string[] Elsewhere =
    [
        "anthropic.batch.results",
        "anthropic.usage.json",
        "claude-code.sessions",
        "helicone.requests",
        "langfuse.observations",
        "litellm.daily.tag",
        "mooncake.trace",
        "openai.dashboard.cost.csv",
        "openai.dashboard.usage.csv",
        "openai.usage.json",
        "otel.traces",
        "spend",
    ];

    private static readonly string Folder = Path.Combine(RepositoryRoot.Samples, "formats");

    [TestCaseSource(nameof(Listed))]
    public void A_sample_is_of_the_format_of_its_name_and_gives_what_is_listed(
        string file,
        long read,
        long accepted,
        long rejected,
        long input,
        long output
    )
    {
        var activity = Read(file, File.ReadAllBytes(Path.Combine(Folder, file)));
        Assert.That(activity.Files.Single().Format, Is.EqualTo(Path.GetFileNameWithoutExtension(file)));
        Assert.That(
            (activity.Rows.Read, activity.Rows.Accepted, activity.Rows.Rejected, activity.Total.Input, activity.Total.Output),
            Is.EqualTo((read, accepted, rejected, input, output))
        );
    }

    [Test]
    public void Every_format_has_a_sample() =>
        Assert.That(
            Listed().Select(sample => Path.GetFileNameWithoutExtension((string)sample.Arguments[0]!)),
            Is.SupersetOf(FormatCatalog.BuiltIn.Mappings.Select(mapping => mapping.Id).Except(Elsewhere))
        );

    [Test]
    public void A_table_by_tag_alone_is_refused_since_it_states_calls_more_than_once()
    {
        var activity = Read("daily.csv", File.ReadAllBytes(Path.Combine(Folder, "litellm.daily.tag.csv")));
        Assert.That((activity.Lines.Length, activity.Issues.Single().Code), Is.EqualTo((0, "LE1052")));
    }

    [Test]
    public void A_row_that_no_reading_of_its_columns_adds_up_is_rejected_with_the_reason()
    {
        var activity = Read("events.csv", File.ReadAllBytes(Path.Combine(Folder, "cursor.usage.csv")));
        Assert.That(
            activity.Issues.Single(issue => issue.Code == "LE1051").Message,
            Does.StartWith("found a row of no-reading, expected none: no reading of its columns gives its total")
        );
    }

    /// <summary>Whichever column it stands in: an address is in no line, no message and no name of what is listed.</summary>
    [TestCaseSource(nameof(Tables))]
    public void An_address_in_any_column_is_in_no_output(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var rows = text.TrimStart('\uFEFF').TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var separator = rows[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        for (var column = 0; column < rows[0].Split(separator).Length; column++)
        {
            var planted = new StringBuilder(rows[0]).Append('\n');
            foreach (var row in rows.Skip(1).Take(5).Where(row => !row.Contains('"', StringComparison.Ordinal)))
            {
                var cells = row.Split(separator);
                if (column < cells.Length)
                    cells[column] = Private;
                planted.Append(string.Join(separator, cells)).Append('\n');
            }

            var activity = Read(file, Encoding.UTF8.GetBytes(planted.ToString()));
            var said = activity
                .Issues.Select(issue => issue.ToString())
                .Concat(activity.Lines.Select(line => line.Key.ToString()))
                .Concat(activity.Fates.Select(fate => fate.Rule))
                .Concat(activity.NotAccepted.Select(decision => decision.ToString()));
            Assert.That(said, Has.None.Contains(Private), rows[0].Split(separator)[column]);
        }
    }

    /// <summary>Of JSON, whichever member is it: every text of the file, one after another.</summary>
    [TestCaseSource(nameof(Trees))]
    public void An_address_or_a_key_in_any_member_is_in_no_output(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var isLines = file.EndsWith(".jsonl", StringComparison.Ordinal);
        var roots = (isLines ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text]).Select(Parsed).ToList();
        foreach (var path in roots.SelectMany(root => Texts(root, "")).Distinct(StringComparer.Ordinal))
        {
            var planted = string.Join('\n', roots.Select(root => Planted(root, path, "").ToJsonString()));
            var activity = Read(file, Encoding.UTF8.GetBytes(planted));
            var said = activity
                .Issues.Select(issue => issue.ToString())
                .Concat(activity.Lines.Select(line => line.Key.ToString()))
                .Concat(activity.Fates.Select(fate => fate.Rule))
                .Concat(activity.NotAccepted.Select(decision => decision.ToString()));
            Assert.That(said, Has.None.Contains(Private).And.None.Contains(Key), path);
        }
    }

    private static JsonNode Parsed(string text) => JsonNode.Parse(text)!;

    /// <summary>The places of texts, by their names alone: elements of a list have one.</summary>
    private static IEnumerable<string> Texts(JsonNode? node, string path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Texts(member.Value, $"{path}/{member.Key}")),
            JsonArray list => list.SelectMany(element => Texts(element, path + "/-")),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => [path],
            _ => [],
        };

    private static JsonNode Planted(JsonNode node, string place, string path) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, Below(member.Value, place, $"{path}/{member.Key}")))
            ),
            JsonArray list => new JsonArray([.. list.Select(element => Below(element, place, path + "/-"))]),
            _ when path == place => JsonValue.Create($"{Private} {Key}"),
            _ => node.DeepClone(),
        };

    private static JsonNode? Below(JsonNode? node, string place, string path) => node is null ? null : Planted(node, place, path);

    private static Activity Read(string file, byte[] bytes)
    {
        using var folder = new ExportFolder { Formats = ExportFolder.WithPrompts }.With(file, bytes);
        // a window of prompts states no days
        if (FormatCatalog.BuiltIn.Find(Path.GetFileNameWithoutExtension(file)) is { MayBeDeclared: true })
            folder.Source = folder.Source with
            {
                Intake = new Dictionary<string, Intake> { [file] = Intake.None with { From = new(2026, 9, 1), To = new(2026, 9, 30) } },
            };
        return folder.Ingest();
    }

    private static IEnumerable<string> Trees() =>
        Listed().Select(sample => (string)sample.Arguments[0]!).Where(file => file.Contains(".json", StringComparison.Ordinal));

    private static IEnumerable<string> Tables() =>
        Listed().Select(sample => (string)sample.Arguments[0]!).Where(file => file.EndsWith(".csv", StringComparison.Ordinal));

    /// <summary>The table of samples/formats/README.md.</summary>
    private static IEnumerable<TestCaseData> Listed() =>
        File.ReadLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|').Select(cell => cell.Trim(' ', '`')).ToArray())
            .Select(cells => new TestCaseData([cells[1], .. cells[2..7].Select(Number)]));

    private static object Number(string cell) => long.Parse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
