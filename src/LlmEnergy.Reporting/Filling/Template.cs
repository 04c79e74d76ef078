using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using LlmEnergy.Domain;

namespace LlmEnergy.Reporting.Filling;

/// <summary>
/// A workbook that others made, as far as filling it has to know it. Its parts are read without a document type and without anything from
/// outside the file; what is not filled is never unpacked.
/// </summary>
public sealed class Template : IDisposable
{
    /// <summary>A file that cannot be filled as a whole.</summary>
    public const string Code = "LE2070";

    private const long MostCharacters = 512L << 20;
    private const long AlwaysAllowed = 16 << 20;
    private const int MostRatio = 200;
    private const int MostParts = 20_000;
    private static readonly byte[] OldContainer = [0xD0, 0xCF, 0x11, 0xE0];
    private readonly ZipArchive _archive;
    private readonly string _display;

    /// <param name="file">Stays open as long as the template.</param>
    /// <param name="display">Name of the file, for people.</param>
    /// <exception cref="ConfigurationException">It is no workbook, encrypted, signed, damaged or too large (LE2070).</exception>
    public Template(Stream file, string display)
    {
        _display = display;
        File = file;
        RefuseOldContainer(file);
        try
        {
            _archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
            if (_archive.Entries.Count > MostParts)
                throw Refused($"more than {MostParts:N0} parts", "fewer");
            MainPart =
                Relations("_rels/.rels", "")
                    .FirstOrDefault(relation => relation.Type.EndsWith("/officeDocument", StringComparison.Ordinal))
                    .Target
                ?? throw NoWorkbook();
            if (Has("_xmlsignatures/origin.sigs") || Parts.Any(part => part.StartsWith("_xmlsignatures/", StringComparison.Ordinal)))
                throw Refused("a workbook with a digital signature, which filling it would void", "one without");
            Folder = MainPart[..(MainPart.LastIndexOf('/') + 1)];
            Workbook = Load(MainPart);
            if (Workbook.Root is not { Name.LocalName: "workbook" })
                throw NoWorkbook();
            Styles = CellStyles.Read(this);
            Sheets = ReadSheets();
            Names = ReadNames();
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or InvalidOperationException or ArgumentException)
        {
            throw Damaged();
        }
    }

    internal Stream File { get; }

    /// <summary>Path of the part that lists the sheets.</summary>
    internal string MainPart { get; }

    internal string Folder { get; }

    internal XDocument Workbook { get; }

    internal CellStyles Styles { get; }

    /// <summary>In the order of the workbook; chart sheets are none.</summary>
    public ImmutableArray<TemplateSheet> Sheets { get; }

    public ImmutableArray<TemplateName> Names { get; }

    internal IEnumerable<string> Parts => _archive.Entries.Select(entry => entry.FullName);

    internal bool Has(string part) => _archive.GetEntry(part) is not null;

    internal static string RelationsOf(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        return $"{part[..slash]}_rels/{part[slash..]}.rels";
    }

    internal IEnumerable<(string Id, string Type, string Target)> RelationsFrom(string part) =>
        Relations(RelationsOf(part), part[..(part.LastIndexOf('/') + 1)]);

