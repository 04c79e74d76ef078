using System.Collections.Immutable;

namespace LlmEnergy.Service;

/// <summary>What became of a file of the inbox.</summary>
public enum InboxFate : byte
{
    /// <summary>It is an export now, and on record.</summary>
    Accepted,

    /// <summary>The same bytes are on record already.</summary>
    Duplicate,

    /// <summary>It stays where it is; the message says why.</summary>
    Refused,
}

/// <param name="Bytes">Length, by which a look knows whether the file has changed since.</param>
internal readonly record struct InboxFile(string Path, string Name, long Bytes, DateTime Changed);

/// <summary>
/// Looks at the inbox: a file is to be taken when it has stayed as it is for a while, and one that was refused when it changes. It holds
/// no file open and reads none.
/// </summary>
internal sealed class Inbox(DirectoryInfo workspace, WatchSettings settings, TimeProvider time)
{
    private const int MostAtOnce = 100;
    private static readonly string[] Unfinished = [".part", ".partial", ".tmp", ".crdownload", ".filepart", ".new"];
    private readonly Dictionary<string, (InboxFile File, long Since)> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<InboxFile> _refused = [];

    private string Folder => Path.Combine(workspace.FullName, settings.Inbox);

    /// <summary>Files that lie there, whether or not they are whole.</summary>
    public int Waiting => _seen.Count;

    /// <summary>Files that have not changed for long enough, at most 100: the others wait for the next look.</summary>
    public ImmutableArray<InboxFile> Look()
    {
        Directory.CreateDirectory(Folder);
        var now = time.GetTimestamp();
        var found = new DirectoryInfo(Folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => !file.Name.StartsWith('.') && !Unfinished.Contains(file.Extension.ToLowerInvariant()))
            .Select(file => new InboxFile(file.FullName, file.Name, file.Length, file.LastWriteTimeUtc))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        foreach (var gone in _seen.Keys.Except(found.Select(file => file.Path)).ToList())
            _seen.Remove(gone);
        foreach (var file in found)
            if (!_seen.TryGetValue(file.Path, out var seen) || seen.File != file)
                _seen[file.Path] = (file, now);
        _refused.RemoveWhere(file => !found.Contains(file));
        return
        [
            .. found
                .Where(file =>
                    file.Bytes > 0 && !_refused.Contains(file) && time.GetElapsedTime(_seen[file.Path].Since, now) >= settings.Settle
                )
                .Take(MostAtOnce),
        ];
    }

    /// <summary>Files that were not taken: they are not looked at again before they change.</summary>
    public void Refuse(IEnumerable<InboxFile> files) => _refused.UnionWith(files);
}
