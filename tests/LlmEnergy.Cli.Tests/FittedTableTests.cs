namespace LlmEnergy.Cli.Tests;

public class FittedTableTests
{
    private static readonly string[] Columns = ["Model", "Class", "kWh>"];

    [Test]
    public void Columns_are_left_out_in_their_order_until_the_rest_fits()
    {
        var table = new FittedTable(
            Columns,
            [
                ["gpt-5-mini", "M", "36.618"],
            ],
            ["Class"],
            width: 24
        );

        Assert.That(table.Columns, Is.EqualTo(new[] { "Model", "kWh>" }));
        Assert.That(table.Rows, Is.EqualTo(new[] { new[] { "gpt-5-mini", "36.618" } }));
    }

    [Test]
    public void A_text_goes_over_several_lines_and_a_number_stands_in_the_first()
    {
        var table = new FittedTable(
            ["What", "kWh>"],
            [
                ["found no column that counts", "36.618"],
            ],
            [],
            width: 1 + 15 + 3 + 6 + 3
        );

        Assert.That(table.Rows, Is.EqualTo(new[] { new[] { "found no column", "36.618" }, ["that counts", ""] }));
    }

    [Test]
    public void A_long_name_loses_its_middle_since_names_differ_at_their_ends()
    {
        string[][] rows =
        [
            ["completions_usage_of_july.csv"],
            ["completions_usage_of_may.csv"],
        ];
        var table = new FittedTable(["File"], rows, [], width: 1 + 15 + 3);

        Assert.That(table.Rows, Is.EqualTo(new[] { new[] { "complet…uly.csv" }, ["complet…may.csv"] }));
    }

    [Test]
    public void A_number_never_breaks()
    {
        var table = new FittedTable(
            ["Tokens>"],
            [
                ["1,433,516,385"],
            ],
            [],
            width: 8
        );

        Assert.That(table.Rows, Is.EqualTo(new[] { new[] { "1,433,516,385" } }));
    }
}
