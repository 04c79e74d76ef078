namespace LlmEnergy.Reporting.Document;

/// <summary>Where the figure belongs in the rules, and where it must not be added.</summary>
internal static class PlaceSection
{
    public static IEnumerable<Block> Blocks(ReportCulture culture, RuleSet rules)
    {
        yield return new Block.Heading(1, culture.Text("place.heading"));
        yield return new Block.Paragraph(culture.Runs("place.category", ("reference", rules.Reference("cloud_services", culture))));
        yield return new Block.Paragraph(culture.Runs("place.categories", ("reference", rules.Reference("categories", culture))));
        yield return new Block.Paragraph(culture.Runs("place.outside", ("reference", rules.Reference("own_energy", culture))));
        yield return new Block.Paragraph(culture.Runs("place.twice"));
    }
}
