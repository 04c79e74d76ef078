using System.Collections.Immutable;
using System.Text;
using LlmEnergy.Ingestion.Containers.Json;
using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Containers.Parquet;

/// <summary>
/// The columns of a Parquet file, and which of them are asked for: no others are read. A name such as <c>product.product_name</c> or
/// <c>resource_tags['user:team']</c> also finds what a column of maps has for a key.
/// </summary>
internal sealed class ParquetColumns(IReadOnlyList<string> names, ImmutableArray<ParquetMap> maps) : Columns
{
    /// <summary>Ordinals from here on are keys of maps; no file has so many columns.</summary>
    public const int FirstKey = 1 << 20;

    private readonly HeaderColumns _header = new(names);
    private readonly HashSet<int> _asked = [];
    private readonly List<MapKey> _keys = [];

    /// <summary>Members of JSON text in columns; null where none is asked for.</summary>
    public JsonMembers? Members => _header.Members;

    public ImmutableSortedSet<int> Asked => [.. _asked, .. Members?.Columns ?? []];

    /// <summary>Those that are asked for; their ordinals follow each other from <see cref="FirstKey"/> on.</summary>
    public IReadOnlyList<MapKey> Keys => _keys;

    public override string this[int ordinal] => ordinal < FirstKey ? _header[ordinal] : _keys[ordinal - FirstKey].Name;

    public override int OrdinalOf(string name)
    {
        var ordinal = _header.OrdinalOf(name);
        if (ordinal < 0)
            return OrdinalOfKey(name);
        if (ordinal < _header.Count)
            _asked.Add(ordinal);
        return ordinal;
    }

    public override int NumberOf(int ordinal) => ordinal < FirstKey ? _header.NumberOf(ordinal) : 0;

    private int OrdinalOfKey(string name)
    {
        foreach (var map in maps)
        {
            if (!name.StartsWith(map.Name, StringComparison.Ordinal) || name[map.Name.Length..] is not ['.' or '[', ..] path)
                continue;
            var key = new MapKey(map, PathSteps.Dotted(path));
            if (!_keys.Contains(key))
                _keys.Add(key);
            return FirstKey + _keys.IndexOf(key);
        }

        return -1;
    }
}

/// <summary>A key that is asked for, of a column of maps.</summary>
internal sealed record MapKey(ParquetMap Map, string Key)
{
    public string Name => $"{Map.Name}.{Key}";

    public byte[] Utf8 => Encoding.UTF8.GetBytes(Key);
}
