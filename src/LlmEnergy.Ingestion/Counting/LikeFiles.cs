using System.Globalization;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Files of one source that state the same requests, though nothing names these: exports of days that overlap. Their rows count as they
/// stand, since nothing says which are the same, and it is an error with its size.
/// </summary>
internal static class LikeFiles
{
    /// <summary>Stretches of rows that are kept of all files together, and of one at the least and the most.</summary>
    private const int MostOfAll = 1 << 20;
    private const int Fewest = 64;
    private const int Most = 4_096;

    /// <summary>How many stretches of rows are kept of each file of a source.</summary>
    public static int StretchesOf(int files) => Math.Clamp(MostOfAll / files, Fewest, Most);

    /// <summary>To be called when it is known which files count.</summary>
    public static void Say(IEnumerable<FileTotals> files)
    {
        var before = new Dictionary<ulong, List<FileTotals>>();
        foreach (var file in files.Where(file => file.Likes is { Rows: > 0 }).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var others = file.Likes!.Sample.Keys.SelectMany(hash => before.GetValueOrDefault(hash) ?? []).Distinct().ToList();
            var (like, rows) = others
                .Select(other => (Other: other, Rows: file.Likes.SharedWith(other.Likes!)))
                .OrderByDescending(other => other.Rows)
                .ThenBy(other => other.Other.Path, StringComparer.Ordinal)
                .FirstOrDefault();
            if (rows > 0)
                Say(file, like, rows);
            foreach (var hash in file.Likes.Sample.Keys)
            {
                if (!before.TryGetValue(hash, out var same))
                    before[hash] = same = [];
                same.Add(file);
            }
        }
    }

    private static void Say(FileTotals file, FileTotals other, long rows)
    {
        var share = (decimal)rows / file.Likes!.Rows;
        var tokens = decimal.Round(file.Likes.Tokens * share);
        file.Fault(
            IssueCodes.LikeFiles,
            string.Create(
                CultureInfo.InvariantCulture,
                $"found about {rows:N0} rows of {tokens:N0} tokens ({share:0.#%} of the file) that {other.Path} has too, "
            )
                + "next to each other, expected each request once: nothing names them, so that they are counted twice; export days that "
                + "do not overlap, or name an identity in a profile"
        );
    }
}
