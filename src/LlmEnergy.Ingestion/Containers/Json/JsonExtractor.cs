using System.Text.Json;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Finds the values that paths ask for in JSON text. Holds the state of one thread; nothing is allocated for a record.</summary>
internal sealed partial class JsonExtractor
{
    public const int MostDepth = 64;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MostDepth };
    private static readonly JsonReaderOptions NestedOptions = new() { MaxDepth = MostDepth - 1 };
    private readonly JsonPaths _paths;
    private readonly (byte[] Name, JsonNode? Node)[]?[] _expected;

    /// <summary>Values of the lists whose places are rows.</summary>
    private readonly List<(int Ordinal, int Start, Value Value)>[] _zipped;
    private byte[] _buffer = [];
    private byte[] _scratch = new byte[1_024];
    private int _scratchUsed;
    private Value[] _values = [];
    private bool _isInScratch;
    private int _listStart = -1;

    public JsonExtractor(JsonPaths paths)
    {
        (_paths, _expected) = (paths, new (byte[], JsonNode?)[]?[paths.Nodes]);
        _zipped = [.. Enumerable.Range(0, paths.Zipped).Select(_ => new List<(int, int, Value)>())];
    }

    public ReadOnlySpan<byte> Text(int ordinal)
    {
        if (ordinal < 0)
            return [];
        var value = _values[ordinal];
        return (value.IsInScratch ? _scratch : _buffer).AsSpan(value.Start, value.Length);
    }

    /// <summary>Reads the rows of one record.</summary>
    /// <param name="level">Of the record: 0 for a root.</param>
    /// <param name="outer">Values of the levels above.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="InvalidOperationException">Text in it is no Unicode.</exception>
    public void Read(
        byte[] buffer,
        int start,
        int length,
        int level,
        RowLocation at,
        OuterValues? outer,
        RowReader reader,
        List<UsageRow> rows
    )
    {
        Begin(buffer);
        if (outer is not null)
            Put(outer);
        var position = new Position(at.Line, at.Offset, start);
        Level(new(start, length), level, ref position, reader, rows);
    }

    /// <summary>Holds what stands around the records of a root, alone.</summary>
    public void Hold(OuterValues? outer)
    {
        Begin([]);
        if (outer is not null)
            Put(outer);
    }

    /// <summary>One JSON value in a text of a table.</summary>
    public bool TryReadText(ReadOnlySpan<byte> text)
    {
        Begin(_buffer);
        Reserve(text.Length);
        text.CopyTo(_scratch);
        _scratchUsed = text.Length;
        return TryNested(0, text.Length, _paths.Levels[0]);
    }

    /// <summary>One value above the records, alone.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="InvalidOperationException">Text in it is no Unicode.</exception>
    public void ReadOuter(ReadOnlySpan<byte> text, JsonNode node)
    {
        Begin(text.ToArray());
        var json = new Utf8JsonReader(_buffer, Options);
        if (json.Read())
            ReadValue(ref json, node, 0);
    }

    private void Begin(byte[] buffer)
    {
        _buffer = buffer;
        _scratchUsed = 0;
        _isInScratch = false;
        if (_values.Length < _paths.Values)
            _values = new Value[_paths.Values];
        else
            Array.Clear(_values);
    }

    /// <summary>The members of one object, then the elements of the list in it that leads to the rows.</summary>
    private void Level(Range record, int level, ref Position position, RowReader reader, List<UsageRow> rows)
    {
        var isRow = level == _paths.Steps.Length;
        if (isRow && TryPlainRow(record, level, ref position, reader, rows))
            return;
        Forget(level);
        var json = new Utf8JsonReader(_buffer.AsSpan(record.Start, record.Length), Options);
        json.Read();
        var isList = isRow && _paths.IsTable;
        if (json.TokenType != (isList ? JsonTokenType.StartArray : JsonTokenType.StartObject))
        {
            var (found, expected) = isList ? ("list", "a list of values") : ("object", "an object");
            var at = position.At(_buffer, record.Start);
            rows.Add(reader.Rejected(at, IssueCodes.Json, $"found a JSON value that is no {found}, expected {expected}"));
            return;
        }

        try
        {
            if (isList)
                ReadList(ref json, _paths.Levels[level], record.Start);
            else
                ReadObject(ref json, _paths.Levels[level], record.Start);
        }
        catch (InvalidOperationException) when (isRow)
        {
            rows.Add(
                reader.Rejected(
                    position.At(_buffer, record.Start),
                    IssueCodes.Text,
                    "found text that is no Unicode, expected UTF-8 and whole surrogate pairs"
                )
            );
            return;
        }

        while (level == 0 && json.Read())
        {
            // anything but white space behind the value makes the reader throw
        }

        if (isRow)
        {
            Add(record.Start, ref position, reader, rows);
        }
        else if (_listStart >= 0)
        {
            var before = rows.Count;
            List(new(_listStart, record.Start + record.Length - _listStart), level + 1, ref position, reader, rows);
            if (rows.Count == before)
                reader.ReadEmpty(new JsonFields(this, default));
        }
    }

    private void Forget(int level)
    {
        foreach (var ordinal in _paths.OrdinalsOf(level))
            _values[ordinal] = default;
        foreach (var list in _zipped)
            list.Clear();
        _listStart = -1;
    }

    private bool TryPlainRow(Range record, int level, ref Position position, RowReader reader, List<UsageRow> rows)
    {
        Forget(level);
        try
        {
            if (
                _paths.IsTable
                || _paths.HasAdded
                || _buffer[record.Start] != '{'
                || !TryPlain(record, _paths.Levels[level], isAll: level == 0)
            )
                return false;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }

        Add(record.Start, ref position, reader, rows);
        return true;
    }

    /// <summary>The row of an object, or those of the places in its lists: each stands where its value in the first list does.</summary>
    private void Add(int start, ref Position position, RowReader reader, List<UsageRow> rows)
    {
        if (_zipped.Length == 0)
        {
            rows.Add(reader.Read(new JsonFields(this, position.At(_buffer, start))));
            return;
        }

        var isWhole = _zipped.All(list => list.Count == _zipped[0].Count);
        for (var place = 0; place < _zipped[0].Count; place++)
        {
            var at = position.At(_buffer, _zipped[0][place].Start);
            if (!isWhole)
            {
                const string Found = "found a place in lists of different lengths, expected one value of each list for a row";
                rows.Add(reader.Rejected(at, IssueCodes.Json, Found));
                continue;
            }

            foreach (var list in _zipped)
            {
                if (list[place].Ordinal is >= 0 and var ordinal)
                    _values[ordinal] = list[place].Value;
            }

            rows.Add(reader.Read(new JsonFields(this, at)));
        }
    }

    private void List(Range list, int level, ref Position position, RowReader reader, List<UsageRow> rows)
    {
        if (!RowsPath.IsOfMembers(_paths.Steps[level - 1]))
            Elements(list, level, ref position, reader, rows);
        else if (_buffer[list.Start] == '{')
            Members(list, level, ref position, reader, rows);
    }

    private void Elements(Range list, int level, ref Position position, RowReader reader, List<UsageRow> rows)
    {
        var json = new Utf8JsonReader(_buffer.AsSpan(list.Start, list.Length), Options);
        json.Read();
        var isOne = json.TokenType == JsonTokenType.StartObject;
        while (isOne || (json.Read() && json.TokenType != JsonTokenType.EndArray))
        {
            var start = list.Start + (int)json.TokenStartIndex;
            json.Skip();
            Level(new(start, list.Start + (int)json.BytesConsumed - start), level, ref position, reader, rows);
            if (isOne)
                return;
        }
    }

    private void ReadObject(ref Utf8JsonReader json, JsonNode node, int origin)
    {
        for (var index = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; index++)
        {
            var member = Member(ref json, node, index);
            json.Read();
            if (member is null)
                json.Skip();
            else
                ReadValue(ref json, member, origin);
        }
    }

    /// <summary>Records of a file have the same members in the same order, mostly: the one that stood here last is tried first.</summary>
    private JsonNode? Member(ref Utf8JsonReader json, JsonNode node, int index)
    {
        if (json.ValueIsEscaped)
            return node.Member(Unescaped(ref json));
        var name = json.ValueSpan;
        var expected = _expected[node.Id] ??= new (byte[], JsonNode?)[64];
        if (index >= expected.Length)
            return node.Member(name);
        ref var last = ref expected[index];
        if (last.Name is not null && name.SequenceEqual(last.Name))
            return last.Node;
        var member = node.Member(name);
        if (name.Length <= 64)
            last = (name.ToArray(), member);
        return member;
    }

    private void ReadValue(ref Utf8JsonReader json, JsonNode node, int origin)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject when node.IsRows:
            case JsonTokenType.StartArray when node.IsRows:
                _listStart = origin + (int)json.TokenStartIndex;
                json.Skip();
                break;
            case JsonTokenType.StartObject:
                if (node.HasBelow)
                    ReadObject(ref json, node, origin);
                else
                    json.Skip();
                break;
            case JsonTokenType.StartArray when node.Zip >= 0:
                ReadPlaces(ref json, node, origin);
                break;
            case JsonTokenType.StartArray when node.Attributes.Count > 0:
                ReadAttributes(ref json, node, origin);
                break;
            case JsonTokenType.StartArray:
                ReadList(ref json, node, origin);
                break;
            case JsonTokenType.String:
                Keep(ref json, node, origin);
                break;
            case JsonTokenType.Number when node is { Ordinal: >= 0, IsAdded: true }:
                AddTo(node.Ordinal, json.ValueSpan);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when node.Ordinal >= 0:
                _values[node.Ordinal] = new(origin + (int)json.TokenStartIndex, json.ValueSpan.Length, _isInScratch);
                break;
        }
    }

    private void Keep(ref Utf8JsonReader json, JsonNode node, int origin)
    {
        var value = json.ValueIsEscaped
            ? new Value(_scratchUsed, Unescaped(ref json).Length, true)
            : new(origin + (int)json.TokenStartIndex + 1, json.ValueSpan.Length, _isInScratch);
        if (node.Ordinal >= 0)
            _values[node.Ordinal] = Unquoted(value);
        if (!node.HasBelow)
            return;
        if (!value.IsInScratch)
        {
            Reserve(value.Length);
            json.ValueSpan.CopyTo(_scratch.AsSpan(_scratchUsed));
            value = new(_scratchUsed, value.Length, true);
            _scratchUsed += value.Length;
        }

        TryNested(value.Start, value.Length, node);
    }

    /// <summary>A text that is a JSON text itself, as MLflow writes attributes, is the text in it.</summary>
    private Value Unquoted(Value value)
    {
        if (!value.IsInScratch || value.Length < 2)
            return value;
        var text = _scratch.AsSpan(value.Start, value.Length);
        var isQuoted = text[0] == '"' && text[^1] == '"' && text[1..^1].IndexOfAny((byte)'"', (byte)'\\') < 0;
        return isQuoted ? new(value.Start + 1, value.Length - 2, true) : value;
    }

    /// <summary>JSON in a text: what is none has no members.</summary>
    private bool TryNested(int start, int length, JsonNode node)
    {
        var outer = _isInScratch;
        _isInScratch = true;
        try
        {
            var json = new Utf8JsonReader(_scratch.AsSpan(start, length), Options);
            if (length == 0 || !json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            ReadObject(ref json, node, start);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            _isInScratch = outer;
        }
    }

    private void ReadList(ref Utf8JsonReader json, JsonNode node, int origin)
    {
        if (node.Each is null && node.Elements.Count == 0)
        {
            json.Skip();
            return;
        }

        for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
        {
            foreach (var (wanted, element) in node.Elements)
            {
                if (wanted != index)
                    continue;
                var again = json;
                ReadValue(ref again, element, origin);
            }

            if (node.Each is { } each)
                ReadValue(ref json, each, origin);
            else
                json.Skip();
        }
    }

    private void ReadPlaces(ref Utf8JsonReader json, JsonNode node, int origin)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var value = json.TokenType switch
            {
                JsonTokenType.String when json.ValueIsEscaped => new(_scratchUsed, Unescaped(ref json).Length, true),
                JsonTokenType.String => new(origin + (int)json.TokenStartIndex + 1, json.ValueSpan.Length, _isInScratch),
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => new(
                    origin + (int)json.TokenStartIndex,
                    json.ValueSpan.Length,
                    _isInScratch
                ),
                _ => default(Value),
            };
            _zipped[node.Zip].Add((node.Ordinal, origin + (int)json.TokenStartIndex, value));
            json.Skip();
        }
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader json)
    {
        Reserve(json.ValueSpan.Length);
        var length = json.CopyString(_scratch.AsSpan(_scratchUsed));
        _scratchUsed += length;
        return _scratch.AsSpan(_scratchUsed - length, length);
    }

    private void Put(OuterValues outer)
    {
        foreach (var (ordinal, text) in outer.All)
            Put(ordinal, text);
    }

    private void Put(int ordinal, ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_scratch.AsSpan(_scratchUsed));
        _values[ordinal] = new(_scratchUsed, text.Length, true);
        _scratchUsed += text.Length;
    }

    private void Reserve(int length)
    {
        if (_scratchUsed + length > _scratch.Length)
            Array.Resize(ref _scratch, Math.Max(_scratchUsed + length, _scratch.Length * 2));
    }

    private readonly record struct Value(int Start, int Length, bool IsInScratch);

    private readonly record struct Range(int Start, int Length);

    /// <summary>Where the record begins, from which the lines of its rows are counted on.</summary>
    private struct Position(long line, long offset, int start)
    {
        private readonly long _first = offset - start;
        private long _line = line;
        private int _counted = start;

        public RowLocation At(byte[] buffer, int row)
        {
            _line += buffer.AsSpan(_counted, row - _counted).Count((byte)'\n');
            _counted = row;
            return new(_line, _first + row);
        }
    }
}
