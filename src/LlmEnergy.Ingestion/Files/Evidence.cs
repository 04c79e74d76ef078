using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Files;

/// <summary>Files that support a disclosure and hold no rows: documents, pictures, messages.</summary>
public static class Evidence
{
    /// <summary>Bytes of the beginning that tell.</summary>
    public const int Head = 16;

    private static readonly ImmutableArray<(int At, byte[] Bytes, string Is)> Marks =
    [
        (0, [.. "%PDF-"u8], "a PDF"),
        (0, [0x89, .. "PNG"u8], "an image"),
        (0, [0xFF, 0xD8, 0xFF], "an image"),
        (0, [.. "GIF8"u8], "an image"),
        (0, [.. "II*\0"u8], "an image"),
        (0, [.. "MM\0*"u8], "an image"),
        (8, [.. "WEBP"u8], "an image"),
        (4, [.. "ftyphei"u8], "an image"),
        (4, [.. "ftypmif"u8], "an image"),
    ];

    /// <summary>By names, since most are text or containers of anything, and entries of an archive are not opened for this.</summary>
    private static readonly ImmutableSortedDictionary<string, string> Names = new Dictionary<string, string>
    {
        [".pdf"] = "a PDF",
        [".png"] = "an image",
        [".jpg"] = "an image",
        [".jpeg"] = "an image",
        [".docx"] = "a document",
        [".doc"] = "a document",
        [".odt"] = "a document",
        [".rtf"] = "a document",
        [".pptx"] = "a presentation",
        [".eml"] = "a message",
        [".msg"] = "a message",
        [".md"] = "a note",
        [".html"] = "a web page",
        [".htm"] = "a web page",
    }.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it is, such as "a PDF"; null where it may have rows.</summary>
    /// <param name="head">Its first bytes, <see cref="Head"/> of them or all.</param>
    public static string? Of(string path, ReadOnlySpan<byte> head)
    {
        foreach (var (at, bytes, kind) in Marks)
        {
            if (head.Length >= at + bytes.Length && head[at..].StartsWith(bytes))
                return kind;
        }

        return Names.GetValueOrDefault(Path.GetExtension(path));
    }

    /// <summary>As <see cref="Of(string, ReadOnlySpan{byte})"/>; null too where the file cannot be read, which reading says.</summary>
    public static string? Of(string path)
    {
        try
        {
            using var file = RegularFile.OpenRead(path);
            Span<byte> head = stackalloc byte[Head];
            return Of(path, head[..file.ReadAtLeast(head, Head, throwOnEndOfStream: false)]);
        }
        catch (Exception exception) when (Unreadable.Is(exception))
        {
            return null;
        }
    }
}
