using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Tests.Formats;

/// <summary>Real names of what bills sell, and what they mean: every row of the lists is a test of its own.</summary>
[TestFixture]
internal sealed class DecodeTableTests
{
    private static readonly string[] Told = ["kind", "model", "serviceTier", "scope", "context", "modality", "region"];

    [TestCaseSource(nameof(AzureMeters))]
    [TestCaseSource(nameof(AwsUsageTypes))]
    [TestCaseSource(nameof(GoogleSkus))]
    public void A_name_is_decoded_as_it_is_listed(string table, string[] texts, Dictionary<string, string> listed)
    {
        var decode = FormatCatalog.BuiltIn.Tables[table];
        var prepared = decode.Prepared(texts);
        var told = Told.Where(name => listed.ContainsKey(name))
            .ToDictionary(name => name, name => listed["class"] == "tokens" ? decode.Give(Name(name), prepared) : "");

        // tokens of no kind, or of no model, are not told
        var isTold = decode.Give("kind", prepared).Length > 0 && decode.Give("model", prepared).Length > 0;
        var given = decode.Give("class", prepared);
        var classOf = given.Length == 0 || (given == "tokens" && !isTold) ? "unknown" : given;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(classOf, Is.EqualTo(listed["class"]));
            foreach (var (name, value) in told.Where(_ => listed["class"] == "tokens"))
                Assert.That(value, Is.EqualTo(listed[name]), name);
        }
    }

    [TestCase("1K", "gpt-4o Inp glbl Tokens", "1000")]
    [TestCase("1M", "5.4 inp Gl 1M Tokens", "1000000")]
    [TestCase("10K", "gpt-4o Inp glbl Tokens", "10000")]
    [TestCase("1", "gpt-4o Inp glbl Tokens", "1")]
    [TestCase("", "GPT 5 Inpt Glbl 1M Tokens", "1000000")]
    [TestCase("", "gpt-4o Inp glbl Tokens", "1000")]
    [TestCase("1K", "GPT 5 Inpt Glbl 1M Tokens", "", Description = "column and name disagree")]
    [TestCase("1M", "GPT 5 Inpt Glbl 1K Tokens", "", Description = "column and name disagree")]
    [TestCase("7 days", "gpt-4o Inp glbl Tokens", "", Description = "no unit of tokens")]
    public void Azures_units_are_told_by_the_unit_of_measure_and_the_meter(string unit, string meter, string block)
    {
        var units = FormatCatalog.BuiltIn.Tables["azure-units"];
        Assert.That(units.Give("block", units.Prepared([unit, meter])), Is.EqualTo(block));
    }

    [TestCaseSource(nameof(AzureMetersOfTokens))]
    public void A_meter_without_a_unit_of_measure_has_the_block_of_its_name(string table, string[] texts, Dictionary<string, string> listed)
    {
        var units = FormatCatalog.BuiltIn.Tables["azure-units"];
        Assert.That(units.Give("block", units.Prepared(["", texts[0]])), Is.EqualTo(listed["block_by_name"]));
    }

    /// <summary>
    /// Training, hosting and whatever is no language model never get a kind of tokens by way of a spelling that nobody has seen.
    /// </summary>
    [Test]
    public void Words_around_a_name_that_is_no_usage_never_make_it_usage([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        string[] decorations = ["Gl", "Data Zone", "glbl", "batch", "1M", "cached", "gpt 4.1", "Std", "0806", "mini", "FT", "PP", "regnl"];
        string[] tokens =
        [
            "gpt 4.1 ft training Tokens",
            "o4-mini Trng inp Tokens",
            "gpt-4o grader Outp glbl Tokens",
            "gpt4o FT-Hstng Unit",
        ];
        var meters = FormatCatalog.BuiltIn.Tables["azure-meters"];
        for (var run = 0; run < 2_000; run++)
        {
            var words = tokens[random.Next(tokens.Length)].Split(' ').ToList();
            for (var added = random.Next(4); added > 0; added--)
                words.Insert(random.Next(words.Count - 1), decorations[random.Next(decorations.Length)]);
            var name = string.Join(random.Next(2) == 0 ? " " : "-", words[..^1]) + " " + words[^1];

            var decoded = meters.Give("class", meters.Prepared([name, "Azure OpenAI"]));

            Assert.That(decoded, Is.AnyOf("training", "hosting"), name);
        }
    }

    [Test]
    public void Rules_of_a_workspace_come_before_the_built_in_ones()
    {
        var own = DecodeTable.Parse(
            """{ "id": "azure-meters", "tables": { "class": [["zeta (in|out)", "tokens"]] } }"""u8.ToArray(),
            "own.decode.json"
        );
        var meters = FormatCatalog.BuiltIn.With(own).Tables["azure-meters"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(meters.Give("class", meters.Prepared(["Zeta In 1B", ""])), Is.EqualTo("tokens"));
            Assert.That(meters.Give("class", meters.Prepared(["gpt-4o-0806-Inp-glbl Tokens", ""])), Is.EqualTo("tokens"));
        }
    }

    [Test]
    public void Replacements_that_double_a_text_end()
    {
        var rules = string.Join(", ", Enumerable.Repeat("""["(.*)", "$1$1"]""", 60));
        var table = DecodeTable.Parse(
            System.Text.Encoding.UTF8.GetBytes($$"""{ "id": "x", "normalise": [{{rules}}] }"""),
            "own.decode.json"
        );
        Assert.That(table.Prepared(["meter"]), Has.Length.LessThanOrEqualTo(DecodeRule.MostCharacters));
    }

    [TestCase("""{ "tables": {} }""", "id")]
    [TestCase("""{ "id": "x", "tables": { "class": [["(", "y"]] } }""", "regular expression")]
    [TestCase("""{ "id": "x", "tables": { "class": [["a(?=b)", "y"]] } }""", "look-around")]
    [TestCase("""{ "id": "x", "tables": { "class": [["a"]] } }""", "pairs of a regular expression")]
    [TestCase("""{ "id": "x", "tabels": {} }""", "tabels")]
    public void A_table_that_is_written_wrong_is_refused_with_the_place(string json, string found) =>
        Assert.That(
            () => DecodeTable.Parse(System.Text.Encoding.UTF8.GetBytes(json), "own.decode.json"),
            Throws.TypeOf<Domain.ConfigurationException>().With.Message.Contains(found)
        );

    private static string Name(string column) => column == "serviceTier" ? "tier" : column;

    private static IEnumerable<TestCaseData> AzureMetersOfTokens() =>
        AzureMeters().Where(meter => ((Dictionary<string, string>)meter.Arguments[2]!)["block_by_name"].Length > 0);

    private static IEnumerable<TestCaseData> AzureMeters() => Listed("azure_meters.csv", "azure-meters", "meter", "product");

    private static IEnumerable<TestCaseData> AwsUsageTypes() =>
        Listed("aws_usage_types.csv", "aws-usage-types", "usage_type", "product_name", "");

    private static IEnumerable<TestCaseData> GoogleSkus() => Listed("gcp_skus.csv", "google-skus", "sku_description");

    private static IEnumerable<TestCaseData> Listed(string file, string table, params string[] texts)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests/LlmEnergy.Ingestion.Tests/Data/names", file));
        var header = lines[0].Split(',');
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            var listed = header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
            var given = texts.Select(name => name.Length == 0 ? "" : listed[name]).ToArray();
            yield return new TestCaseData(table, given, listed).SetArgDisplayNames(string.Join(" | ", given));
        }
    }
}
