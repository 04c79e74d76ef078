using System.Globalization;
using System.Text;
using LlmEnergy.Domain;

namespace LlmEnergy.Tests.Registers;

/// <summary>What holds for every register: its form, and where it stands in the workspace.</summary>
[TestFixture("fx.csv", "from,to,year,rate,source", "EUR,USD,2025,1.13,ECB")]
[TestFixture("suppliers.csv", "supplier,from,to,per,document,kgco2e", "openai,2025-01-01,2025-12-31,requests,export.pdf,100")]
[TestFixture(
    "instruments.csv",
    "supplier,instrument,from,to,market_boundary,kgco2e_per_kwh,document",
    "openai,PPA,2025-01-01,2025-12-31,US,0.012,ppa.pdf"
)]
[TestFixture(
    "approvals.csv",
    "hash,by,date,basis",
    "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,A. Berg,2026-01-31,policy 7"
)]
[TestFixture("acceptances.csv", "check,period,by,date,reason", "coverage,2026-Q3,A. Berg,2026-10-06,the export of August is lost")]
[TestFixture("expected.csv", "provider,from", "openai,2026-01-01")]
[TestFixture("inputs.csv", "period,input,value,unit,source", "2026-Q3,scope3,4650,tCO2e,inventory of 2026-Q3")]
[TestFixture("comparatives.csv", "period,figure,value,unit,source", "2025,total,0.098,tCO2e,annual report 2025")]
public class RegisterFormTests(string file, string header, string row)
{
    private const string Configuration = """{ "schema": 1, "undertaking": "A", "sources": [ { "id": "all", "path": "." } ] }""";

    [Test]
    public void A_register_is_read_where_it_is_there_and_is_a_setting_and_no_export()
    {
        using var folder = new TemporaryFolder()
            .With("llmenergy.json", Configuration)
            .With(file, $"{header}\n{row}\n")
            .With("usage.csv", "");
        var workspace = Workspace.Open(folder.Folder);
        Assert.That(workspace.Settings.Select(setting => setting.Display), Is.EqualTo(new[] { file }));
        Assert.That(workspace.Sources.Single().Files.Select(export => export.Display), Is.EqualTo(new[] { "usage.csv" }));
    }

