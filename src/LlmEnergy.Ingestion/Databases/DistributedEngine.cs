using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>What a <c>Distributed</c> table says of itself: <c>Distributed(cluster, database, table, cityHash64(id))</c>.</summary>
/// <param name="Database">Empty: the one that a session begins with.</param>
/// <param name="Key">The expression that tells the shard of a row; empty: there is none.</param>
internal sealed partial record DistributedEngine(string Cluster, string Database, string Table, string Key)
{
    private const string Begin = "Distributed(";

    /// <summary>They give the same for the same values, on each server and at each time.</summary>
    private static readonly ImmutableHashSet<string> Steady =
    [
        .. "cityHash64,sipHash64,sipHash128,halfMD5,MD5,SHA256,xxHash32,xxHash64,xxh3,intHash32,intHash64,farmHash64,metroHash64".Split(
            ','
        ),
        .. "murmurHash2_32,murmurHash2_64,murmurHash3_32,murmurHash3_64,javaHash,CRC32,tuple,lower,upper,toString,toUInt64".Split(','),
        .. "toUInt32,toUInt8,modulo,reinterpretAsUInt64,UUIDStringToNum,assumeNotNull".Split(','),
    ];

    /// <summary>Null where the engine is another one.</summary>
    public static DistributedEngine? Of(string engine)
    {
        if (!engine.StartsWith(Begin, StringComparison.Ordinal))
            return null;
        var parts = Arguments(engine[Begin.Length..]);
        return parts.Length < 3
            ? null
            : new(parts[0].Trim('\'', '`'), parts[1].Trim('\'', '`'), parts[2].Trim('\'', '`'), parts.ElementAtOrDefault(3) ?? "");
    }

    /// <summary>
    /// Why rows of one identity may be on several shards; null where they are on one, since that follows from columns that they have alike.
    /// </summary>
    /// <param name="identity">Columns; none: rows are not told apart, and may be anywhere.</param>
    public string? WhySpread(ImmutableArray<string> identity)
    {
        if (identity.IsEmpty)
            return null;
        var (names, functions) = (new List<string>(), new List<string>());
        foreach (Match word in Word().Matches(Literal().Replace(Key, "")))
            (word.Groups[2].Success ? functions : names).Add(word.Groups[1].Value.Trim('`', '"'));
        if (names.Except(identity).FirstOrDefault() is { } other)
            return $"rows that are spread by {other}";
        if (
            functions
                .Where(function => !Steady.Contains(function))
                .Append(names.Count == 0 ? "nothing that rows state" : null)
                .FirstOrDefault(one => one is not null) is
            { } unsteady
        )
            return $"rows that are spread by {unsteady}";
        return null;
    }

    /// <summary>What stands between commas that are in no brackets or quotes, up to the bracket that closes them.</summary>
    private static string[] Arguments(string text)
    {
        var (arguments, depth, start, quote) = (new List<string>(), 0, 0, '\0');
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0')
            {
                if (letter == '\\')
                    at++;
                else if (letter == quote)
                    quote = '\0';
            }
            else if (letter is '\'' or '`' or '"')
            {
                quote = letter;
            }
            else if (letter == '(')
            {
                depth++;
            }
            else if ((letter == ')' && depth-- == 0) || (letter == ',' && depth == 0))
            {
                arguments.Add(text[start..at].Trim());
                start = at + 1;
                if (letter == ')')
                    break;
            }
        }

        return [.. arguments];
    }

    /// <summary>A name, and the bracket behind that of a function.</summary>
    [GeneratedRegex(@"([A-Za-z_]\w*|`[^`]*`|""[^""]*"")(\s*\()?", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"'(?:[^'\\]|\\.)*'", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Literal();
}
