using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Xml;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Containers.Workbook;

/// <summary>The parts of an XLSX file. Their XML is read without a document type and without anything from outside the file.</summary>
internal sealed class WorkbookPackage : IDisposable
{
    private const string Main = "officeDocument";
    private const long MostCharacters = 512L << 20;
    private readonly ZipArchive _archive;
    private readonly string _display;
    private readonly string _main;
    private readonly ImmutableDictionary<string, (string Type, string Target)> _relations;

    /// <exception cref="RefusedFileException">The file is no workbook.</exception>
    public WorkbookPackage(Stream file, string display)
    {
        _display = display;
        _archive = new(file, ZipArchiveMode.Read);
        if (_archive.GetEntry("[Content_Types].xml") is null)
            throw Refused("a zip archive that is no workbook");
        _main =
            Relations("_rels/.rels", "")
                .Values.FirstOrDefault(relation => relation.Type.EndsWith("/" + Main, StringComparison.Ordinal))
                .Target
            ?? throw Refused("a package without a document");
        var folder = _main[..(_main.LastIndexOf('/') + 1)];
        if (folder.StartsWith("word/", StringComparison.Ordinal))
            throw Refused("a Word document");
        if (folder.StartsWith("ppt/", StringComparison.Ordinal))
            throw Refused("a PowerPoint presentation");
        if (!_main.EndsWith(".xml", StringComparison.Ordinal))
            throw Refused("a binary workbook (XLSB)");
        _relations = Relations($"{folder}_rels/{_main[folder.Length..]}.rels", folder);
        Sheets = ReadSheets();
    }

    /// <summary>Visible ones, in their order.</summary>
    public ImmutableArray<WorkbookSheet> Sheets { get; }

    /// <summary>Whether days are counted from 1904 on, as old workbooks of the Mac do.</summary>
    public bool Is1904 { get; private set; }

    /// <returns>Null where the workbook has no such part.</returns>
    public XmlReader? OpenOfType(string type) =>
        _relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/" + type, StringComparison.Ordinal)).Target is { } target
        && _archive.GetEntry(target) is not null
            ? Open(target, out _)
            : null;

    /// <summary>Hands on the text of the part of a type as UTF-8, where the workbook has it.</summary>
    public void Pass(string type, Action<ReadOnlySpan<byte>> take)
    {
        var target = _relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/" + type, StringComparison.Ordinal)).Target;
        if (target is not null && _archive.GetEntry(target) is not null)
            PassPart(target, take);
    }

    /// <summary>Hands on the text of a part as UTF-8, as far as it can be unpacked.</summary>
    public void PassPart(string part, Action<ReadOnlySpan<byte>> take)
    {
        var entry = _archive.GetEntry(part) ?? throw Refused("a workbook that lacks a part");
        using var bytes = new CountedStream(entry.Open(), entry.CompressedLength, _display);
        var buffer = new byte[1 << 16];
        try
        {
            using var text = EncodingOf(entry) is { } encoding ? Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8) : bytes;
            while (text.Read(buffer.AsSpan()) is > 0 and var read)
                take(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            // reading the rows says where the damage is
        }
    }

    /// <summary>XML begins with a byte order mark or a bracket; null where it is in UTF-8.</summary>
    private static Encoding? EncodingOf(ZipArchiveEntry entry)
    {
        Span<byte> head = stackalloc byte[2];
        using var stream = entry.Open();
        stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head switch
        {
            [0xFF, 0xFE] or [(byte)'<', 0] => Encoding.Unicode,
            [0xFE, 0xFF] or [0, (byte)'<'] => Encoding.BigEndianUnicode,
            _ => null,
        };
    }

    public XmlReader Open(string part, out CountedStream bytes)
    {
        var entry = _archive.GetEntry(part) ?? throw Refused("a workbook that lacks a part");
        bytes = new(entry.Open(), entry.CompressedLength, _display);
        return XmlReader.Create(
            bytes,
            new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostCharacters,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
            }
        );
    }

    public void Dispose() => _archive.Dispose();

    /// <summary>By id. Targets are relative to the folder, or begin at the root.</summary>
    private ImmutableDictionary<string, (string Type, string Target)> Relations(string part, string folder)
    {
        var relations = ImmutableDictionary.CreateBuilder<string, (string, string)>(StringComparer.Ordinal);
        if (_archive.GetEntry(part) is null)
            return relations.ToImmutable();
        using var xml = Open(part, out _);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" } || xml.GetAttribute("Target") is not { } target)
                continue;
            if (xml.GetAttribute("TargetMode") == "External")
                continue;
            relations[xml.GetAttribute("Id") ?? ""] = (
                xml.GetAttribute("Type") ?? "",
                target.StartsWith('/') ? target[1..] : folder + target
            );
        }

        return relations.ToImmutable();
    }

    private ImmutableArray<WorkbookSheet> ReadSheets()
    {
        var sheets = ImmutableArray.CreateBuilder<WorkbookSheet>();
        using var xml = Open(_main, out _);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                Is1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet" || xml.GetAttribute("state") is "hidden" or "veryHidden" || RelationOf(xml) is not { } id)
                continue;
            if (_relations.TryGetValue(id, out var relation) && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                sheets.Add(new(xml.GetAttribute("name") ?? "", relation.Target));
        }

        return sheets.ToImmutable();
    }

    /// <summary>The namespace of the id differs between the two forms of the standard.</summary>
    private static string? RelationOf(XmlReader sheet)
    {
        string? id = null;
        while (sheet.MoveToNextAttribute())
        {
            if (sheet is { LocalName: "id", Prefix.Length: > 0 })
                id = sheet.Value;
        }

        sheet.MoveToElement();
        return id;
    }

    private RefusedFileException Refused(string found) =>
        new(_display, IssueCodes.NotText, $"found {found}, expected a workbook or text: save it as CSV or XLSX");
}

/// <param name="Part">Path in the package.</param>
internal sealed record WorkbookSheet(string Name, string Part);
