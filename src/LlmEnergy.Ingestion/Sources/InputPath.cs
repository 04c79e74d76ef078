using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Ingestion.Sources;

/// <summary>A file to read.</summary>
/// <param name="Display">As issues and accounts name it: relative to the workspace, with forward slashes; an entry of an archive after <see
/// cref="EntryMark"/>.</param>
/// <param name="FullPath">As the operating system finds it.</param>
/// <param name="Entry">Name of an entry of a zip archive; null for the file itself.</param>
public readonly record struct InputPath(string Display, string FullPath, string? Entry = null)
{
    /// <summary>Stands between the path of an archive and the name of an entry in it.</summary>
    public const char EntryMark = '!';

    /// <summary>A path as outputs may show it: what nobody sees is written out, what is private is masked.</summary>
    public static string Shown(string path) => PrivateText.Masked(VisibleText.Escaped(path));

    /// <summary>Whether it is shown otherwise than it is called.</summary>
    public bool IsMasked { get; private init; }

    /// <summary>A file by its name, which is shown as far as it may be.</summary>
    public static InputPath Of(string name, string fullPath) =>
        Shown(name) is var shown && shown != name ? new(shown, fullPath) { IsMasked = true } : new(name, fullPath);

    /// <summary>A table of a database, as a source's only input.</summary>
    public static InputPath OfTable(string source, string table) => new(Shown($"{source}:{table}"), "");

    /// <summary>Whether it is a table of a database, and no file.</summary>
    public bool IsTable => FullPath is null or "";

    /// <summary>An entry of this archive, by the name that the archive has for it.</summary>
    public InputPath EntryOf(string name) =>
        new($"{Display}{EntryMark}{Shown(name)}", FullPath, name) { IsMasked = IsMasked || Shown(name) != name };

    /// <summary>Bytes on disk; 0 where that is not known, and of an entry of an archive.</summary>
    public long Bytes => Entry is null && !IsTable && new FileInfo(FullPath) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// The file that a path names: itself, or the archive whose entry it is. A name may hold the mark too: the longest one that is a file
    /// counts; null where none is.
    /// </summary>
    public static string? FileOf(string display, Func<string, bool> isFile)
    {
        for (var end = display.Length; end > 0; end = display.LastIndexOf(EntryMark, end - 1))
            if (isFile(display[..end]))
                return display[..end];
        return null;
    }
}