    internal XmlReader Open(string part)
    {
        var entry = _archive.GetEntry(part) ?? throw Refused("a workbook that lacks a part", "a whole one");
        if (entry.Length > Math.Max(AlwaysAllowed, entry.CompressedLength * MostRatio) || entry.Length > MostCharacters)
            throw Refused("a part that unpacks to more than workbooks do", "less");
        return XmlReader.Create(
            entry.Open(),
            new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostCharacters,
                CloseInput = true,
            }
        );
    }

    internal XDocument Load(string part)
    {
        using var xml = Open(part);
        return XDocument.Load(xml, LoadOptions.PreserveWhitespace);
    }

    internal ConfigurationException Refused(string found, string expected) =>
        new(new Issue(new(_display, 0, 0), Code, $"found {found}, expected {expected}"));

    /// <summary>The refusal of a file that cannot be read as a workbook.</summary>
    public ConfigurationException Damaged() => Refused("a file that is no workbook, or a damaged one", "an .xlsx or .xlsm file");

    public void Dispose() => _archive.Dispose();

    private ConfigurationException NoWorkbook() => Refused("a file that is no workbook", "an .xlsx or .xlsm file");

    /// <summary>Encrypted workbooks, and those of Excel before 2007, stand in a container of that time.</summary>
    private void RefuseOldContainer(Stream file)
    {
        var head = new byte[OldContainer.Length];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read == head.Length && head.AsSpan().SequenceEqual(OldContainer))
            throw Refused("a workbook with a password, or one in the format before 2007", "an .xlsx or .xlsm file without a password");
    }

    private List<(string Id, string Type, string Target)> Relations(string part, string folder)
    {
        if (!Has(part))
            return [];
        return
        [
            .. Load(part)
                .Descendants()
                .Where(element => element.Name.LocalName == "Relationship" && (string?)element.Attribute("TargetMode") != "External")
                .Select(element =>
                    (
                        (string?)element.Attribute("Id") ?? "",
                        (string?)element.Attribute("Type") ?? "",
                        Resolved(folder, (string?)element.Attribute("Target") ?? "")
                    )
                ),
        ];
    }

    /// <summary>Targets are relative to the folder of their part, perhaps upwards, or begin at the root.</summary>
    private static string Resolved(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/'))
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".."))
                parts.Add(part);
        return string.Join('/', parts);
    }

    private ImmutableArray<TemplateSheet> ReadSheets()
    {
        var relations = RelationsFrom(MainPart).ToLookup(relation => relation.Id);
        var sheets = ImmutableArray.CreateBuilder<TemplateSheet>();
        foreach (var sheet in Workbook.Root!.Descendants().Where(element => element.Name.LocalName == "sheet"))
        {
            // the namespace of the id differs between the two forms of the standard
            var id = sheet.Attributes().FirstOrDefault(attribute => attribute.Name is { LocalName: "id", NamespaceName.Length: > 0 });
            var relation = relations[id?.Value ?? ""].FirstOrDefault();
            if (relation.Target is null || !relation.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                continue;
            var tables = RelationsFrom(relation.Target)
                .Where(related => related.Type.EndsWith("/table", StringComparison.Ordinal))
                .Select(related => TemplateTable.Read(related.Target, Load(related.Target)));
            sheets.Add(new((string?)sheet.Attribute("name") ?? "", relation.Target, [.. tables]));
        }

        return sheets.ToImmutable();
    }

    private ImmutableArray<TemplateName> ReadNames() =>
        [
            .. Workbook
                .Root!.Descendants()
                .Where(element => element.Name.LocalName == "definedName")
                .Select(element => new TemplateName((string?)element.Attribute("name") ?? "", element.Value.Trim())),
        ];
}

/// <param name="Part">Path in the package.</param>
public sealed record TemplateSheet(string Name, string Part, ImmutableArray<TemplateTable> Tables);

/// <summary>A defined name and what it stands for, such as <c>Input!$B$7</c>.</summary>
public sealed record TemplateName(string Name, string Reference)
{
    /// <summary>The sheet and its cells; null where the name stands for anything else.</summary>
    public (string Sheet, CellRange Range)? Place
    {
        get
        {
            var mark = Reference.LastIndexOf('!');
            if (mark <= 0 || !CellRange.TryParse(Reference.AsSpan(mark + 1), out var range))
                return null;
            var sheet = Reference[..mark];
            return (sheet is ['\'', .., '\''] ? sheet[1..^1].Replace("''", "'", StringComparison.Ordinal) : sheet, range);
        }
    }
}

/// <summary>An Excel table.</summary>
/// <param name="Range">With its head and its row of totals.</param>
/// <param name="Columns">Names, and the formulas of computed ones.</param>
public sealed record TemplateTable(
    string Part,
    string Name,
    CellRange Range,
    bool HasHead,
    bool HasTotals,
    bool IsQuery,
    ImmutableArray<(string Name, string? Formula)> Columns
)
{
    /// <summary>Rows of its data.</summary>
    public CellRange Data => Range with { FirstRow = Range.FirstRow + (HasHead ? 1 : 0), LastRow = Range.LastRow - (HasTotals ? 1 : 0) };

    internal static TemplateTable Read(string part, XDocument xml)
    {
        var table = xml.Root!;
        if (!CellRange.TryParse((string?)table.Attribute("ref"), out var range))
            throw new InvalidDataException("found a table without a range");
        return new(
            part,
            (string?)table.Attribute("displayName") ?? (string?)table.Attribute("name") ?? "",
            range,
            (string?)table.Attribute("headerRowCount") != "0",
            (int?)table.Attribute("totalsRowCount") > 0,
            (string?)table.Attribute("tableType") is { } type && type != "worksheet",
            [
                .. table
                    .Descendants()
                    .Where(element => element.Name.LocalName == "tableColumn")
                    .Select(column =>
                        (
                            ((string?)column.Attribute("name") ?? "").Replace("_x000a_", " ", StringComparison.OrdinalIgnoreCase),
                            column.Elements().FirstOrDefault(element => element.Name.LocalName == "calculatedColumnFormula")?.Value
                        )
                    ),
            ]
        );
    }
}
