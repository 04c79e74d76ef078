using LlmEnergy.Reporting.Document;
using static LlmEnergy.Reporting.Tests.Rendering.Report;

namespace LlmEnergy.Reporting.Tests.Rendering;

/// <summary>Pages of both PDF engines, and what they must have in common.</summary>
internal sealed class PrintedPageTests
{
    public enum Engine
    {
        BuiltIn,
        Browser,
    }

    [Test]
    public void A_long_table_repeats_its_header_on_every_page([Values] Engine engine)
    {
        var pdf = Rendered(LongTable, engine);
        for (var page = 1; page <= pdf.Pages; page++)
            pdf.Page(page).RepeatsTheHeaderOf("Model");
        Assert.That(pdf.Pages, Is.GreaterThan(5));
    }

    [Test]
    public void A_row_stands_on_one_page_with_its_detail([Values] Engine engine)
    {
        var pdf = Rendered(LongTable, engine);
        for (var row = 0; row < 500; row++)
            pdf.PageWith($"name{row:000}").Shows($"detail{row:000}");
    }

    [Test]
    public void A_table_of_one_row_has_header_row_and_total_on_one_page([Values] Engine engine) =>
        Rendered(With(Table(rows: 1)), engine).PageWith("Model").Shows("name000", "Sum", "1,234.50");

    [Test]
    public void The_total_of_a_long_table_stands_once([Values] Engine engine) =>
        Rendered(With(Table(rows: 100)), engine).PageWith("Sum").Shows("name099").DoesNotShow("name000");

    [Test]
    public void Headings_stand_on_the_page_of_what_follows_them([Values] Engine engine)
    {
        // wherever a section falls on its page: each is a line further down than the one before
        var pdf = Rendered(
            With([
                .. Enumerable
                    .Range(10, 40)
                    .SelectMany(number =>
                        (Block[])
                            [
                                .. Lines(number % 7),
                                Heading($"Section{number}"),
                                Heading($"Part{number}", 2),
                                Table(rows: 2, $"row{number}-"),
                            ]
                    ),
            ]),
            engine
        );
        for (var number = 10; number < 50; number++)
            pdf.PageWith($"Section{number}").Shows($"Part{number}", $"row{number}-000");
    }

    [Test]
    public void Pages_say_which_of_how_many_they_are_and_what_they_are_of([Values] Engine engine)
    {
        var pdf = Rendered(LongTable, engine);
        for (var page = 1; page <= pdf.Pages; page++)
            pdf.Page(page).Shows(FormattableString.Invariant($"Page {page} of {pdf.Pages}"));
        pdf.Page(2).Shows("Head of 2026-Q3");
    }

    [Test]
    public void Every_figure_can_be_copied_as_it_is_formatted([Values] Engine engine) => Rendered(Full, engine).ShowsEveryFigure();

    [Test]
    public void Hyphens_survive_copying([Values] Engine engine) =>
        Rendered(With(Text("2026-Q3, E1-5, claude-sonnet-4-5-20250929, 2026-07-31")), engine)
            .Page(1)
            .Shows("2026-Q3", "E1-5", "claude-sonnet-4-5-20250929", "2026-07-31");

    [Test]
    public void Bookmarks_are_the_headings([Values] Engine engine) => Rendered(Full, engine).HasABookmarkForEachHeading();

    [Test]
    public void References_lead_to_their_footnotes() =>
        With([.. Notes("first", "second"), .. Lines(40)]).RenderedAsPdf().LeadsFromReferencesToFootnotes(2);

    [Test]
    public void Names_of_any_kind_leave_no_page_blank_and_no_figure_out([Values] Engine engine)
    {
        var pdf = Rendered(Hostile, engine);
        pdf.HasNoBlankPage();
        pdf.ShowsEveryFigure();
    }

    private static RenderedPdf Rendered(Report report, Engine engine) =>
        engine == Engine.BuiltIn ? report.RenderedAsPdf() : report.PrintedByABrowser();
}
