using System.Text;
using System.Xml.Linq;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Namespaces of the package's parts, and how a part is turned into bytes.</summary>
internal static class Ooxml
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    public static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    public static byte[] Bytes(XElement part) => Utf8.GetBytes(Declaration + part.ToString(SaveOptions.DisableFormatting));

    public static XElement Parse(byte[] part) => XElement.Parse(Utf8.GetString(part), LoadOptions.PreserveWhitespace);
}
