using System.Globalization;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Hashing;
using LlmEnergy.Ingestion.Files;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace LlmEnergy.Fetching;

/// <summary>Files that a cloud has put into storage: copied from a mounted disk, or downloaded from a signed address.</summary>
internal sealed class FileFetch(Requests requests, FetchRun run, FetchLimits limits)
{
    private const int MostFiles = 10_000;

    /// <summary>Both are the same for each month that the place names; without <c>{month}</c> they are asked for once.</summary>
    public async Task Fetch(ReportingPeriod period, CancellationToken cancellation)
    {
        var place = run.Source.Copy ?? run.Source.As!;
        var isByMonth = place.Contains("{month}", StringComparison.Ordinal);
        foreach (var span in FetchSpan.Of(period, run.Today.AddDays(1), byDay: false).DistinctBy(span => isByMonth ? span.Name : ""))
        {
            if (isByMonth && run.IsClosed(span.First, span.End))
                continue;
            try
            {
                if (run.Source.Copy is { } copy)
                    Copy(copy, span, cancellation);
                else
                    await Download(Month(run.Source.As!, span), cancellation).ConfigureAwait(false);
            }
            catch (FetchException e)
            {
                run.Failed(e);
            }
        }
    }

    private static string Month(string text, FetchSpan span) => text.Replace("{month}", span.Name, StringComparison.Ordinal);

    private void Copy(string pattern, FetchSpan span, CancellationToken cancellation)
    {
        var what = $"{run.Source.Source}/copy";
        foreach (var (file, name) in Matches(pattern, span, what))
        {
            cancellation.ThrowIfCancellationRequested();
            var staged = Path.Combine(run.Folder, $".{name}.part");
            try
            {
                using (var from = RegularFile.OpenRead(file))
                using (var to = RegularFile.Create(staged))
                {
                    if (from.Length > limits.MostOfFile)
                        throw new FetchException(
                            FetchCodes.Place,
                            what,
                            $"found {name} too large, expected at most {limits.MostOfFile >> 30} GiB"
                        );
                    from.CopyTo(to);
                    to.Flush(flushToDisk: true);
                }
            }
            catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException or NotRegularFileException)
            {
                throw new FetchException(FetchCodes.Place, what, $"found {name} unreadable, expected a file that may be read");
            }

            Place(staged, name, Sha256.Of(staged), $"copied from {file}");
        }
    }

    private async Task Download(string name, CancellationToken cancellation)
    {
        var what = $"{run.Source.Source}/{name}";
        var signed = Secret.Read(run.Source.Download!, new(Path.GetFullPath(Path.Combine(run.Folder, "..", ".."))));
        if (!Uri.TryCreate(signed.Reveal(), UriKind.Absolute, out var address) || !(address.Scheme == "https" || address.IsLoopback))
            throw new FetchException(FetchCodes.Refused, what, "found no address that begins with https, expected a signed one");
        var staged = Path.Combine(run.Folder, $".{name}.part");
        var answer = await requests.Get(address, null, null, staged, what, limits.MostOfFile, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw new FetchException(
                FetchCodes.Refused,
                what,
                FormattableString.Invariant(
                    $"found HTTP status {(int)answer.Status}, expected a file: see whether the signature has expired"
                )
            );
        Place(staged, name, answer.Sha256, $"GET {address.GetLeftPart(UriPartial.Path)}");
    }

    /// <summary>A file that is there already with these bytes stays as it is.</summary>
    private void Place(string staged, string name, string sha256, string origin)
    {
        var path = Path.Combine(run.Folder, name);
        if (run.RowOf(name)?.Sha256 == sha256 && File.Exists(path) && Sha256.Of(path) == sha256)
        {
            File.Delete(staged);
            run.Settled();
            return;
        }

        File.Move(staged, path, overwrite: true);
        run.Record([(name, sha256, origin)], [], null);
    }

    /// <summary>The files of a full path or pattern, each with its name in the workspace: what the pattern leaves open.</summary>
    private static IEnumerable<(string Path, string Name)> Matches(string pattern, FetchSpan span, string what)
    {
        if (!Path.IsPathFullyQualified(pattern))
            throw new FetchException(FetchCodes.Place, what, "found a path that depends on where the program runs, expected a full one");
        var open = pattern.AsSpan().IndexOfAny("*?{");
        if (open < 0)
            return [(pattern, Path.GetFileName(pattern))];
        var root = pattern[..(pattern.LastIndexOf('/', open) + 1)];
        if (!Directory.Exists(root))
            throw new FetchException(FetchCodes.Place, what, "found no such folder, expected the disk to be mounted");
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(Month(pattern[root.Length..], span));
        var files = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(root))).Files.Select(file => file.Path).ToList();
        if (files.Count is 0 or > MostFiles)
            throw new FetchException(
                FetchCodes.Place,
                what,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"found {Counted.Of(files.Count, "file")} of {span.Name}, expected 1 to {MostFiles}"
                )
            );
        return files.Order(StringComparer.Ordinal).Select(file => (Path.Combine(root, file), file.Replace('/', '_')));
    }
}
