using System.Buffers;
using System.Text.Json;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>
/// The way of most records: an object without spaces to speak of, names without escapes, in the order of the record before. It is read byte
/// by byte;
/// anything else, and anything that is no JSON, is left to <see cref="Utf8JsonReader"/>, which reads the record from its start and has the
/// last word.
/// </summary>
internal sealed partial class JsonExtractor
{
    private static readonly SearchValues<byte> EndOfPlainText = SearchValues.Create([
        (byte)'"',
        (byte)'\\',
        .. Enumerable.Range(0, 32).Select(control => (byte)control),
    ]);

    /// <returns>False where the record has to be read the other way; values may then have been set.</returns>
    private bool TryPlain(Range record, JsonNode node, bool isAll)
    {
        var text = _buffer.AsSpan(record.Start, record.Length);
        var at = 0;
        return TryObject(text, ref at, node, record.Start, MostDepth - 1) && (!isAll || text[at..].IndexOfAnyExcept(" \t\r"u8) < 0);
    }

    /// <param name="depth">Of what may stand in it.</param>
    private bool TryObject(ReadOnlySpan<byte> text, ref int at, JsonNode node, int origin, int depth)
    {
        at++;
        if (At(text, at) == '}')
        {
            at++;
            return true;
        }

        var expected = _expected[node.Id] ??= new (byte[], JsonNode?)[64];
        for (var index = 0; index < expected.Length; index++)
        {
            if (At(text, at) == ' ')
                at++;
            if (At(text, at) != '"' || !TryMember(text, ref at, node, ref expected[index], out var member))
                return false;
            if (At(text, at) != ':')
                return false;
            at++;
            if (At(text, at) == ' ')
                at++;
            if (!TryValue(text, ref at, member, origin, depth))
                return false;
            switch (At(text, at++))
            {
                case (byte)',':
                    continue;
                case (byte)'}':
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }

    private static byte At(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length ? text[at] : (byte)0;

    private static bool TryMember(
        ReadOnlySpan<byte> text,
        ref int at,
        JsonNode node,
        ref (byte[] Name, JsonNode? Node) last,
        out JsonNode? member
    )
    {
        var rest = text[(at + 1)..];
        if (last.Name is { } name && rest.Length > name.Length && rest[name.Length] == '"' && rest.StartsWith(name))
        {
            at += name.Length + 2;
            member = last.Node;
            return true;
        }

        member = null;
        var end = rest.IndexOfAny(EndOfPlainText);
        if (end < 0 || rest[end] != '"')
            return false;
        member = node.Member(rest[..end]);
        if (end <= 64)
            last = (rest[..end].ToArray(), member);
        at += end + 2;
        return true;
    }

    private bool TryValue(ReadOnlySpan<byte> text, ref int at, JsonNode? member, int origin, int depth)
    {
        var start = at;
        switch (At(text, at))
        {
            case (byte)'"':
                var length = text[(at + 1)..].IndexOfAny(EndOfPlainText);
                if (length < 0 || text[at + 1 + length] != '"')
                    return false;
                at += length + 2;
                if (member is null)
                    return true;
                if (member.HasBelow)
                    return false;
                if (member.Ordinal >= 0)
                    _values[member.Ordinal] = new(origin + start + 1, length, false);
                return true;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                if (!TryNumber(text, ref at))
                    return false;
                break;
            case (byte)'t' when text[at..].StartsWith("true"u8):
                at += 4;
                break;
            case (byte)'f' when text[at..].StartsWith("false"u8):
                at += 5;
                break;
            case (byte)'n' when text[at..].StartsWith("null"u8):
                at += 4;
                return true;
            case (byte)'{' or (byte)'[':
                return member is null ? TrySkip(text, ref at, depth) : TryNested(text, ref at, member, origin, depth);
            default:
                return false;
        }

        if (member is { Ordinal: >= 0 })
            _values[member.Ordinal] = new(origin + start, at - start, false);
        return true;
    }

    /// <summary>As JSON writes numbers: no zero before other digits, digits on both sides of a point.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at] == '-')
            at++;
        var whole = at;
        SkipDigits(text, ref at);
        if (at == whole || (text[whole] == '0' && at > whole + 1))
            return false;
        if (At(text, at) == '.')
        {
            var fraction = ++at;
            SkipDigits(text, ref at);
            if (at == fraction)
                return false;
        }

        if (At(text, at) is not ((byte)'e' or (byte)'E'))
            return true;
        at++;
        if (At(text, at) is (byte)'+' or (byte)'-')
            at++;
        var exponent = at;
        SkipDigits(text, ref at);
        return at > exponent;
    }

    private static void SkipDigits(ReadOnlySpan<byte> text, ref int at)
    {
        while ((uint)at < (uint)text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
            at++;
    }

    /// <summary>A value that nobody asks for, if it is JSON without spaces to speak of and without escapes.</summary>
    private static bool TrySkip(ReadOnlySpan<byte> text, ref int at, int depth)
    {
        switch (At(text, at))
        {
            case (byte)'"':
                var length = text[(at + 1)..].IndexOfAny(EndOfPlainText);
                if (length < 0 || text[at + 1 + length] != '"')
                    return false;
                at += length + 2;
                return true;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return TryNumber(text, ref at);
            case (byte)'t' when text[at..].StartsWith("true"u8):
            case (byte)'n' when text[at..].StartsWith("null"u8):
                at += 4;
                return true;
            case (byte)'f' when text[at..].StartsWith("false"u8):
                at += 5;
                return true;
            case (byte)'{' or (byte)'[':
                return depth > 0 && TrySkipNested(text, ref at, depth);
            default:
                return false;
        }
    }

    private static bool TrySkipNested(ReadOnlySpan<byte> text, ref int at, int depth)
    {
        var isObject = text[at++] == '{';
        var end = isObject ? (byte)'}' : (byte)']';
        if (At(text, at) == end)
        {
            at++;
            return true;
        }

        while (true)
        {
            if (At(text, at) == ' ')
                at++;
            if (isObject)
            {
                if (At(text, at) != '"' || !TrySkip(text, ref at, 0) || At(text, at) != ':')
                    return false;
                at++;
                if (At(text, at) == ' ')
                    at++;
            }

            if (!TrySkip(text, ref at, depth - 1))
                return false;
            var next = At(text, at++);
            if (next == end)
                return true;
            if (next != ',')
                return false;
        }
    }

    /// <summary>What somebody asks for and is no such object goes the other way, alone: what is wrong in it throws here already.</summary>
    private bool TryNested(ReadOnlySpan<byte> text, ref int at, JsonNode member, int origin, int depth)
    {
        var end = at;
        if (text[at] == '{' && !member.IsRows && depth > 0 && TryObject(text, ref end, member, origin, depth - 1))
        {
            at = end;
            return true;
        }

        // one level is taken by the record around it
        var json = new Utf8JsonReader(text[at..], NestedOptions);
        json.Read();
        ReadValue(ref json, member, origin + at);
        at += (int)json.BytesConsumed;
        return true;
    }
}