    [Test]
    public void A_workspace_without_it_has_no_such_setting()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        Assert.That(Workspace.Open(folder.Folder).Settings, Is.Empty);
    }

    [Test]
    public void Lines_may_end_as_in_Windows() => Assert.That(IssuesOf($"{header}\r\n{row}\r\n"), Is.Empty);

    [Test]
    public void The_last_line_may_lack_its_end() => Assert.That(IssuesOf($"{header}\n{row}"), Is.Empty);

    [Test]
    public void A_byte_order_mark_is_no_part_of_the_first_column() => Assert.That(IssuesOf($"\uFEFF{header}\n{row}\n"), Is.Empty);

    [Test]
    public void Columns_may_stand_in_any_order()
    {
        static string Reversed(string line) => string.Join(',', line.Split(',').Reverse());
        Assert.That(IssuesOf($"{Reversed(header)}\n{Reversed(row)}\n"), Is.Empty);
    }

    [Test]
    public void Fields_may_stand_in_quotes() =>
        Assert.That(IssuesOf($"{header}\n{string.Join(',', row.Split(',').Select(field => $"\"{field}\""))}\n"), Is.Empty);

    [Test]
    public void A_register_without_rows_is_an_empty_one() => Assert.That(IssuesOf($"{header}\n"), Is.Empty);

    [TestCase("", TestName = "an empty file")]
    [TestCase("\n\n", TestName = "empty lines")]
    [TestCase("{0},colour\n", TestName = "an unknown column")]
    [TestCase("{1}\n", TestName = "no header")]
    [TestCase("{0},{0}\n", TestName = "every column twice")]
    [TestCase("{2}\n", TestName = "a column is missing")]
    [TestCase("{3}\n", TestName = "another case")]
    public void Other_columns_are_refused_with_those_that_are_wanted(string text)
    {
        text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            text,
            header,
            row,
            header[(header.IndexOf(',', StringComparison.Ordinal) + 1)..],
            header.ToUpperInvariant()
        );
        Assert.That(
            IssuesOf(text),
            Has.Count.EqualTo(1).And.All.StartsWith($"{file}:1: error LE2020: found other columns, expected {header.Split(',')[0]}, ")
        );
    }

    [Test]
    public void Semicolons_are_not_guessed_to_separate() =>
        Assert.That(
            IssuesOf($"{header}\n{row}\n".Replace(',', ';')),
            Is.EqualTo(new[] { $"{file}:1: error LE2020: found semicolons between the columns, expected commas" })
        );

    [TestCase("{0},1", "found {2} fields, expected {1} as in the header", TestName = "a field too many")]
    [TestCase("1", "found 1 field, expected {1} as in the header", TestName = "fields are missing")]
    public void A_row_of_another_length_is_named(string line, string message)
    {
        var fields = header.Split(',').Length;
        string Filled(string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, row, fields, fields + 1);
        Assert.That(IssuesOf($"{header}\n{row}\n{Filled(line)}\n"), Has.Some.EqualTo($"{file}:3: error LE2020: {Filled(message)}"));
    }

    [Test]
    public void Broken_quotes_are_named_with_their_line() =>
        Assert.That(
            IssuesOf($"{header}\n\"a\"b{row}\n"),
            Has.Some.StartsWith($"{file}:2: error LE2020: found broken quotes, expected quotes around whole fields")
        );

    [Test]
    public void Every_column_that_must_be_filled_is_named_where_it_is_empty()
    {
        var names = header.Split(',');
        for (var at = 0; at < names.Length; at++)
        {
            var fields = row.Split(',');
            fields[at] = " ";
            Assert.That(
                IssuesOf($"{header}\n{string.Join(',', fields)}\n"),
                Has.Count.EqualTo(1).And.All.StartsWith($"{file}:2:{at + 1}: error LE2020: found "),
                names[at]
            );
        }
    }

    [Test]
    public void Text_that_a_terminal_obeys_is_refused()
    {
        var at = header.Split(',').Length;
        Assert.That(
            IssuesOf($"{header}\n{row}\u001b[2J\n"),
            Is.EqualTo(
                new[]
                {
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file}:2:{at}: error LE2020: found more than 1000 characters or a control character in {header.Split(',')[^1]}, "
                            + $"expected text of one line"
                    ),
                }
            )
        );
    }

    [Test]
    public void A_bad_register_stops_before_anything_is_written()
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration).With(file, "nonsense\n");
        Assert.That(() => Workspace.Open(folder.Folder), Throws.TypeOf<ConfigurationException>());
        Assert.That(
            folder.Folder.EnumerateFileSystemInfos().Select(entry => entry.Name),
            Is.EquivalentTo(new[] { "llmenergy.json", file })
        );
    }

    [Test]
    public void A_register_that_is_a_link_leads_out_of_the_workspace()
    {
        using var outside = new TemporaryFolder().With(file, $"{header}\n{row}\n");
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        File.CreateSymbolicLink(folder.PathOf(file), outside.PathOf(file));
        Assert.That(
            Issues(folder),
            Is.EqualTo(
                new[] { $"llmenergy.json: error LE2006: {file}: found a path that leads out of the workspace, expected one inside it" }
            )
        );
    }

    private List<string> IssuesOf(string text)
    {
        using var folder = new TemporaryFolder().With("llmenergy.json", Configuration);
        File.WriteAllBytes(folder.PathOf(file), Encoding.UTF8.GetBytes(text));
        return Issues(folder);
    }

    private static List<string> Issues(TemporaryFolder folder)
    {
        try
        {
            Workspace.Open(folder.Folder);
            return [];
        }
        catch (ConfigurationException e)
        {
            return [.. e.Issues.Select(issue => issue.ToString())];
        }
    }
}
