namespace LlmEnergy.Ingestion.Controls;

/// <summary>The tag that an element begins with.</summary>
/// <param name="markup">What stands between the angle brackets.</param>
internal readonly ref struct XmlTag(ReadOnlySpan<byte> markup)
{
    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    private readonly ReadOnlySpan<byte> _markup = markup;

    /// <summary>Without the prefix of a namespace.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            var end = _markup.IndexOfAny(" \t\r\n/"u8);
            var name = end < 0 ? _markup : _markup[..end];
            return name[(name.IndexOf((byte)':') + 1)..];
        }
    }

    /// <summary>As it stands there; empty where there is no such attribute.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var rest = _markup.IndexOf(name) < 0 ? [] : _markup;
        while (rest.IndexOf((byte)'=') is >= 0 and var equals)
        {
            var value = rest[(equals + 1)..].TrimStart(Space);
            var end = value.IsEmpty ? -1 : value[1..].IndexOf(value[0]);
            if (end < 0)
                return [];
            var before = rest[..equals].TrimEnd(Space);
            if (before[(before.LastIndexOfAny(Space) + 1)..].SequenceEqual(name))
                return value.Slice(1, end);
            rest = value[(end + 2)..];
        }

        return [];
    }
}
