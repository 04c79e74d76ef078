using System.Buffers;
using LlmEnergy.Domain.Activities;

namespace LlmEnergy.Ingestion.Controls;

/// <summary>
/// Counts the elements of the lists that a path such as <c>data[].results[]</c> leads to, from each root, by the structure of the text
/// alone. Roots stand in a list or one after another; without a path each is a record. An object in the place of a list is one element,
/// anything else there is none. A place is the offset of an element's first byte; where the roots are lines, a root's is that of its line.
/// There is no limit of depth.
/// </summary>
internal sealed class JsonElements : IRecordCounter
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> EndOfScalar = SearchValues.Create(",}] \t\r\n"u8);
    private static readonly SearchValues<byte> EndOfInnerScalar = SearchValues.Create(",}] \t\r\n\"{["u8);
    private static readonly SearchValues<byte> Separators = SearchValues.Create(",: \t\r\n"u8);
    private readonly JsonName[][] _steps;
    private readonly bool _isLines;
    private readonly FaultyStretches _faults;

    /// <summary>
    /// What the reader takes out of the file as one piece: from this level on, what is no object is a record too, a rejected one.
    /// </summary>
    private readonly int _pieceLevel;

    /// <summary>The objects and lists around the byte at hand, as far as they stand on the way.</summary>
    private readonly Frame[] _frames;
    private int _depth;
    private long _at;

    /// <summary>Where the line at hand begins.</summary>
    private long _line;
    private bool _hasRoot;
    private State _state;

    /// <summary>Open brackets of a value that is passed over.</summary>
    private int _brackets;
    private bool _isEscaped;
    private bool _isNamed;
    private JsonName? _name;

    /// <summary>Frames around the piece at hand; null where there is none.</summary>
    private int? _piece;
    private RecordTally _beforePiece;
    private ulong _records;
    private ulong _places;

    /// <param name="rows">The path; empty: the roots.</param>
    /// <param name="isLines">
    /// Whether each line is a root of its own: what is wrong in one does not reach the next, and a list is no list of roots.
    /// </param>
    /// <param name="faults">
    /// Stretches that are no JSON, in their order: each is one record. Inside a piece, it takes the place of all that was counted in it.
    /// </param>
    public JsonElements(string rows, bool isLines, IReadOnlyList<(long Start, long Next)> faults)
    {
        (_isLines, _faults) = (isLines, new(faults));
        _steps = [.. rows.Split("[]", StringSplitOptions.RemoveEmptyEntries).Select(NamesOf)];
        _pieceLevel =
            isLines ? 0
            : _steps.Length < 2 ? _steps.Length
            : _steps.Length - 1;
        _frames = new Frame[1 + _steps.Sum(step => step.Length + 1)];
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_faults.Begins(_at, out var place))
                TakeFault(place);
            var part = bytes[..(int)Math.Min(bytes.Length, _faults.Turn(_at) - _at)];
            if (_faults.IsPassed(_at))
                _line = _at += part.Length;
            else if (_isLines)
                FollowLines(part);
            else
                Follow(part);
            bytes = bytes[part.Length..];
        }
    }

    public RecordTally End()
    {
        while (_faults.Begins(long.MaxValue, out var place))
            TakeFault(place);
        return new((long)_records, _places);
    }

    private static JsonName[] NamesOf(string step) =>
        [.. step.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(name => new JsonName(name))];

    private void TakeFault(long place)
    {
        // nothing closes a scalar: it ends where the fault begins
        if (_state == State.Scalar)
            EndValue();
        if (_piece is { } frames)
        {
            (_records, _places) = ((ulong)_beforePiece.Records, _beforePiece.Places);
            Restart(frames);
        }
        else
        {
            Restart(_depth);
        }

        Count(place);
    }

    private void Restart(int depth)
    {
        (_depth, _state, _brackets, _piece) = (depth, State.Between, 0, null);
        (_isEscaped, _isNamed) = (false, false);
    }

    private void FollowLines(ReadOnlySpan<byte> bytes)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            Follow(bytes[..end]);
            _line = ++_at;
            _hasRoot = false;
            Restart(0);
        }

        Follow(bytes);
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = _state switch
            {
                State.Text => PassText(bytes),
                State.Brackets => PassBrackets(bytes),
                State.Scalar => PassScalar(bytes),
                State.Name => ReadName(bytes),
                _ => Go(bytes),
            };
            _at += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Between values, on the way.</summary>
    private int Go(ReadOnlySpan<byte> bytes)
    {
        var separators = bytes.IndexOfAnyExcept(Separators);
        if (separators != 0)
            return separators < 0 ? bytes.Length : separators;
        var first = bytes[0];
        if (first is (byte)'}' or (byte)']')
        {
            if (_depth > 0)
                _depth--;
            EndValue();
        }
        else if (_depth == 0)
        {
            if (first == '[' && !_isLines)
                Push(new(true, 0, 0));
            else if (_at >= 3 || first != "\uFEFF"u8[(int)_at])
                Root(first);
            else if (_at == 2)
                _line = 3;
        }
        else if (_frames[_depth - 1] is { IsList: true } list)
        {
            Element(first, list.Level);
        }
        else if (_isNamed)
        {
            Member(first, _frames[_depth - 1]);
        }
        else if (first == '"')
        {
            _state = State.Name;
            (_name = NameIn(_frames[_depth - 1])).Begin();
        }
        else if (first is (byte)'{' or (byte)'[')
        {
            // no JSON: brackets are kept in balance all the same
            Pass(first);
        }

        return 1;
    }

    /// <summary>A line has one root; what follows it there is none.</summary>
    private void Root(byte first)
    {
        if (_isLines && _hasRoot)
            Pass(first);
        else
            Element(first, 0);
        _hasRoot = true;
    }

    private void Element(byte first, int level)
    {
        if (level == _pieceLevel)
            (_piece, _beforePiece) = (_depth, new((long)_records, _places));
        var isRow = level == _steps.Length;
        if (isRow || (first != '{' && level >= _pieceLevel))
            Count(_isLines && level == 0 ? _line : _at);
        if (isRow || first != '{')
            Pass(first);
        else
            Push(new(false, level, 0));
    }

    private void Member(byte first, in Frame frame)
    {
        _isNamed = false;
        var isLast = frame.Names + 1 == _steps[frame.Level].Length;
        if (!NameIn(frame).IsMatched)
            Pass(first);
        else if (!isLast && first == '{')
            Push(frame with { Names = frame.Names + 1 });
        else if (isLast && first == '[')
            Push(new(true, frame.Level + 1, 0));
        else if (isLast && first == '{')
            Element(first, frame.Level + 1);
        else
            Pass(first);
    }

    private JsonName NameIn(in Frame frame) => _steps[frame.Level][frame.Names];

    private void Push(Frame frame) => _frames[_depth++] = frame;

    private void Count(long place) => _places = unchecked(_places + (++_records * (ulong)place));

    private void Pass(byte first)
    {
        _state = first switch
        {
            (byte)'"' => State.Text,
            (byte)'{' or (byte)'[' => State.Brackets,
            _ => State.Scalar,
        };
        _brackets = _state == State.Brackets ? 1 : 0;
    }

    private int PassText(ReadOnlySpan<byte> bytes)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return 1;
        }

        var end = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
            return bytes.Length;
        if (bytes[end] == '\\')
            _isEscaped = true;
        else if (_brackets > 0)
            _state = State.Brackets;
        else
            EndValue();
        return end + 1;
    }

    private int PassBrackets(ReadOnlySpan<byte> bytes)
    {
        var found = bytes.IndexOfAny(Structure);
        if (found < 0)
            return bytes.Length;
        if (bytes[found] == '"')
            _state = State.Text;
        else if (bytes[found] is (byte)'{' or (byte)'[')
            _brackets++;
        else if (--_brackets == 0)
            EndValue();
        return found + 1;
    }

    private int PassScalar(ReadOnlySpan<byte> bytes)
    {
        // inside a piece, brackets and quotes that have no place there are kept in balance
        var end = bytes.IndexOfAny(_piece is { } frames && _depth > frames ? EndOfInnerScalar : EndOfScalar);
        if (end < 0)
            return bytes.Length;
        EndValue();
        return end;
    }

    private void EndValue()
    {
        _state = State.Between;
        if (_depth <= _piece)
            _piece = null;
    }

    private int ReadName(ReadOnlySpan<byte> bytes)
    {
        var taken = _name!.Read(bytes, out _isNamed);
        if (_isNamed)
            _state = State.Between;
        return taken;
    }

    private enum State
    {
        Between,
        Name,
        Text,
        Brackets,
        Scalar,
    }

    /// <param name="IsList">Whether its elements are values of the level; else it is a value of the level, or stands inside one.</param>
    /// <param name="Names">Names of the level's step that led from its value to this object.</param>
    private readonly record struct Frame(bool IsList, int Level, int Names);
}
