using System.Text;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>
/// Finds the records of JSON documents by counting brackets, in one pass and whatever the document's size: the elements of the list that
/// holds
/// the rows, or of the list around it. A record that is no JSON costs itself only. Documents may stand in a list or one after another.
/// What stands around a list is of all its records, whether before it or, by an earlier look, after it.
/// </summary>
internal sealed class JsonDocumentSplitter : IJsonSplitter
{
    private const int MostOuterBytes = 1 << 16;
    private readonly JsonText _text;
    private readonly JsonPaths _paths;
    private readonly int _recordLevel;
    private readonly int _more;
    private readonly bool _endsRoots;
    private readonly IEnumerator<JsonRecord> _records;
    private readonly JsonExtractor _outer;
    private readonly SortedDictionary<int, byte[]> _above = [];
    private readonly LateValues _late;
    private readonly LateValues? _found;

    /// <summary>Of each level, whether the list of the object that is being read has been passed.</summary>
    private readonly bool[] _isPassed;

    /// <summary>Of each level, the number of the object that is being read.</summary>
    private readonly long[] _objects;
    private long _lastObject;
    private OuterValues? _outerValues;

    /// <param name="more">Ordinal of what says that more pages follow; -1: nothing does.</param>
    /// <param name="late">What an earlier look at the same bytes found behind lists.</param>
    /// <param name="endsRoots">Whether the end of each root is told too, with what stands around its records.</param>
    public JsonDocumentSplitter(Stream stream, JsonPaths paths, int more, LateValues late, bool endsRoots = false)
        : this(stream, paths, more, late, null) => _endsRoots = endsRoots;

    private JsonDocumentSplitter(Stream stream, JsonPaths paths, int more, LateValues late, LateValues? found)
    {
        (_text, _paths, _more, _outer, _late, _found) = (new(stream), paths, more, new(paths), late, found);
        (_isPassed, _objects) = (new bool[paths.Steps.Length + 1], new long[paths.Steps.Length + 1]);
        _recordLevel = RecordLevel(paths);
        _records = Documents().GetEnumerator();
    }

    public bool? More { get; private set; }

    /// <summary>Looks for what stands behind lists and is asked for of their records; nothing where nobody asks for anything.</summary>
    public static LateValues Look(Func<Stream> open, JsonPaths paths, int more)
    {
        var found = new LateValues();
        if (!Enumerable.Range(0, RecordLevel(paths)).Any(level => paths.OrdinalsOf(level).ContainsAnyExcept(more)))
            return found;
        using var stream = open();
        var splitter = new JsonDocumentSplitter(stream, paths, more, new(), found);
        try
        {
            while (!found.IsFull && splitter._records.MoveNext())
            {
                // records are of the reading that follows, and so is what is wrong with them
            }
        }
        catch (JsonFaultException)
        {
            // what was found so far is right
        }

        return found;
    }

    public bool Fill(JsonBatch batch)
    {
        batch.Clear();
        var length = 0;
        while (length < 1 << 19)
        {
            JsonRecord record;
            try
            {
                if (!_records.MoveNext())
                    return false;
                record = _records.Current;
            }
            catch (JsonFaultException fault)
            {
                batch.Records.Add(new(0, 0, 0, fault.At, long.MaxValue, null, fault.Fault));
                return false;
            }

            if (length + record.Length > batch.Buffer.Length)
                Array.Resize(ref batch.Buffer, Math.Max(length + record.Length, batch.Buffer.Length * 2));
            if (record.Length > 0)
                _text.Since(record.Start, record.Length).CopyTo(batch.Buffer.AsSpan(length));
            batch.Records.Add(record with { Start = length });
            length += record.Length;
        }

        return true;
    }

    private static int RecordLevel(JsonPaths paths) => paths.Steps.Length <= 1 ? paths.Steps.Length : paths.Steps.Length - 1;

    private IEnumerable<JsonRecord> Documents()
    {
        _text.SkipMark();
        while (_text.SkipSpace())
        {
            var isList = _text.Current == '[';
            foreach (var record in isList ? Elements(0) : Value(0))
                yield return record;
        }
    }

    private IEnumerable<JsonRecord> Value(int level)
    {
        foreach (var ordinal in _paths.OrdinalsOf(level))
        {
            if (_above.Remove(ordinal))
                _outerValues = null;
        }

        if (level == 0)
            More = null;
        if (level == 0 && _recordLevel > 0 && _endsRoots)
            return Root();
        if (level < _recordLevel)
            return Descend(level, 0);
        var start = _text.Begin(out var at);
        var fault = _text.SkipValue(IJsonSplitter.MostRecordBytes);
        return [new JsonRecord(start, fault == JsonFault.None ? _text.Length : 0, level, at, _text.At.Offset, Outer(), fault)];
    }

