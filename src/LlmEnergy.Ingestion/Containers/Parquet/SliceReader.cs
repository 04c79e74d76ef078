using System.Collections.Immutable;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>Reads a file in slices, row group by row group. A group that is damaged ends where it is, and the next one follows.</summary>
internal sealed class SliceReader : IDisposable
{
    private readonly PageUnpacker _unpacker = new();
    private readonly Stream _file;
    private readonly ParquetFooter _footer;
    private readonly ImmutableArray<(int Ordinal, ParquetLeaf Leaf, ColumnPages Pages)> _columns;
    private readonly ImmutableArray<(ParquetMap Map, MapPages Pages)> _maps;
    private int _group = -1;
    private long _row = 1;
    private long _left;

    /// <param name="isUtc">Whether times without an offset are read as UTC anyway: they are then left without one.</param>
    public SliceReader(Stream file, ParquetFooter footer, ImmutableArray<int> ordinals, IReadOnlyList<MapKey> keys, bool isUtc)
    {
        (_file, _footer) = (file, footer);
        _columns =
        [
            .. ordinals
                .Select(ordinal => (ordinal, footer.Leaves[ordinal]))
                .Select(column =>
                    (column.ordinal, column.Item2, new ColumnPages(PagesOf(column.Item2 with { IsUtc = column.Item2.IsUtc && !isUtc })))
                ),
        ];
        _maps =
        [
            .. keys.Select((key, number) => (key.Map, key.Utf8, Number: number))
                .GroupBy(key => key.Map)
                .Select(map =>
                    (map.Key, new MapPages(PagesOf(map.Key.Keys), PagesOf(map.Key.Values), [.. map.Select(key => (key.Utf8, key.Number))]))
                ),
        ];
        LeafPages PagesOf(ParquetLeaf leaf) => new(file, _unpacker, leaf);
    }

    /// <returns>False at the end of the file, with the last slice.</returns>
    public bool Fill(ParquetSlice slice)
    {
        (slice.FirstRow, slice.Count, slice.Fault) = (_row, 0, null);
        try
        {
            while (_left == 0)
            {
                if (_group + 1 == _footer.Groups.Length)
                    return false;
                _left = _footer.Groups[++_group].Rows;
                var chunks = _footer.Groups[_group].Chunks;
                foreach (var (_, leaf, pages) in _columns)
                    pages.Begin(chunks[leaf.Index]);
                foreach (var (map, pages) in _maps)
                    pages.Begin(chunks[map.Keys.Index], chunks[map.Values.Index]);
            }

            var count = (int)Math.Min(_left, ColumnSlice.Most);
            foreach (var (_, _, pages) in _columns)
                count = Math.Min(count, pages.Left());
            foreach (var (ordinal, _, pages) in _columns)
                pages.Read(slice.Column(ordinal), count);
            foreach (var (_, pages) in _maps)
                pages.Read(slice, count);
            slice.Count = count;
            _row += count;
            _left -= count;
        }
        catch (ParquetFaultException fault)
        {
            Skip(slice, fault.Found);
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or IndexOutOfRangeException
                        or ArgumentException
                        or OverflowException
                        or EndOfStreamException
            )
        {
            // sizes that contradict each other: spans do not let them reach out of a page
            Skip(slice, "values that contradict their page");
        }

        return _left > 0 || _group + 1 < _footer.Groups.Length;
    }

    public void Dispose()
    {
        _unpacker.Dispose();
        _file.Dispose();
    }

    private void Skip(ParquetSlice slice, string found)
    {
        slice.Fault = new(_group + 1, _row, _left, found);
        _row += _left;
        _left = 0;
    }
}
