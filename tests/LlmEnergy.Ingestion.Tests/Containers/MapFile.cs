using System.Buffers.Binary;
using System.Text;

namespace LlmEnergy.Ingestion.Tests.Containers;

/// <summary>
/// Writes Parquet page by page, so that a test decides where pages begin and what they claim: a day, one input token and a map
/// <c>tags</c> of texts a row, not packed.
/// </summary>
internal sealed class MapFile
{
    /// <summary>An entry of a map, as both of its columns have it.</summary>
    /// <param name="Begins">A row begins with it.</param>
    /// <param name="Level">0: the map is null; 1: it is empty; 2: its value is null; 3: it has a value.</param>
    public readonly record struct Entry(bool Begins, int Level, string Key = "", string Value = "");

    private readonly List<byte> _file = [];
    private readonly int _rows;
    private readonly List<(byte[] Pages, long Values)> _map = [];

    public MapFile(int rows)
    {
        _rows = rows;
        _file.AddRange("PAR1"u8);
    }

    /// <summary>The entries of one row: a null map, or its keys and values.</summary>
    public static Entry[] Row(params (string Key, string? Value)[]? entries) =>
        entries is null ? [new(true, 0)]
        : entries.Length == 0 ? [new(true, 1)]
        : [.. entries.Select((entry, at) => new Entry(at == 0, entry.Value is null ? 2 : 3, entry.Key, entry.Value ?? ""))];

    /// <param name="entries">Of all rows.</param>
    /// <param name="entriesOfPage">Entries of each page of keys, and of each page of values.</param>
    public static byte[] Of(Entry[] entries, (int Keys, int Values) entriesOfPage, bool isSecond, Func<int, bool> isOfDictionary)
    {
        var file = new MapFile(entries.Count(entry => entry.Begins));
        file.Column(entries.Chunk(entriesOfPage.Keys), isKeys: true, isSecond, isOfDictionary);
        file.Column(entries.Chunk(entriesOfPage.Values), isKeys: false, isSecond, isOfDictionary);
        return file.ToArray();
    }

    /// <param name="isOfDictionary">Whether a page, from 0, has its values in the dictionary.</param>
    /// <param name="claimed">Values that the footer says the column to have; null: those that it has.</param>
    public void Column(IEnumerable<Entry[]> pages, bool isKeys, bool isSecond, Func<int, bool> isOfDictionary, long? claimed = null)
    {
        var all = pages.ToArray();
        var (most, bytes, dictionary) = (isKeys ? 2 : 3, new List<byte>(), new List<string>());
        IEnumerable<string> Texts(Entry[] page) =>
            page.Where(entry => entry.Level >= most).Select(entry => isKeys ? entry.Key : entry.Value);

        foreach (var text in all.Where((_, page) => isOfDictionary(page)).SelectMany(Texts))
        {
            if (!dictionary.Contains(text))
                dictionary.Add(text);
        }

        if (dictionary.Count > 0)
            Page(bytes, 2, Plain(dictionary), new Thrift().Int(1, dictionary.Count).Int(2, 0).End());
        for (var number = 0; number < all.Length; number++)
        {
            var (page, values) = (all[number], Texts(all[number]).ToArray());
            var packed = isOfDictionary(number) ? [8, .. Runs(values.Select(text => dictionary.IndexOf(text)))] : Plain(values);
            var encoding = isOfDictionary(number) ? 8 : 0;
            var (repetitions, definitions) = (
                Runs(page.Select(entry => entry.Begins ? 0 : 1)),
                Runs(page.Select(entry => Math.Min(entry.Level, most)))
            );
            if (isSecond)
                Page(
                    bytes,
                    3,
                    [.. repetitions, .. definitions, .. packed],
                    new Thrift()
                        .Int(1, page.Length)
                        .Int(2, page.Length - values.Length)
                        .Int(3, page.Count(entry => entry.Begins))
                        .Int(4, encoding)
                        .Int(5, definitions.Length)
                        .Int(6, repetitions.Length)
                        .End()
                );
            else
                Page(
                    bytes,
                    0,
                    [.. Sized(repetitions), .. Sized(definitions), .. packed],
                    new Thrift().Int(1, page.Length).Int(2, encoding).Int(3, 3).Int(4, 3).End()
                );
        }

        _map.Add((bytes.ToArray(), claimed ?? all.Sum(page => page.Length)));
    }

