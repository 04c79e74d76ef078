using System.Text;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>A name on the way, compared with one in the text as its bytes come; escapes count as what they mean.</summary>
/// <param name="name"><c>*</c>: any name.</param>
internal sealed class JsonName(string name)
{
    private readonly bool _isAny = name == "*";
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    /// <summary>Bytes that are the same so far; -1 where one differs.</summary>
    private int _matched;
    private bool _isEscaped;
    private int _digitsLeft;
    private int _code;

    public bool IsMatched => _isAny || _matched == _utf8.Length;

    /// <summary>To be called behind the quote that a name begins with.</summary>
    public void Begin() => (_matched, _isEscaped, _digitsLeft) = (0, false, 0);

    /// <returns>Bytes that were taken.</returns>
    public int Read(ReadOnlySpan<byte> bytes, out bool isEnd)
    {
        isEnd = false;
        if (_digitsLeft > 0)
            return ReadDigit(bytes[0]);
        if (_isEscaped)
            return ReadEscape(bytes[0]);
        var end = bytes.IndexOfAny((byte)'"', (byte)'\\');
        Match(end < 0 ? bytes : bytes[..end]);
        if (end < 0)
            return bytes.Length;
        isEnd = bytes[end] == '"';
        _isEscaped = !isEnd;
        return end + 1;
    }

    private int ReadEscape(byte escape)
    {
        const string escapes = "btnfr\"\\/",
            meanings = "\b\t\n\f\r\"\\/";
        _isEscaped = false;
        if (escape == 'u')
            (_digitsLeft, _code) = (4, 0);
        else if (escapes.IndexOf((char)escape, StringComparison.Ordinal) is >= 0 and var known)
            Match([(byte)meanings[known]]);
        else
            _matched = -1;
        return 1;
    }

    /// <summary>Halves of surrogate pairs match nothing, nor does what is no digit.</summary>
    private int ReadDigit(byte digit)
    {
        if (!char.IsAsciiHexDigit((char)digit))
        {
            (_matched, _digitsLeft) = (-1, 0);
            return 0;
        }

        _code = (_code * 16) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        if (--_digitsLeft > 0)
            return 1;
        Span<byte> utf8 = stackalloc byte[4];
        if (Rune.TryCreate(_code, out var rune))
            Match(utf8[..rune.EncodeToUtf8(utf8)]);
        else
            _matched = -1;
        return 1;
    }

    private void Match(ReadOnlySpan<byte> bytes) =>
        _matched = _matched >= 0 && _utf8.AsSpan(_matched).StartsWith(bytes) ? _matched + bytes.Length : -1;
}
