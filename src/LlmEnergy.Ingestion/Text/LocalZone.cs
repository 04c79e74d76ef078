using System.Globalization;
using System.Text;
using NodaTime;

namespace LlmEnergy.Ingestion.Text;

/// <summary>
/// The zone of times that state none: UTC, a fixed offset, or a place of the IANA time zone database with its daylight saving. Its rules
/// come with the program, since a slim machine may have none.
/// </summary>
public sealed class LocalZone
{
    private readonly long _seconds;
    private readonly DateTimeZone? _named;

    private LocalZone(string name, long seconds, DateTimeZone? named) => (Name, _seconds, _named) = (name, seconds, named);

    public static LocalZone Utc { get; } = new("UTC", 0, null);

    /// <summary>UTC, an offset such as +02:00, or a name such as America/Los_Angeles.</summary>
    public string Name { get; }

    public bool IsUtc => _named is null && _seconds == 0;

    public static LocalZone Of(TimeSpan offset)
    {
        var seconds = offset.Ticks / TimeSpan.TicksPerSecond;
        var size = TimeSpan.FromSeconds(Math.Abs(seconds)).ToString("hh\\:mm", CultureInfo.InvariantCulture);
        return seconds == 0 ? Utc : new((seconds < 0 ? "-" : "+") + size, seconds, null);
    }

    /// <summary>Null where the text is none of the three.</summary>
    public static LocalZone? Read(string text)
    {
        if (text == "UTC")
            return Utc;
        if (TimeFormat.TryOffset(Encoding.UTF8.GetBytes(text), out var seconds))
            return Of(TimeSpan.FromSeconds(seconds));
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } named && text.Contains('/', StringComparison.Ordinal)
            ? new(text, 0, named)
            : null;
    }

    /// <param name="local">Seconds since 1970-01-01T00:00:00 on the clocks of the zone; one that a clock skips is moved forward.</param>
    public long ToUtc(long local)
    {
        if (_named is null)
            return local - _seconds;
        var time = LocalDateTime.FromDateTime(DateTime.UnixEpoch).PlusSeconds(local);
        return _named.AtLeniently(time).ToInstant().ToUnixTimeSeconds();
    }

    public long ToLocal(long utc) => utc + (_named is null ? _seconds : _named.GetUtcOffset(Instant.FromUnixTimeSeconds(utc)).Seconds);
}
