using System.Collections.Immutable;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The workbook of a disclosure: every figure as a live formula, from the ledger's usage and the factors up, with its value cached beside
/// it.
/// The same disclosure gives the same bytes; the document's date is the period's last day.
/// </summary>
public static class DisclosureWorkbook
{
    private static ImmutableArray<ISheet> SheetsOf(RuleSet rules) =>
        [
            new OverviewSheet(),
            new ReadmeSheet(rules),
            new DisclosureSheet(),
            new GrossTableSheet(rules),
            new ByModelSheet(),
            new ByKeySheet("ByProvider", "tblByProvider", "provider", Ledger.ProviderKey, disclosure => disclosure.ByProvider),
            new ByKeySheet("ByCostCentre", "tblByCostCentre", "cost centre", Ledger.CostCentreKey, disclosure => disclosure.ByCostCentre),
            new MonthsSheet(),
            .. AccountSheets.All,
            new MethodsSheet(),
            new LedgerSheet(),
            new RatesSheet(),
            new PlacesSheet(),
            new FactorsSheet(),
            new DataQualitySheet(),
            new UncertaintySheet(),
            new DriversSheet(),
            new BridgeSheet(),
            new ReperformSheet(),
            new CoverageSheet(),
            new IssuesSheet(),
            new ChecksSheet(),
            new SignOffSheet(),
            new ManifestSheet(),
        ];

    /// <summary>
    /// Writes an .xlsx package. Nothing is read back, so the stream need not seek; writing to a temporary file is the caller's part.
    /// </summary>
    /// <exception cref="InvalidOperationException">A figure's name is not one that Excel takes, or a rate uses a factor that the inventory
    /// does not list.</exception>
    /// <param name="culture">Of the labels; names of sheets, tables and columns are the same in all.</param>
    public static void Write(Disclosure disclosure, ReportCulture culture, Stream output) =>
        Write(disclosure, SheetTexts.Of(culture), output, LedgerLines.MostLines);

    /// <param name="mostLines">Lines that the ledger's sheet may have; of more, sums are written.</param>
    internal static void Write(Disclosure disclosure, SheetTexts texts, Stream output, int mostLines)
    {
        disclosure = LedgerLines.Within(disclosure, mostLines);
        using var book = new Book(texts);
        foreach (var sheet in SheetsOf(RuleSet.Of(disclosure.RuleSet)).Where(sheet => sheet.Stands(disclosure)))
            sheet.Draw(book.Add(sheet.Name), disclosure);
        using var skeleton = new MemoryStream();
        book.Save(skeleton);
        var package = SkeletonPackage.Read(skeleton, disclosure);
        Drawings.Add(package, book.Charts);
        foreach (var (name, path) in package.SheetPaths)
            package.Replace(path, book.Cached.Fill(name, package.Xml(path)));
        PackageWriter.Write(package, disclosure, output);
    }
}
