using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Periods;

namespace LlmEnergy.Auditing;

/// <summary>
/// The folder of a period as an auditor reads it: figures calculated again from its own usage, rates, places and factors, beside those that
/// it states.
/// </summary>
/// <param name="Figures">As they follow from the folder's usage; without those of draws, which need the factors.</param>
/// <param name="Recorded">As the folder states them, by id.</param>
public sealed record AuditedPeriod(
    DirectoryInfo Folder,
    RecordedManifest Manifest,
    Inventory Inventory,
    ImmutableArray<Figure> Figures,
    ImmutableSortedDictionary<string, RecordedFigure> Recorded
)
{
    /// <exception cref="ConfigurationException">The folder is none of a period (LE2032).</exception>
    /// <exception cref="RecordedFileException">A file of it is missing or was changed.</exception>
    public static AuditedPeriod Read(DirectoryInfo folder)
    {
        if (!File.Exists(Path.Combine(folder.FullName, RecordedManifest.FileName)))
            throw new ConfigurationException(
                new Issue(
                    new(folder.Name, 0, 0),
                    "LE2032",
                    $"found no {RecordedManifest.FileName}, expected the folder of a period such as periods/2026-Q3"
                )
            );
        var manifest = RecordedManifest.Read(folder.FullName);
        var activity = new Activity(
            ReportingPeriod.Spanning(manifest.First, manifest.Last),
            RecordedActivity.Read(folder.FullName),
            manifest.Accounts,
            [],
            []
        );
        var inventory = RecordedRates.Calculate(activity, folder.FullName, manifest);
        var recorded = RecordedFigures.Read(folder.FullName);
        var given = FigureCatalog
            .Inputs.Where(id => recorded.GetValueOrDefault(id.Value)?.Value is not null)
            .Select(id => new GivenFigure(id, recorded[id.Value].Value!.Value, new(recorded[id.Value].Unit), ""));
        return new(folder, manifest, inventory, FigureCatalog.Evaluate(inventory, new(inventory), [.. given]), recorded);
    }

    /// <summary>The workspace that it lies in, unless another one is named.</summary>
    public DirectoryInfo WorkspaceOr(DirectoryInfo? named) => named ?? Folder.Parent?.Parent ?? Folder;

    /// <exception cref="ConfigurationException">There is no such figure.</exception>
    public Figure Figure(string id) =>
        Figures.FirstOrDefault(figure => figure.Id.Value == id)
        ?? throw new ConfigurationException(
            new Issue(
                new("figure", 0, 0),
                "LE2001",
                Recorded.ContainsKey(id)
                    ? $"found '{id}', which draws give and no line adds up to, expected a figure that is calculated: see intervals.csv"
                    : $"found '{id}', expected one of {string.Join(", ", Figures.Select(figure => figure.Id.Value))}"
            )
        );
}
