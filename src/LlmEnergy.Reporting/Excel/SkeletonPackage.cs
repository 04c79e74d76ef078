using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Reporting.Excel;

/// <summary>
/// The parts of the package that ClosedXML wrote, made the same on every run and readable for programs that read XML as text: no prefix
/// on elements, relative targets, document properties of our own.
/// </summary>
internal sealed partial class SkeletonPackage
{
    public const string SharedStrings = "xl/sharedStrings.xml";

    private const string Book = "xl/workbook.xml";
    private const string ContentTypes = "[Content_Types].xml";

    private readonly SortedDictionary<string, byte[]> _parts = new(
        Comparer<string>.Create((left, right) => Rank(left) != Rank(right) ? Rank(left) - Rank(right) : string.CompareOrdinal(left, right))
    );

    private SkeletonPackage() { }

    /// <summary>All parts in the order of writing.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> Parts => _parts;

    /// <summary>Name and path of each sheet, in the workbook's order.</summary>
    public ImmutableArray<(string Name, string Path)> SheetPaths { get; private set; } = [];

    public static SkeletonPackage Read(Stream saved, Disclosure disclosure) => Read(saved, DocumentProperties.Core(disclosure));

    /// <param name="core">Document properties.</param>
    public static SkeletonPackage Read(Stream saved, string core)
    {
        var package = new SkeletonPackage();
        saved.Position = 0;
        using var zip = new ZipArchive(saved, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal))
                continue; // core properties under a random name
            using var content = new StreamReader(entry.Open(), Ooxml.Utf8);
            package._parts[entry.FullName] = Ooxml.Utf8.GetBytes(Normalised(entry.FullName, content.ReadToEnd()));
        }

        package.Set("_rels/.rels", DocumentProperties.RootRelationships);
        package.Set("docProps/core.xml", core);
        package.Set("docProps/app.xml", DocumentProperties.App);
        package.Set(ContentTypes, DocumentProperties.ContentTypes(package.Text(ContentTypes)));
        package.Locate();
        package.TidyWorkbook();
        return package;
    }

    public XElement Xml(string path) => Ooxml.Parse(_parts[path]);

    public void Replace(string path, XElement part) => _parts[path] = Ooxml.Bytes(part);

    /// <summary>Adds a part that the layout library knows nothing of.</summary>
    public void Add(string path, string contentType, XElement part)
    {
        Replace(path, part);
        Set(
            ContentTypes,
            Text(ContentTypes)
                .Replace("</Types>", $"<Override PartName=\"/{path}\" ContentType=\"{contentType}\"/></Types>", StringComparison.Ordinal)
        );
    }

    /// <summary>Relates a part to another one.</summary>
    public void Relate(string owner, string id, string type, string target)
    {
        var path = owner.Insert(owner.LastIndexOf('/') + 1, "_rels/") + ".rels";
        if (!_parts.ContainsKey(path))
            Set(
                path,
                Ooxml.Declaration
                    + """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"""
            );
        var relationship = $"<Relationship Id=\"{id}\" Type=\"{type}\" Target=\"{Relative(owner, target)}\"/>";
        Set(path, Text(path).Replace("</Relationships>", relationship + "</Relationships>", StringComparison.Ordinal));
    }

    private string Text(string path) => Ooxml.Utf8.GetString(_parts[path]);

    private void Set(string path, string text) => _parts[path] = Ooxml.Utf8.GetBytes(text);

    private void Locate()
    {
        var targets = Xml("xl/_rels/workbook.xml.rels")
            .Elements()
            .ToDictionary(relationship => (string)relationship.Attribute("Id")!, relationship => (string)relationship.Attribute("Target")!);
        SheetPaths =
        [
            .. Xml(Book)
                .Descendants(Ooxml.Main + "sheet")
                .Select(sheet => ((string)sheet.Attribute("name")!, "xl/" + targets[(string)sheet.Attribute(Ooxml.Relationships + "id")!])),
        ];
    }

    /// <summary>Names as Excel writes them, and recalculation when the file is opened.</summary>
    private void TidyWorkbook()
    {
        var book = Xml(Book);
        foreach (var name in book.Descendants(Ooxml.Main + "definedName"))
            name.Value = WholeRowsOrColumns().Replace(OneCell().Replace(name.Value, "$1$2"), "!$$$1:$$$2");
        var calculation = book.Element(Ooxml.Main + "calcPr") ?? throw new InvalidOperationException("the workbook has no calcPr");
        calculation.ReplaceAttributes(new XAttribute("calcId", 191029), new XAttribute("fullCalcOnLoad", 1));
        Replace(Book, book);
    }

    private static string Normalised(string path, string part)
    {
        if (path.EndsWith(".rels", StringComparison.Ordinal))
            return AbsoluteTarget().Replace(part, match => $"Target=\"{Relative(Owner(path), match.Groups[1].Value)}\"");
        var root = RootPrefix().Match(part);
        if (root.Groups["prefix"].Value is not ("x" and var prefix))
            return part;
        var declaration = part.IndexOf($"xmlns:{prefix}=", StringComparison.Ordinal);
        return part.Remove(declaration, $"xmlns:{prefix}=".Length)
            .Insert(declaration, "xmlns=")
            .Replace($"<{prefix}:", "<", StringComparison.Ordinal)
            .Replace($"</{prefix}:", "</", StringComparison.Ordinal); // a literal < cannot stand in XML text
    }

    private static string Owner(string relationships) => relationships.Replace("_rels/", "", StringComparison.Ordinal)[..^".rels".Length];

    private static string Relative(string owner, string target)
    {
        var from = owner.Split('/')[..^1];
        var to = target.Split('/');
        var common = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Concat(Enumerable.Repeat("../", from.Length - common)) + string.Join('/', to[common..]);
    }

    private static int Rank(string path) =>
        path switch
        {
            ContentTypes => 0,
            "_rels/.rels" => 1,
            SharedStrings => 3, // last, since the ledger's rows add to it
            _ => 2,
        };

    [GeneratedRegex(@"^\uFEFF?(?:<\?[^>]*\?>)?\s*<(?<prefix>\w+):", RegexOptions.CultureInvariant)]
    private static partial Regex RootPrefix();

    [GeneratedRegex(@"Target=""/([^""]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex AbsoluteTarget();

    [GeneratedRegex(@"(!)(\$[A-Z]+\$[0-9]+):\2\z", RegexOptions.CultureInvariant)]
    private static partial Regex OneCell();

    [GeneratedRegex(@"!\$?([0-9]+|[A-Z]+):\$?([0-9]+|[A-Z]+)(?![0-9$A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WholeRowsOrColumns();
}