    public byte[] ToArray()
    {
        var (day, one) = (new List<byte>(), new List<byte>());
        Page(day, 0, Plain(Enumerable.Repeat("2026-01-05", _rows)), new Thrift().Int(1, _rows).Int(2, 0).Int(3, 3).Int(4, 3).End());
        Page(one, 0, Plain(Enumerable.Repeat("1", _rows)), new Thrift().Int(1, _rows).Int(2, 0).Int(3, 3).Int(4, 3).End());
        (byte[] Pages, long Values, string[] Path)[] columns =
        [
            (day.ToArray(), _rows, ["day"]),
            (one.ToArray(), _rows, ["input"]),
            (_map[0].Pages, _map[0].Values, ["tags", "key_value", "key"]),
            (_map[1].Pages, _map[1].Values, ["tags", "key_value", "value"]),
        ];
        var chunks = columns.Select(column => Chunk(column.Pages, column.Values, column.Path)).ToArray();
        byte[][] schema =
        [
            new Thrift().Text(4, "schema").Int(5, 3).End(),
            new Thrift().Int(1, 6).Int(3, 0).Text(4, "day").Int(6, 0).End(),
            new Thrift().Int(1, 6).Int(3, 0).Text(4, "input").Int(6, 0).End(),
            new Thrift().Int(3, 1).Text(4, "tags").Int(5, 1).Int(6, 1).End(),
            new Thrift().Int(3, 2).Text(4, "key_value").Int(5, 2).End(),
            new Thrift().Int(1, 6).Int(3, 0).Text(4, "key").Int(6, 0).End(),
            new Thrift().Int(1, 6).Int(3, 1).Text(4, "value").Int(6, 0).End(),
        ];
        var group = new Thrift().List(1, chunks).Long(2, _file.Count).Long(3, _rows).End();
        var footer = new Thrift().Int(1, 1).List(2, schema).Long(3, _rows).List(4, [group]).End();
        _file.AddRange(footer);
        _file.AddRange(Number(footer.Length));
        _file.AddRange("PAR1"u8);
        return _file.ToArray();
    }

    private byte[] Chunk(byte[] pages, long values, string[] path)
    {
        var start = _file.Count;
        _file.AddRange(pages);
        // a page of a dictionary is of type 2, which its header says first
        var hasDictionary = pages.Length > 1 && pages[1] == 4;
        var data = new Thrift().Int(1, 6).Ints(2, [0, 3, 8]).Texts(3, path).Int(4, 0).Long(5, values);
        data.Long(6, pages.Length).Long(7, pages.Length).Long(9, hasDictionary ? start + LengthOfFirst(pages) : start);
        if (hasDictionary)
            data.Long(11, start);
        return new Thrift().Long(2, start).Structure(3, data.End()).End();
    }

    private static int LengthOfFirst(byte[] pages)
    {
        // type, bytes and packed bytes are the first three fields of a header; the fourth is the structure that ends it
        var at = 3;
        var length = Varint(pages, ref at) >> 1;
        at++;
        Varint(pages, ref at);
        at++;
        for (var field = 0; field < 2; field++)
        {
            at++;
            Varint(pages, ref at);
        }

        return at + 2 + (int)length;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }

    private static void Page(List<byte> to, int type, byte[] bytes, byte[] header)
    {
        var field = type switch
        {
            0 => 5,
            2 => 7,
            _ => 8,
        };
        to.AddRange(new Thrift().Int(1, type).Int(2, bytes.Length).Int(3, bytes.Length).Structure(field, header).End());
        to.AddRange(bytes);
    }

    private static byte[] Plain(IEnumerable<string> texts) =>
        [.. texts.Select(Encoding.UTF8.GetBytes).SelectMany(text => Number(text.Length).Concat(text))];

    /// <summary>Each number as a run of one.</summary>
    private static byte[] Runs(IEnumerable<int> numbers) => [.. numbers.SelectMany(number => new byte[] { 2, (byte)number })];

    private static byte[] Sized(byte[] levels) => [.. Number(levels.Length), .. levels];

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    /// <summary>A structure in the compact protocol; fields in the order of their numbers.</summary>
    private sealed class Thrift
    {
        private readonly List<byte> _bytes = [];
        private int _last;

        public Thrift Int(int field, int value) => Field(field, 5).Varint((uint)((value << 1) ^ (value >> 31)));

        public Thrift Long(int field, long value) => Field(field, 6).Varint((ulong)((value << 1) ^ (value >> 63)));

        public Thrift Text(int field, string value) => Field(field, 8).Bytes(value);

        public Thrift Structure(int field, byte[] ended)
        {
            Field(field, 12)._bytes.AddRange(ended);
            return this;
        }

        public Thrift List(int field, byte[][] structures)
        {
            Field(field, 9).Count(structures.Length, 12);
            foreach (var structure in structures)
                _bytes.AddRange(structure);
            return this;
        }

        public Thrift Ints(int field, int[] values)
        {
            Field(field, 9).Count(values.Length, 5);
            foreach (var value in values)
                Varint((uint)(value << 1));
            return this;
        }

        public Thrift Texts(int field, string[] values)
        {
            Field(field, 9).Count(values.Length, 8);
            foreach (var value in values)
                Bytes(value);
            return this;
        }

        public byte[] End()
        {
            _bytes.Add(0);
            return _bytes.ToArray();
        }

        private Thrift Field(int field, int type)
        {
            _bytes.Add((byte)(((field - _last) << 4) | type));
            _last = field;
            return this;
        }

        private void Count(int count, int type) => _bytes.Add((byte)((count << 4) | type));

        private Thrift Bytes(string value)
        {
            Varint((ulong)Encoding.UTF8.GetByteCount(value));
            _bytes.AddRange(Encoding.UTF8.GetBytes(value));
            return this;
        }

        private Thrift Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
                _bytes.Add((byte)((value & 0x7F) | 0x80));
            _bytes.Add((byte)value);
            return this;
        }
    }
}
