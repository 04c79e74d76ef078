using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>The findings, the largest effect first.</summary>
internal sealed class IssuesSheet : ISheet
{
    private const int HeadRow = 4;
    private const int First = HeadRow + 1;
    private const int Most = 5_000;

    public string Name => "Issues";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        var issues = disclosure.Issues;
        var shown = Math.Min(Most, issues.Length);
        canvas.Widths(10, 11, 14, 40, 10, 9, 110);
        canvas.Title(
            "Findings of reading and calculation",
            issues.Length > shown
                ? Phrase.Of($"The {shown:N0} largest of {issues.Length:N0}; issues.csv lists all.")
                : "The README of the program says what each code means and what to do."
        );
        canvas.Table(
            "tblIssues",
            HeadRow,
            ["Code", "Severity", "Share of emissions", "Where", "Line", "Column", "Finding"],
            shown,
            numbersFrom: 3,
            numbersTo: 3
        );
        canvas.Freeze(HeadRow, 0);
        for (var i = 0; i < shown; i++)
        {
            var (row, issue) = (First + i, issues[i]);
            canvas.Text(row, 1, issue.Code);
            canvas.Text(row, 2, issue.Severity == Severity.Error ? "error" : "warning");
            canvas.Number(row, 3, issue.Share, NumberFormats.Percent);
            canvas.Text(row, 4, issue.At.File, wrap: true);
            canvas.Number(row, 5, issue.At.Line > 0 ? issue.At.Line : null, NumberFormats.Integer);
            canvas.Number(row, 6, issue.At.Column > 0 ? issue.At.Column : null, NumberFormats.Integer);
            canvas.Text(row, 7, issue.Message, wrap: true);
        }

        if (shown == 0)
            canvas.Label(First + 1, 1, "No findings.");
        canvas.Protect();
    }
}
