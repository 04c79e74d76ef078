using System.Collections.Concurrent;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Members of JSON text that stands in the columns of a table, by ordinals after those of the columns.</summary>
internal sealed class JsonMembers(int firstOrdinal)
{
    private readonly List<(int Column, int Ordinal)> _members = [];
    private readonly Dictionary<int, JsonPaths> _byColumn = [];
    private readonly ConcurrentDictionary<int, Row> _rows = [];

    /// <summary>Columns that have members which are asked for.</summary>
    public IEnumerable<int> Columns => _byColumn.Keys;

    private int FirstOrdinal => firstOrdinal;

    public int ColumnOf(int ordinal) => _members[ordinal - firstOrdinal].Column;

    public void Add(int column, string path)
    {
        if (!_byColumn.TryGetValue(column, out var paths))
            _byColumn[column] = paths = new("");
        _members.Add((column, paths.OrdinalOf(path)));
    }

    /// <summary>For the next record on this thread.</summary>
    public Row Next()
    {
        var row = _rows.GetOrAdd(Environment.CurrentManagedThreadId, static (_, members) => new(members), this);
        row.Forget();
        return row;
    }

    /// <summary>The members of one record, read from a column's text when the first of them is asked for.</summary>
    internal sealed class Row(JsonMembers members)
    {
        private readonly Dictionary<int, JsonExtractor> _read = [];
        private readonly HashSet<int> _current = [];

        public int FirstOrdinal => members.FirstOrdinal;

        public int ColumnOf(int ordinal) => members.ColumnOf(ordinal);

        public void Forget() => _current.Clear();

        /// <summary>Empty where the column's text is no JSON.</summary>
        public ReadOnlySpan<byte> Text(int ordinal, ReadOnlySpan<byte> column)
        {
            var (number, member) = members._members[ordinal - members.FirstOrdinal];
            if (!_read.TryGetValue(number, out var extractor))
                _read[number] = extractor = new(members._byColumn[number]);
            if (_current.Add(number) && !extractor.TryReadText(column))
                return [];
            return extractor.Text(member);
        }
    }
}