    private IEnumerable<JsonRecord> Root()
    {
        var at = _text.At;
        foreach (var record in Descend(0, 0))
            yield return record;
        yield return new(0, 0, JsonRecord.EndOfRoot, at, at.Offset, Outer(), JsonFault.None);
    }

    private IEnumerable<JsonRecord> Elements(int level)
    {
        _text.Expect('[');
        for (var isFirst = true; ; isFirst = false)
        {
            _text.SkipSpace();
            if (_text.Current == ']')
                break;
            if (!isFirst)
            {
                _text.Expect(',');
                _text.SkipSpace();
            }

            foreach (var record in Value(level))
                yield return record;
        }

        _text.Expect(']');
    }

    /// <summary>Along the names that lead from an object to its list; what stands beside them is kept if somebody asks for it.</summary>
    private IEnumerable<JsonRecord> Descend(int level, int depth)
    {
        var names = _paths.Steps[level];
        if (depth == names.Length && _text.Current == '[')
        {
            foreach (var record in Elements(level + 1))
                yield return record;
            yield break;
        }

        if (depth == names.Length && _text.Current == '{')
        {
            foreach (var record in Value(level + 1))
                yield return record;
            yield break;
        }

        if (_text.Current != '{')
        {
            _text.SkipValue(int.MaxValue);
            yield break;
        }

        if (depth == 0)
        {
            (_objects[level], _isPassed[level]) = (_lastObject++, false);
            foreach (var (ordinal, text) in _late.Of(_objects[level]))
                Around(ordinal, text);
        }

        _text.Expect('{');
        for (var isFirst = true; ; isFirst = false)
        {
            _text.SkipSpace();
            if (_text.Current == '}')
                break;
            if (!isFirst)
            {
                _text.Expect(',');
                _text.SkipSpace();
            }

            var name = _text.ReadName();
            _text.SkipSpace();
            _text.Expect(':');
            _text.SkipSpace();
            if (name == names[depth] || names[depth] == RowsPath.AnyName)
            {
                if (names[depth] == RowsPath.AnyName && _paths.MemberName >= 0)
                    Around(_paths.MemberName, Encoding.UTF8.GetBytes(name));
                foreach (var record in Descend(level, depth + 1))
                    yield return record;
                _isPassed[level] = true;
            }
            else
            {
                Keep(level, depth, name);
            }
        }

        _text.Expect('}');
    }

    private void Keep(int level, int depth, string name)
    {
        var node = _paths.Levels[level];
        for (var step = 0; step < depth && node is not null; step++)
            node = node.Member(Encoding.UTF8.GetBytes(_paths.Steps[level][step]));
        if (node?.Member(Encoding.UTF8.GetBytes(name)) is not { } member)
        {
            _text.SkipValue(int.MaxValue);
            return;
        }

        var start = _text.Begin(out var at);
        if (_text.SkipValue(MostOuterBytes) != JsonFault.None)
            return;
        try
        {
            _outer.ReadOuter(_text.Since(start, _text.Length), member);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new JsonFaultException(at, JsonFault.Unexpected);
        }

        foreach (var ordinal in _paths.OrdinalsOf(level))
        {
            if (_outer.Text(ordinal) is not { IsEmpty: false } text)
                continue;
            Around(ordinal, text.ToArray());
            if (_isPassed[level] && ordinal != _more)
                _found?.Add(_objects[level], ordinal, _above[ordinal]);
        }

        if (_more >= 0 && _above.TryGetValue(_more, out var more))
            More = IJsonSplitter.SaysMore(more);
    }

    private void Around(int ordinal, byte[] text)
    {
        _above[ordinal] = text;
        _outerValues = null;
    }

    private OuterValues? Outer() => _above.Count == 0 ? null : _outerValues ??= new([.. _above.Select(value => (value.Key, value.Value))]);
}

/// <summary>Values that stand behind the list whose records they are of, by the number of their object in the file.</summary>
internal sealed class LateValues
{
    private const long MostBytes = 64 << 20;

    /// <summary>What an entry takes beside its text, about.</summary>
    private const int BytesOfEntry = 128;
    private readonly Dictionary<long, List<(int Ordinal, byte[] Text)>> _all = [];
    private long _bytes;

    /// <summary>Whether there are more than are kept: a file may have as many as it has objects.</summary>
    public bool IsFull => _bytes > MostBytes;

    public IReadOnlyList<(int Ordinal, byte[] Text)> Of(long number) => _all.TryGetValue(number, out var values) ? values : [];

    public void Add(long number, int ordinal, byte[] text)
    {
        _bytes += text.Length + BytesOfEntry;
        if (IsFull)
            return;
        if (!_all.TryGetValue(number, out var values))
            _all[number] = values = [];
        values.Add((ordinal, text));
    }
}
