using System.Globalization;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Excel;
using LlmEnergy.Reporting.Tests.Document;

namespace LlmEnergy.Reporting.Tests.Excel;

/// <summary>Labels are in the language of the report; names of sheets, tables and columns, and all formulas, are the same in each.</summary>
public partial class WorkbookLanguageTests
{
    private static readonly string[] Languages = ["de", "fr"];

    [Test]
    public void Every_phrase_of_every_sample_has_a_translation([ValueSource(nameof(Languages))] string language)
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var disclosure in Samples())
        {
            var texts = SheetTexts.Of(ReportCulture.Of(language));
            DisclosureWorkbook.Write(disclosure, texts, Stream.Null, LedgerLines.MostLines);
            asked.UnionWith(texts.Asked);
        }

        Assert.That(asked.Except(SheetTexts.Translations(language).Keys), Is.Empty);
    }

    [Test]
    public void Every_translation_is_of_a_phrase_in_the_program([ValueSource(nameof(Languages))] string language)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "LlmEnergy.Reporting", "Excel");
        var program = WithoutPlaces(Joined().Replace(string.Concat(Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText)), ""));
        // ends of bridges are named by their terms
        var others = Bridge.Terms.Select(term => term.ToString());
        Assert.That(
            SheetTexts
                .Translations(language)
                .Keys.Except(others)
                .Where(key => !program.Contains($"\"{WithoutPlaces(key)}\"", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [Test]
    public void A_translation_has_the_places_of_its_phrase([ValueSource(nameof(Languages))] string language) =>
        Assert.That(
            SheetTexts
                .Translations(language)
                .Where(pair => !Places(pair.Key).SequenceEqual(Places(pair.Value)) || pair.Value.Trim().Length == 0)
                .Select(pair => pair.Key),
            Is.Empty
        );

    [Test]
    public void No_English_label_of_the_catalogue_is_left_in_a_workbook([ValueSource(nameof(Languages))] string language)
    {
        // what is hardly more than places is a phrase of anything
        var english = SheetTexts
            .Translations(language)
            .Where(pair => pair.Key != pair.Value && (!pair.Key.Contains('{') || Place().Replace(pair.Key, "").Count(char.IsLetter) > 10))
            .Select(pair => Place().Split(pair.Key).Select(Regex.Escape))
            .Select(parts => new Regex($"^{string.Join(".+", parts)}$", RegexOptions.CultureInvariant))
            .ToList();
        var written = DisclosureWorkbookTests.Written(SampleAccounts.Full().Build(), language);
        var (cells, tables) = (WorkbookCells.Read(written), TableCells(written));
        var labels = cells
            .Cells.Where(cell => cell.Value is { Formula: null, Type: not "n", Value: not null } && !tables.Contains(cell.Key))
            .Select(cell => cell.Value.Value!)
            .Except(cells.Sheets)
            .ToList();
        Assert.Multiple(() =>
        {
            Assert.That(labels, Does.Contain(language == "de" ? "Alle Prüfungen bestanden" : "Tous les contrôles réussis"));
            Assert.That(labels.Where(label => english.Exists(phrase => phrase.IsMatch(label))), Is.Empty);
        });
    }

    [Test]
    public void Names_tables_columns_formulas_and_numbers_are_the_same_in_all([ValueSource(nameof(Languages))] string language)
    {
        var disclosure = SampleAccounts.Full().Build();
        var (one, other) = (DisclosureWorkbookTests.Written(disclosure), DisclosureWorkbookTests.Written(disclosure, language));
        var (ours, theirs) = (WorkbookCells.Read(one), WorkbookCells.Read(other));
        Assert.Multiple(() =>
        {
            Assert.That(theirs.Sheets, Is.EqualTo(ours.Sheets));
            Assert.That(theirs.Names, Is.EqualTo(ours.Names));
            Assert.That(
                WorkbookCells
                    .Tables(other)
                    .Select(table => (table.Key, table.Value.Reference, Columns: string.Join('|', table.Value.Columns))),
                Is.EqualTo(
                    WorkbookCells
                        .Tables(one)
                        .Select(table => (table.Key, table.Value.Reference, Columns: string.Join('|', table.Value.Columns)))
                )
            );
            Assert.That(theirs.Cells.Where(cell => cell.Value.Formula is not null), Is.EquivalentTo(Formulas(ours)));
            Assert.That(
                theirs.Cells.Where(cell => cell.Value.Type == "n"),
                Is.EquivalentTo(ours.Cells.Where(cell => cell.Value.Type == "n"))
            );
        });

        static IEnumerable<KeyValuePair<(string, string), ReadCell>> Formulas(WorkbookCells cells) =>
            cells.Cells.Where(cell => cell.Value.Formula is not null);
    }

    [Test]
    public void Numbers_inside_of_phrases_are_written_as_the_language_does() =>
        Assert.That(
            Languages.Select(language => SheetTexts.Of(ReportCulture.Of(language))[Phrase.Of($"{1234:N0} days")]),
            Is.EqualTo(new[] { "1.234 Tage", "1\u202f234 jours" })
        );

    [Test]
    public void What_an_export_holds_is_never_translated() =>
        Assert.That(SheetTexts.Of(ReportCulture.Of("de"))[Phrase.Of($"{"Total"}: {"Month"}")], Is.EqualTo("Total: Month"));

    private static IEnumerable<Disclosure> Samples() =>
        DisclosureReportTests
            .All()
            .Select(sample => sample.Build())
            .Concat(RecalculationTests.Examples.Values.Select(example => example()));

    /// <summary>Cells of tables, whose columns keep their names and hold what they are given.</summary>
    private static HashSet<(string, string)> TableCells(byte[] written)
    {
        var tables = WorkbookCells.Tables(written).Values;
        return WorkbookCells
            .Read(written)
            .Sheets.SelectMany(sheet =>
            {
                var part = Path.GetFileName(WorkbookCells.PathOf(written, sheet));
                var related = string.Concat(WorkbookCells.Parts(written, $"xl/worksheets/_rels/{part}.rels").Values);
                return tables
                    .Where(table => related.Contains($"/{Path.GetFileName(table.Path)}\"", StringComparison.Ordinal))
                    .SelectMany(table => Cells(table.Reference))
                    .Select(cell => (sheet, cell));
            })
            .ToHashSet();

        static IEnumerable<string> Cells(string reference)
        {
            var ends = Corner()
                .Matches(reference)
                .Select(end => (Column: NumberOf(end.Groups[1].Value), Row: int.Parse(end.Groups[2].Value, CultureInfo.InvariantCulture)));
            var (first, last) = (ends.First(), ends.Last());
            for (var row = first.Row; row <= last.Row; row++)
            for (var column = first.Column; column <= last.Column; column++)
                yield return A1.Cell(row, column);
        }

        static int NumberOf(string letters) => letters.Aggregate(0, (number, letter) => (number * 26) + letter - 'A' + 1);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order();

    private static string WithoutPlaces(string text) => Place().Replace(text, "{}");

    /// <summary>As it stands in the source too, on one line.</summary>
    [GeneratedRegex(@"\{[^{}\s][^{}\n]*\}|\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"([A-Z]+)(\d+)")]
    private static partial Regex Corner();

    [GeneratedRegex(@"""\s*\+\s*\$?""")]
    private static partial Regex Joined();
}
