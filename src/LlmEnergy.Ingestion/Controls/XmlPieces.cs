namespace LlmEnergy.Ingestion.Controls;

/// <summary>What takes the tags and the text of XML as they come.</summary>
internal interface IXmlSink
{
    /// <param name="isEmpty">Whether the element ends with this tag; <see cref="Close"/> is then not called.</param>
    void Open(in XmlTag tag, bool isEmpty);

    void Close();

    /// <summary>A piece of text, cut anywhere.</summary>
    /// <param name="isLiteral">Whether white space is kept whatever the element says.</param>
    void Text(ReadOnlySpan<byte> piece, bool isLiteral);
}

/// <summary>Cuts XML in UTF-8 into tags and text, in slices of any size. Comments and instructions are left out.</summary>
internal sealed class XmlPieces(IXmlSink sink)
{
    /// <summary>Bytes of <c>![CDATA[</c>, the longest beginning of what is no tag.</summary>
    private const int MostOfOther = 8;
    private byte[] _markup = new byte[256];
    private int _length;
    private State _state;

    /// <summary>The quote that an attribute's value stands in; 0 outside.</summary>
    private byte _quote;

    /// <summary>Bytes at hand of what ends literal text, a comment or an instruction.</summary>
    private int _ending;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = _state switch
            {
                State.Text => bytes[PassText(bytes)..],
                State.Markup => bytes[PassMarkup(bytes)..],
                State.Literal => bytes[PassTo("]]>"u8, bytes)..],
                State.Comment => bytes[PassTo("-->"u8, bytes)..],
                _ => bytes[PassTo("?>"u8, bytes)..],
            };
        }
    }

    private int PassText(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'<');
        if (end != 0)
            sink.Text(end < 0 ? bytes : bytes[..end], isLiteral: false);
        if (end < 0)
            return bytes.Length;
        (_state, _length, _quote) = (State.Markup, 0, 0);
        return end + 1;
    }

    private int PassMarkup(ReadOnlySpan<byte> bytes)
    {
        // what is no tag shows in its first bytes
        var isTag = (_length > 0 ? _markup[0] : bytes[0]) is not ((byte)'!' or (byte)'?');
        if (isTag && _length == 0 && WholeTag(bytes) is > 0 and var whole)
        {
            EndTag(bytes[..(whole - 1)]);
            return whole;
        }

        var end =
            _quote != 0 ? bytes.IndexOf(_quote)
            : isTag || _length >= MostOfOther ? bytes.IndexOfAny((byte)'>', (byte)'"', (byte)'\'')
            : 0;
        var taken = end < 0 ? bytes.Length : end + 1;
        Hold(bytes[..taken]);
        if (end < 0)
            return taken;
        var last = bytes[end];
        if (_quote != 0)
            _quote = 0;
        else if (last is (byte)'"' or (byte)'\'')
            _quote = last;
        else if (last == '>')
            EndTag(_markup.AsSpan(0, _length - 1));
        else
            Begin();
        return taken;
    }

    /// <returns>Bytes up to the end of the tag, if it is at hand and has no quotes but whole pairs of one kind.</returns>
    private static int WholeTag(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'>');
        return end >= 0 && bytes[..end].Count((byte)'"') % 2 == 0 && !bytes[..end].Contains((byte)'\'') ? end + 1 : 0;
    }

    private void Begin()
    {
        var markup = _markup.AsSpan(0, _length);
        if (markup.SequenceEqual("?"u8))
            _state = State.Instruction;
        else if (markup.SequenceEqual("!--"u8))
            _state = State.Comment;
        else if (markup.SequenceEqual("![CDATA["u8))
            _state = State.Literal;
        _ending = 0;
    }

    private void EndTag(ReadOnlySpan<byte> markup)
    {
        _state = State.Text;
        if (markup.StartsWith("!"u8))
            return;
        if (markup.StartsWith("/"u8))
            sink.Close();
        else
            sink.Open(new(markup), isEmpty: markup.EndsWith("/"u8));
    }

    private int PassTo(ReadOnlySpan<byte> ending, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == ending[_ending])
            {
                if (++_ending < ending.Length)
                    continue;
                _state = State.Text;
                return at + 1;
            }

            // one more of what the ending begins with: the first of them is not part of it, the others may be
            var isOneMore = bytes[at] == ending[0];
            if (_state == State.Literal)
                sink.Text(isOneMore ? ending[..1] : bytes.Slice(at, 1), isLiteral: true);
            if (_state == State.Literal && !isOneMore && _ending > 0)
                sink.Text(ending[.._ending], isLiteral: true);
            if (!isOneMore)
                _ending = 0;
        }

        return bytes.Length;
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _markup.Length - _length)
            Array.Resize(ref _markup, Math.Max(_markup.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_markup.AsSpan(_length));
        _length += bytes.Length;
    }

    private enum State
    {
        Text,
        Markup,
        Literal,
        Comment,
        Instruction,
    }
}
