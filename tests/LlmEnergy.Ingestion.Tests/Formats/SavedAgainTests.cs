using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Exports as people hand them on, saved by a spreadsheet, a script or an archive: what they say stays the same.</summary>
[TestFixture]
internal sealed class SavedAgainTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Samples, "formats");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly (string Name, Func<List<string[]>, byte[]> Save)[] TableForms =
    [
        ("semicolons", rows => Utf8(Csv(rows, ';'))),
        ("tabs", rows => Utf8(Csv(rows, '\t'))),
        ("the separator named", rows => Utf8("sep=;\r\n" + Csv(rows, ';'))),
        ("all cells quoted", rows => Utf8(Csv(rows, ',', isQuoted: true))),
        ("UTF-16", rows => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Csv(rows, '\t'))]),
        ("a byte order mark and CR LF", rows => Utf8("\uFEFF" + Csv(rows, ',').Replace("\n", "\r\n", StringComparison.Ordinal))),
        ("columns in another order", rows => Utf8(Csv([.. rows.Select(row => row.Reverse().ToArray())], ','))),
        ("blank rows below", rows => Utf8(Csv([.. rows, new string[rows[0].Length], new string[rows[0].Length]], ','))),
        (
            "spaces around names",
            rows =>
                Utf8(
                    Csv(
                        [
                            [.. rows[0].Select(name => $" {name} ")],
                            .. rows[1..],
                        ],
                        ','
                    )
                )
        ),
    ];

    private static readonly (string Name, Func<List<JsonNode>, byte[]> Save)[] TreeForms =
    [
        ("members in another order", roots => Lines(roots.Select(root => Reversed(root)!))),
        ("members that nobody knows", roots => Lines(roots.Select(root => Added(root)!))),
        ("members in the order of their names", roots => Lines(roots.Select(root => Sorted(root)!))),
        ("line breaks within", roots => Utf8(string.Join('\n', roots.Select(root => root.ToJsonString(Indented))))),
        ("UTF-16", roots => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Lines(roots)))]),
        ("escapes", roots => Utf8(string.Join('\n', roots.Select(Escaped)))),
    ];

    [TestCaseSource(nameof(SavedTables))]
    public void A_table_says_the_same_in_the_form(string file, string form)
    {
        var rows = Rows(File.ReadAllText(Path.Combine(Folder, file)));
        var saved = Array.Find(TableForms, one => one.Name == form).Save(rows);
        AssertSame(file, saved);
    }

    [TestCaseSource(nameof(SavedTrees))]
    public void Json_says_the_same_in_the_form(string file, string form)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var isLines = file.EndsWith(".jsonl", StringComparison.Ordinal);
        var roots = (isLines ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text])
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        AssertSame(file, Array.Find(TreeForms, one => one.Name == form).Save(roots));
    }

    [TestCaseSource(nameof(Files))]
    public void A_packed_export_says_the_same(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var whole = Read((file, bytes));
        Assert.That(Said(Read((file + ".gz", Packed.Gzip(bytes)))), Is.EqualTo(Said(whole)));
        Assert.That(Said(Read((file + ".zip", Packed.Zip((file, bytes))))), Is.EqualTo(Said(whole)));
    }

    [TestCaseSource(nameof(Files))]
    public void The_same_file_twice_counts_once(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var (once, twice) = (Read((file, bytes)), Read((file, bytes), ("copy of " + file, bytes)));
        Assert.That(twice.Total, Is.EqualTo(once.Total));
    }

    /// <summary>As exports of a month and of its quarter: what stands in both counts once, or an error says that it stands twice.</summary>
    [TestCaseSource(nameof(FilesOfRows))]
    public void An_export_of_some_of_the_same_rows_counts_nothing_twice_in_silence(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var lines = Encoding.UTF8.GetString(bytes).TrimEnd().Split('\n');
        var isTable = file.EndsWith(".csv", StringComparison.Ordinal);
        var some = (isTable ? lines[..1] : []).Concat((isTable ? lines[1..] : lines).Take(lines.Length / 2));
        var (whole, both) = (Read((file, bytes)), Read((file, bytes), ("some of " + file, Utf8(string.Join('\n', some) + "\n"))));
        var isSaid = both.Issues.Any(issue => issue.Severity == Severity.Error && !whole.Issues.Any(other => other.Code == issue.Code));
        Assert.That(
            isSaid || both.Total == whole.Total,
            $"{both.Total}, {string.Join('\n', both.Issues.Select(issue => issue.ToString()))}"
        );
    }

    private static void AssertSame(string file, byte[] saved)
    {
        var (before, after) = (Read((file, File.ReadAllBytes(Path.Combine(Folder, file)))), Read((file, saved)));
        Assert.That(Said(after), Is.EqualTo(Said(before)), string.Join('\n', after.Issues.Take(3)));
    }

    /// <summary>Format, usage, rows and codes of findings, but for rows without content.</summary>
    private static string Said(Activity activity) =>
        $"{activity.Files[0].Format} {activity.Total} {activity.Rows.Accepted} accepted, {activity.Rows.Duplicate} duplicate, "
        + $"{activity.Rows.Rejected} rejected, {string.Join(' ', activity.Fates.Where(fate => fate.Rule != "empty-row").Select(fate => $"{fate.Rule} {fate.Rows}"))}, "
        + string.Join(' ', activity.Issues.Select(issue => issue.Code).Order(StringComparer.Ordinal));

    private static Activity Read(params (string Name, byte[] Bytes)[] files)
    {
        using var folder = new ExportFolder();
        foreach (var (name, bytes) in files)
            folder.With(name, bytes);
        return folder.Ingest();
    }

    private static IEnumerable<TestCaseData> SavedTables() =>
        from file in Files()
        where file.EndsWith(".csv", StringComparison.Ordinal)
        from form in TableForms
        select new TestCaseData(file, form.Name);

    private static IEnumerable<TestCaseData> SavedTrees() =>
        from file in Files()
        where file.Contains(".json", StringComparison.Ordinal)
        from form in TreeForms
        // a format of lines alone has no line breaks within
        where form.Name != "line breaks within" || !IsOfLines(file)
        select new TestCaseData(file, form.Name);

    /// <summary>Those that have a line for a row, and several.</summary>
    private static IEnumerable<string> FilesOfRows() =>
        Files()
            .Where(file => !file.EndsWith(".json", StringComparison.Ordinal))
            .Where(file => File.ReadLines(Path.Combine(Folder, file)).Count() > 2);

    private static bool IsOfLines(string file) =>
        FormatCatalog.BuiltIn.Mappings.First(mapping => mapping.Id == Path.GetFileNameWithoutExtension(file)).Containers is ["jsonl"];

    private static IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Folder)
            .Select(file => Path.GetFileName(file))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Lines(IEnumerable<JsonNode> roots) => Utf8(string.Join('\n', roots.Select(root => root.ToJsonString())));

    private static JsonNode? Reversed(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Reversed)]),
            _ => node?.DeepClone(),
        };

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };

    private static JsonNode? Added(JsonNode? node) =>
        node switch
        {
            // where all members are objects, their names may be data
            JsonObject members when members.Any(member => member.Value is not JsonObject) => new JsonObject([
                .. members.Select(member => KeyValuePair.Create(member.Key, Added(member.Value))),
                KeyValuePair.Create<string, JsonNode?>("newly_added", new JsonObject { ["note"] = "" }),
            ]),
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Added(member.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Added)]),
            _ => node?.DeepClone(),
        };

    /// <summary>Letters of texts, not of names of members and attributes, as \u0065.</summary>
    private static string Escaped(JsonNode? node) =>
        node switch
        {
            JsonObject members => $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{EscapedMember(member)}"))}}}",
            JsonArray list => $"[{string.Join(',', list.Select(Escaped))}]",
            JsonValue value
                when value.GetValueKind() == JsonValueKind.String && !value.ToJsonString().Contains('\\', StringComparison.Ordinal) => value
                .ToJsonString()
                .Replace("e", "\\u0065", StringComparison.Ordinal),
            _ => node?.ToJsonString() ?? "null",
        };

    private static string EscapedMember(KeyValuePair<string, JsonNode?> member) =>
        member.Key is "key" or "name" ? member.Value!.ToJsonString() : Escaped(member.Value);

    private static List<string[]> Rows(string csv)
    {
        var (rows, cells, cell, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        var text = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var separator = text[..text.IndexOf('\n', StringComparison.Ordinal)].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '"' && isQuoted && text[at + 1] == '"')
                cell.Append(text[at++]);
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && (text[at] == separator || text[at] == '\n'))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (text[at] != '\n')
                    continue;
                rows.Add([.. cells]);
                cells.Clear();
            }
            else
                cell.Append(text[at]);
        return rows;
    }

    private static string Csv(List<string[]> rows, char separator, bool isQuoted = false) =>
        string.Concat(
            rows.Select(row =>
                string.Join(
                    separator,
                    row.Select(cell =>
                        isQuoted || (cell?.AsSpan().ContainsAny([separator, '"', '\n']) ?? false)
                            ? $"\"{cell!.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                            : cell
                    )
                ) + "\n"
            )
        );
}
