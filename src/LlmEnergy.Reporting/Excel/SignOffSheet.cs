using System.Collections.Immutable;
using System.Globalization;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// What happened to the closed versions that the report rests on, what is accepted, and how this one is signed. What happens to this one
/// after it was written stands in
/// events.jsonl beside it: the workbook is not written again, so that its hash stays what was signed.
/// </summary>
internal sealed class SignOffSheet : ISheet
{
    private const int SignRow = 6;

    private static readonly ImmutableArray<string> Steps =
    [
        "llmenergy close --step prepared, reviewed, approved and closed, each by name: events.jsonl records it, sign-off.pdf prints it.",
        "A signature in a cell would change the workbook, whose hash is what is signed: there is no room for one here.",
    ];

    public string Name => "SignOff";

    public void Draw(SheetCanvas canvas, Disclosure disclosure)
    {
        canvas.Widths(18, 14, 24, 36, 36, 70);
        var status = DisclosureSheet.StatusWithin(disclosure.Status);
        canvas.Title(
            "Sign-off",
            Phrase.Of($"{disclosure.Undertaking}, {disclosure.Period.Name}, {status}. Calculation hash: {DisclosureSheet.Hash(disclosure)}")
        );
        canvas.Section(SignRow - 2, "This version is signed with the program");
        for (var i = 0; i < Steps.Length; i++)
            canvas.Label(SignRow - 1 + i, 1, Steps[i]);
        var head = SignRow + 5;
        canvas.Section(head - 1, "Closed versions that this report rests on");
        canvas.Table(
            "tblEvents",
            head,
            ["Version", "Event", "Time (UTC)", "By", "Role", "Manifest, SHA-256"],
            disclosure.Events.Length,
            height: 18
        );
        for (var i = 0; i < disclosure.Events.Length; i++)
        {
            var (row, made) = (head + 1 + i, disclosure.Events[i]);
            canvas.Text(row, 1, made.Version);
            canvas.Text(row, 2, made.Event);
            canvas.Text(row, 3, made.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            canvas.Text(row, 4, made.By, wrap: true);
            canvas.Text(row, 5, made.Role, wrap: true);
            canvas.Text(row, 6, made.Manifest);
        }

        if (disclosure.Events.IsEmpty)
            canvas.Label(head + 2, 1, "None: no earlier period is closed.");
        Acceptances(canvas, head + Math.Max(disclosure.Events.Length, 2) + 3, disclosure.Acceptances);
        canvas.Protect();
    }

    private static void Acceptances(SheetCanvas canvas, int head, ImmutableArray<Acceptance> acceptances)
    {
        if (acceptances.IsEmpty)
            return;
        canvas.Section(head - 1, "Failed checks and findings that are accepted for this version");
        canvas.Header(head, ["Check or finding", "", "Date", "By", "Reason", ""], height: 18);
        for (var i = 0; i < acceptances.Length; i++)
        {
            var (row, acceptance) = (head + 1 + i, acceptances[i]);
            canvas.Text(row, 1, acceptance.Of);
            canvas.Text(row, 3, acceptance.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            canvas.Text(row, 4, acceptance.By, wrap: true);
            canvas.Wide(row, 5, 6, Phrase.Data(acceptance.Reason));
        }
    }
}
