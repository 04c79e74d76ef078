using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Filling;

/// <summary>
/// Writes a filled copy of a workbook: the parts that are filled, those whose values rest on them, and what tells programs to calculate
/// anew. All other parts are copied as they are packed.
/// </summary>
public sealed class TemplateWriter
{
    private const string CalculationChain = "/calcChain";
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = true,
    };

    private readonly Template _template;
    private readonly Fills _fills;
    private readonly ZipArchive _changed;
    private readonly CancellationToken _cancellation;

    private TemplateWriter(Template template, Fills fills, ZipArchive changed, CancellationToken cancellation) =>
        (_template, _fills, _changed, _cancellation) = (template, fills, changed, cancellation);

    /// <param name="fills">That <see cref="Targets"/> has nothing against.</param>
    /// <param name="output">Takes the copy.</param>
    /// <returns>Parts that are other than those of the template, in their order.</returns>
    public static IReadOnlyList<string> Write(
        Template template,
        TemplateScan scan,
        Fills fills,
        Stream output,
        CancellationToken cancellation
    )
    {
        using var packed = new MemoryStream();
        using (var changed = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            new TemplateWriter(template, fills, changed, cancellation).Write(scan);
        var chain = fills.Blocks.Any(MovesFormulas) ? template.RelationsFrom(template.MainPart).FirstOrDefault(IsChain).Target : null;
        using var parts = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: true);
        IReadOnlyList<string> names = [.. parts.Entries.Select(entry => entry.FullName)];
        ZipSplice.Write(template.File, packed, part => part == chain, output);
        return chain is null ? names : [.. names, chain];
    }

    private static bool IsChain((string Id, string Type, string Target) relation) =>
        relation.Type.EndsWith(CalculationChain, StringComparison.Ordinal);

    private void Write(TemplateScan scan)
    {
        var stale = Stale(scan);
        foreach (var sheet in _template.Sheets.Where(stale.Contains))
            Sheet(sheet);
        foreach (var block in _fills.Blocks.Where(block => block.IsResized))
            Table(block);
        if (_fills.Resized.Count > 0)
            foreach (var part in _template.Parts.Where(part => part.Contains("/charts/chart", StringComparison.Ordinal) && IsXml(part)))
                Chart(part);
        foreach (var part in _template.Parts.Where(part => part.Contains("/pivotCacheDefinition", StringComparison.Ordinal) && IsXml(part)))
            Pivot(part, stale);
        WorkbookPart();
        if (_fills.Blocks.Any(MovesFormulas))
            LeaveOutChain();
    }

    private static bool MovesFormulas(RowsFill block) =>
        block.MovesTotals || (block.IsResized && block.Columns.Any(column => column.IsComputed));

    private static bool IsXml(string part) =>
        part.EndsWith(".xml", StringComparison.Ordinal) && !part.Contains("/_rels/", StringComparison.Ordinal);

    /// <summary>Sheets that are filled, and those whose formulas rest on such a sheet, however far.</summary>
    private HashSet<TemplateSheet> Stale(TemplateScan scan)
    {
        var stale = new HashSet<TemplateSheet>(_fills.Cells.Select(cell => cell.Sheet).Concat(_fills.Blocks.Select(block => block.Sheet)));
        for (var before = 0; before < stale.Count; )
        {
            before = stale.Count;
            var names = stale
                .SelectMany(sheet => sheet.Tables.Select(table => table.Name).Append(sheet.Name))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var name in _template.Names)
            {
                var mentioned = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                FormulaText.Mentions(name.Reference, mentioned);
                if (mentioned.Overlaps(names))
                    names.Add(name.Name);
            }

            stale.UnionWith(_template.Sheets.Where(sheet => scan.Mentions[sheet.Part].Overlaps(names)));
        }

        return stale;
    }

    private void Sheet(TemplateSheet sheet)
    {
        _cancellation.ThrowIfCancellationRequested();
        using var from = _template.Open(sheet.Part);
        using var to = Create(sheet.Part);
        new SheetWriter(from, to, sheet, _fills, _template.Styles).Write();
    }

    private void Table(RowsFill block)
    {
        var table = _template.Load(block.Table!.Part);
        var data = block.Table.Range with { LastRow = block.Range.LastRow };
        table.Root!.SetAttributeValue("ref", (data with { LastRow = block.Written.LastRow }).ToString());
        foreach (var filter in table.Root.Descendants().Where(element => element.Name.LocalName == "autoFilter"))
            filter.SetAttributeValue("ref", data.ToString());
        foreach (var sorted in table.Root!.Descendants().Where(element => element.Name.LocalName is "sortState" or "sortCondition"))
            if ((string?)sorted.Attribute("ref") is { } reference)
                sorted.SetAttributeValue("ref", FormulaText.ResizedRanges(reference, block.Sheet.Name, _fills.Resized));
        Save(table, block.Table.Part);
    }

    private void Chart(string part)
    {
        var chart = _template.Load(part);
        var isChanged = false;
        foreach (var formula in chart.Descendants().Where(element => element.Name.LocalName == "f").ToList())
        {
            var text = FormulaText.Resized(formula.Value, "", _fills.Resized);
            if (text == formula.Value)
                continue;
            formula.Value = text;
            formula.ElementsAfterSelf().Where(element => element.Name.LocalName is "numCache" or "strCache" or "multiLvlStrCache").Remove();
            isChanged = true;
        }

        if (isChanged)
            Save(chart, part);
    }

    /// <summary>A pivot table over what was filled is made anew when the workbook is opened.</summary>
    private void Pivot(string part, HashSet<TemplateSheet> stale)
    {
        var definition = _template.Load(part);
        var source = definition.Descendants().FirstOrDefault(element => element.Name.LocalName == "worksheetSource");
        if (source is null)
            return;
        var names = stale.SelectMany(sheet => sheet.Tables.Select(table => table.Name).Append(sheet.Name));
        var place = _template.Names.FirstOrDefault(name => Same(name.Name, (string?)source.Attribute("name")))?.Place?.Sheet;
        if (
            !names.Any(name =>
                Same(name, (string?)source.Attribute("name")) || Same(name, (string?)source.Attribute("sheet")) || Same(name, place)
            )
        )
            return;
        definition.Root!.SetAttributeValue("refreshOnLoad", "1");
        if ((string?)source.Attribute("ref") is { } reference && (string?)source.Attribute("sheet") is { } on)
            source.SetAttributeValue("ref", FormulaText.ResizedRanges(reference, on, _fills.Resized));
        Save(definition, part);
    }

    private static bool Same(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>All formulas are calculated when the workbook is opened; names of the rows of a table follow it.</summary>
    private void WorkbookPart()
    {
        var workbook = new XDocument(_template.Workbook);
        var root = workbook.Root!;
        foreach (var name in root.Descendants().Where(element => element.Name.LocalName == "definedName"))
            if (FormulaText.Resized(name.Value, "", _fills.Resized) is var text && text != name.Value)
                name.Value = text;
        var calculation = root.Elements().FirstOrDefault(element => element.Name.LocalName == "calcPr");
        if (calculation is null)
        {
            calculation = new XElement(root.Name.Namespace + "calcPr");
            root.Elements()
                .Last(element => element.Name.LocalName is "sheets" or "functionGroups" or "externalReferences" or "definedNames")
                .AddAfterSelf(calculation);
        }

        calculation.SetAttributeValue("fullCalcOnLoad", "1");
        Save(workbook, _template.MainPart);
    }

    /// <summary>The order in which formulas were calculated names cells that have none any more.</summary>
    private void LeaveOutChain()
    {
        var part = Template.RelationsOf(_template.MainPart);
        var relations = _template.Load(part);
        var chains = relations
            .Descendants()
            .Where(element => ((string?)element.Attribute("Type"))?.EndsWith(CalculationChain, StringComparison.Ordinal) == true);
        if (!chains.Any())
            return;
        var target = "/" + _template.RelationsFrom(_template.MainPart).First(IsChain).Target;
        chains.ToList().ForEach(chain => chain.Remove());
        Save(relations, part);
        const string types = "[Content_Types].xml";
        var content = _template.Load(types);
        content.Descendants().Where(element => (string?)element.Attribute("PartName") == target).Remove();
        Save(content, types);
    }

    private void Save(XDocument document, string part)
    {
        using var to = Create(part);
        document.Save(to);
    }

    private XmlWriter Create(string part)
    {
        var entry = _changed.CreateEntry(part, CompressionLevel.Fastest);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return XmlWriter.Create(entry.Open(), Settings);
    }
}
