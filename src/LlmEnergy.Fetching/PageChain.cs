using System.Globalization;
using System.Text.Json;
using LlmEnergy.Hashing;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Fetching;

/// <summary>
/// The pages of one list, from the first to the last. They are hidden files beside the exports until the last one is there, with a log of
/// their hashes: what was interrupted goes on at the page it had, and no export is ever half a list.
/// </summary>
internal sealed class PageChain
{
    private const long MostOfLog = 16 << 20;
    private readonly string _folder;
    private readonly string _stem;
    private readonly string _extension;
    private Log _log;

    private PageChain(string folder, string stem, string extension, Log log) =>
        (_folder, _stem, _extension, _log) = (folder, stem, extension, log);

    /// <summary>So far.</summary>
    public IReadOnlyList<PageRecord> Pages => _log.Pages;

    public bool IsComplete => _log.IsComplete;

    /// <summary>Where the body of the next page goes.</summary>
    public string NextPath => Staged(Pages.Count + 1);

    /// <summary>Takes up what an earlier run left of the same request, if it is whole and young enough; else begins anew.</summary>
    public static PageChain Open(string folder, string stem, string extension, string request, DateTimeOffset now, TimeSpan oldest)
    {
        var chain = new PageChain(folder, stem, extension, new(request, now, [], false));
        if (chain.Read() is { } log && log.Request == request && now - log.Started is var age && age >= TimeSpan.Zero && age <= oldest)
            chain._log = log;
        if (chain.Pages.Select((page, index) => chain.Has(index + 1, page)).Contains(false))
            chain.Restart(now);
        return chain;
    }

    /// <summary>The page at <see cref="NextPath"/> is whole.</summary>
    /// <param name="next">Address of the one after it; null: it is the last.</param>
    public void Add(string sha256, string address, string? next)
    {
        _log = _log with { Pages = [.. _log.Pages, new(sha256, address, next)], IsComplete = next is null };
        Save();
    }

    public void Complete()
    {
        _log = _log with { IsComplete = true };
        Save();
    }

    public void Restart(DateTimeOffset now)
    {
        for (var page = 1; File.Exists(Staged(page)); page++)
            File.Delete(Staged(page));
        _log = new(_log.Request, now, [], false);
        Save();
    }

    /// <summary>Makes the pages exports, in the place of those of an earlier fetch.</summary>
    /// <returns>Their names in the folder; those of earlier pages that are gone.</returns>
    public (IReadOnlyList<string> Files, IReadOnlyList<string> Gone) Publish()
    {
        var files = Enumerable.Range(1, Pages.Count).Select(Name).ToList();
        for (var page = 1; page <= Pages.Count; page++)
            if (File.Exists(Staged(page)))
                File.Move(Staged(page), Path.Combine(_folder, Name(page)), overwrite: true);
        var gone = new List<string>();
        for (var page = Pages.Count + 1; File.Exists(Path.Combine(_folder, Name(page))); page++)
        {
            File.Delete(Path.Combine(_folder, Name(page)));
            gone.Add(Name(page));
        }

        return (files, gone);
    }

    /// <summary>Forgets the log: the pages are on record.</summary>
    public void Close() => File.Delete(LogPath);

    /// <summary>The number of a page stands before the last dot of its name; a reader finds the next one by it.</summary>
    public static string Name(string stem, int page, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{stem}.p{page:0000}.{extension}");

    private string Name(int page) => Name(_stem, page, _extension);

    private string Staged(int page) => Path.Combine(_folder, $".{Name(page)}.part");

    private string LogPath => Path.Combine(_folder, $".{_stem}.chain");

    /// <summary>As it came: staged, or an export already where the machine stopped in between.</summary>
    private bool Has(int number, PageRecord page)
    {
        var staged = Staged(number);
        var path = File.Exists(staged) || !IsComplete ? staged : Path.Combine(_folder, Name(number));
        return File.Exists(path) && Sha256.Of(path) == page.Sha256;
    }

    private Log? Read()
    {
        try
        {
            return File.Exists(LogPath) ? JsonSerializer.Deserialize<Log>(RegularFile.ReadAll(LogPath, MostOfLog)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    private void Save()
    {
        var next = LogPath + ".new";
        using (var file = RegularFile.Create(next))
        {
            JsonSerializer.Serialize(file, _log);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, LogPath, overwrite: true);
    }

    private sealed record Log(string Request, DateTimeOffset Started, List<PageRecord> Pages, bool IsComplete);
}

/// <summary>A page that was obtained.</summary>
/// <param name="Address">That it was asked for with; without its signature, where it is signed.</param>
/// <param name="Next">Address of the one after it; null for the last.</param>
internal sealed record PageRecord(string Sha256, string Address, string? Next);
