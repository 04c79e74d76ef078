using System.Buffers;
using System.Text;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>The bytes of a JSON document, forward only, with the value at hand held in one piece.</summary>
internal sealed class JsonText(Stream stream)
{
    private const int MostNameBytes = 1 << 16;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create(",}] \t\r\n"u8);
    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private int _begin = -1;
    private long _before;
    private long _line = 1;
    private long _counted;

    /// <summary>The byte at hand; 0 at the end.</summary>
    public byte Current => _at < _end || Refill() ? _buffer[_at] : (byte)0;

    /// <summary>Bytes since the last <see cref="Begin"/>.</summary>
    public int Length => _at - _begin;

    public RowLocation At
    {
        get
        {
            _line += _buffer.AsSpan((int)(_counted - _before), _at - (int)(_counted - _before)).Count((byte)'\n');
            _counted = _before + _at;
            return new(_line, _counted);
        }
    }

    public void SkipMark()
    {
        if (Current == 0xEF)
            _at += 3;
    }

    /// <returns>False at the end.</returns>
    public bool SkipSpace()
    {
        while (_at < _end || Refill())
        {
            var other = _buffer.AsSpan(_at, _end - _at).IndexOfAnyExcept(" \t\r\n"u8);
            if (other >= 0)
            {
                _at += other;
                return true;
            }

            _at = _end;
        }

        return false;
    }

    public void Expect(char wanted)
    {
        if (Current != wanted)
            throw Fault();
        _at++;
    }

    /// <summary>Holds what follows, up to the next call.</summary>
    /// <returns>What <see cref="Since"/> takes.</returns>
    public int Begin(out RowLocation at)
    {
        at = At;
        return _begin = _at;
    }

    /// <summary>
    /// The value that was skipped since <see cref="Begin"/>; bytes move when more are read, so that only the last one can be asked for.
    /// </summary>
    public ReadOnlySpan<byte> Since(int start, int length) => start >= 0 ? _buffer.AsSpan(_begin, length) : [];

    /// <summary>Empty where the name has escapes or is longer than any that is asked for.</summary>
    public string ReadName()
    {
        Begin(out _);
        SkipText(MostNameBytes);
        var name = _begin < 0 ? [] : _buffer.AsSpan(_begin + 1, Length - 2);
        // what follows is held only if somebody begins to
        _begin = -1;
        return name.Contains((byte)'\\') ? "" : Encoding.UTF8.GetString(name);
    }

    /// <summary>Goes to the end of a value. One of more than <paramref name="most"/> bytes is not held.</summary>
    public JsonFault SkipValue(int most)
    {
        var depth = 0;
        do
        {
            switch (Current)
            {
                case (byte)'"':
                    SkipText(most);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    _at++;
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth < 0)
                        throw Fault();
                    _at++;
                    break;
                case 0 when _at == _end:
                    throw Fault();
                default:
                    SkipTo(depth == 0 ? EndOfScalar : Structure);
                    break;
            }

            if (_begin >= 0 && Length > most)
                _begin = -1;
        } while (depth > 0);

        return _begin >= 0 ? JsonFault.None : JsonFault.TooLong;
    }

    private void SkipTo(SearchValues<byte> wanted)
    {
        // the byte at hand is none of them, or is one that has no place here: it is passed, so that each call goes on
        _at++;
        while (_at < _end || Refill())
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOfAny(wanted);
            _at = found < 0 ? _end : _at + found;
            if (found >= 0)
                return;
        }
    }

    private void SkipText(int most)
    {
        Expect('"');
        while (_at < _end || Refill())
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOfAny((byte)'"', (byte)'\\');
            _at = found < 0 ? _end : _at + found;
            if (_begin >= 0 && Length > most)
                _begin = -1;
            if (found < 0)
                continue;
            if (_buffer[_at++] == '"')
                return;
            if (_at < _end || Refill())
                _at++;
        }

        throw Fault();
    }

    private JsonFaultException Fault() => new(At, _at == _end ? JsonFault.Cut : JsonFault.Unexpected);

    /// <summary>Reads on; what is held stays, at another place.</summary>
    private bool Refill()
    {
        _ = At;
        var keep = _begin >= 0 ? _begin : _at;
        if (keep > 0)
        {
            _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
            _before += keep;
            (_at, _end, _begin) = (_at - keep, _end - keep, _begin >= 0 ? 0 : -1);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
