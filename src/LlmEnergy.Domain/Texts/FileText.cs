using System.Text;

namespace LlmEnergy.Domain.Texts;

/// <summary>The text of a file that people write, whichever way their editor or shell saved it.</summary>
public static class FileText
{
    /// <summary>
    /// As UTF-8 without a byte order mark. UTF-16 is told by its mark, as PowerShell's <c>&gt;</c> and Excel's "Unicode text" write it;
    /// what has none is handed on as it is.
    /// </summary>
    public static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..]
        : bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes[2..].ToArray())
        : bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes[2..].ToArray())
        : bytes;
}
