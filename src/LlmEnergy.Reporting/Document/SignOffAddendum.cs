using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Document;

/// <summary>What an addendum to a closed report says.</summary>
/// <param name="Version">Name of the folder, such as <c>2026-Q3~r1</c>.</param>
/// <param name="Events">From the report on, the closing last.</param>
/// <param name="Acceptances">Failed checks and findings of the period that somebody accepts.</param>
/// <param name="Manifest">SHA-256 of manifest.json.</param>
/// <param name="LastEvent">Hash of the event before the closing, and with it of all before.</param>
/// <param name="Outputs">Names of files of the report with their SHA-256.</param>
public sealed record SignedVersion(
    string Undertaking,
    string Version,
    ReportingPeriod Period,
    ImmutableArray<VersionEvent> Events,
    ImmutableArray<Acceptance> Acceptances,
    string Manifest,
    string CalculationHash,
    string LastEvent,
    ImmutableArray<(string Name, string Sha256)> Outputs
);

/// <summary>
/// The page that a closing adds to a report: who prepared, reviewed, approved and closed it, when, in what role, what they accepted, and
/// the hashes of what they signed. Names are recorded, not authenticated.
/// </summary>
public static class SignOffAddendum
{
    public static ReportDocument Build(SignedVersion signed, ReportCulture culture)
    {
        var title = culture.Text("addendum.title");
        return new(
            new(
                title,
                signed.Undertaking,
                culture.Language,
                signed.Period.Last,
                culture.Text("addendum.head", ("undertaking", signed.Undertaking), ("version", signed.Version)),
                culture.Text("report.page", ("page", "{page}"), ("pages", "{pages}")),
                culture.Text("report.contents"),
                culture.Text("report.back")
            ),
            [.. Blocks(signed, title, culture)]
        )
        {
            Theme = culture.Theme,
        };
    }

    private static IEnumerable<Block> Blocks(SignedVersion signed, string title, ReportCulture culture)
    {
        yield return new Block.Title(
            signed.Undertaking,
            title,
            culture.Text(
                "report.subtitle",
                ("period", signed.Version),
                ("first", culture.Date(signed.Period.First)),
                ("last", culture.Date(signed.Period.Last))
            ),
            [culture.Text("addendum.closed")]
        );
        yield return new Block.Paragraph(culture.Runs("addendum.intro"));
        yield return new Block.Heading(1, culture.Text("signoff.heading"));
        yield return new Block.Table(
            "",
            [
                new(culture.Text("signoff.event"), "", Alignment.Left),
                new(culture.Text("signoff.by"), "", Alignment.Left),
                new(culture.Text("addendum.role"), "", Alignment.Left),
                new(culture.Text("signoff.time"), "", Alignment.Left),
                new(culture.Text("signoff.manifest"), culture.Text("unit.sha"), Alignment.Left),
            ],
            [
                .. signed.Events.Select(made =>
                    ImmutableArray.Create(
                        Cell.Of(culture.Label($"event.{made.Event}", made.Event)),
                        Cell.Of(made.By),
                        Cell.Of(made.Role),
                        Cell.Of(culture.Date(DateOnly.FromDateTime(made.Time.UtcDateTime))),
                        Cell.Of(ReportCulture.ShortHash(made.Manifest))
                    )
                ),
            ],
            []
        );
        yield return new Block.Heading(1, culture.Text("signoff.accepted"));
        if (signed.Acceptances.IsEmpty)
            yield return new Block.Paragraph(culture.Runs("addendum.nothingAccepted"));
        else
            yield return EvidenceSection.Acceptances("", signed.Acceptances, culture);
        yield return new Block.Heading(1, culture.Text("addendum.bound"));
        yield return new Block.KeyValues([
            .. signed.Outputs.Select(output => new Entry(output.Name, [new Run.Text(output.Sha256)])),
            new("manifest.json", [new Run.Text(signed.Manifest)]),
            new(culture.Text("facts.hash"), [new Run.Text(signed.CalculationHash)]),
            new(culture.Text("addendum.lastEvent"), [new Run.Text(signed.LastEvent)]),
        ]);
        yield return new Block.Paragraph(culture.Runs("addendum.verify"));
    }
}
