using System.Globalization;
using System.Text;
using CsCheck;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Tests.Text;

public class TimeFormatTests
{
    [TestCase("yyyy-MM-dd", "UTC", "2026-01-05", "2026-01-05")]
    [TestCase("yyyy-MM-dd", "UTC", "2024-02-29", "2024-02-29")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "UTC", "2026-01-31 23:59:59", "2026-01-31")]
    [TestCase("yyyy-MM-dd HH:mm:ss.fffffff", "UTC", "2023-11-16 23:59:59.9999999", "2023-11-16")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "+02:00", "2026-01-01 01:59:59", "2025-12-31")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "+02:00", "2026-01-01 02:00:00", "2026-01-01")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "-05:30", "2026-01-31 18:30:00", "2026-02-01")]
    [TestCase("yyyy-MM-dd'T'HH:mm:sszzz", "UTC", "2026-01-01T00:30:00+01:00", "2025-12-31")]
    [TestCase("yyyy-MM-ddTHH:mm:sszzz", "UTC", "2026-01-01T00:30:00Z", "2026-01-01")]
    [TestCase("yyyy-MM-ddTHH:mm:ssZ", "UTC", "2026-01-05T10:00:00Z", "2026-01-05")]
    [TestCase("dd.MM.yyyy", "UTC", "05.01.2026", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-01-05T10:00:00", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-01-05 10:00:00.123456", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-01-05T23:30:00.5-01:00", "2026-01-06")]
    [TestCase("iso", "+01:00", "2026-01-05T00:30:00", "2026-01-04")]
    [TestCase("iso", "+01:00", "2026-01-05T00:30:00Z", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-01-05 10:00:00,123", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-01-05 10:00", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-01-05T00:30+01:00", "2026-01-04")]
    [TestCase("iso", "+01:00", "2026-01-05T00:30", "2026-01-04")]
    [TestCase("iso", "+01:00", "2026-01-05T00:30Z", "2026-01-05")]
    [TestCase("iso", "UTC", "2026-09-01 01:15:00+02", "2026-08-31")]
    [TestCase("iso", "UTC", "2026-09-01 01:15:00.123456+02", "2026-08-31")]
    [TestCase("yyyy-MM-dd HH:00", "+01:00", "2026-01-05 00:00", "2026-01-04")]
    [TestCase("dd.MM.yyyy HH:mm", "UTC", "31.08.2026 23:59", "2026-08-31")]
    [TestCase("unix-seconds", "UTC", "0", "1970-01-01")]
    [TestCase("unix-seconds", "UTC", "86399", "1970-01-01")]
    [TestCase("unix-seconds", "UTC", "1759622400", "2025-10-05")]
    [TestCase("unix-seconds", "UTC", "1759622400.0", "2025-10-05")]
    [TestCase("unix-milliseconds", "UTC", "1759622399999", "2025-10-04")]
    [TestCase("unix-nanoseconds", "UTC", "1759622399999999999", "2025-10-04")]
    [TestCase("yyyy-MM", "UTC", "2026-07", "2026-07-01")]
    [TestCase("http-date", "UTC", "Thu, 20 Nov 2025 23:59:59 GMT", "2025-11-20")]
    public void A_time_is_the_day_it_fell_on_in_utc(string pattern, string zone, string text, string day) =>
        Assert.That(DayOf(pattern, zone, text), Is.EqualTo(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [TestCase("yyyy-MM-dd", "2026-02-29")]
    [TestCase("yyyy-MM-dd", "2026-13-01")]
    [TestCase("yyyy-MM-dd", "2026-00-01")]
    [TestCase("yyyy-MM-dd", "2026-1-05")]
    [TestCase("yyyy-MM-dd", "0000-01-05")]
    [TestCase("yyyy-MM-dd", "2026-01-05T00:00:00")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "2026-01-05 24:00:00")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "2026-01-05 10:60:00")]
    [TestCase("yyyy-MM-dd HH:mm:ss", "2026-01-05")]
    [TestCase("yyyy-MM-dd HH:mm:ss.fffffff", "2026-01-05 10:00:00.123456")]
    [TestCase("yyyy-MM-ddTHH:mm:sszzz", "2026-01-05T10:00:00")]
    [TestCase("yyyy-MM-ddTHH:mm:sszzz", "2026-01-05T10:00:00+99:00")]
    [TestCase("iso", "2026-01-05")]
    [TestCase("iso", "2026-01-05T10:00:00.")]
    [TestCase("iso", "2026-01-05T10:00:00x")]
    [TestCase("iso", "2026-01-05 10")]
    [TestCase("iso", "2026-01-05 10:60")]
    [TestCase("iso", "2026-01-05 10:00,5")]
    [TestCase("iso", "2026-01-05 10:00:5")]
    [TestCase("iso", "2026-01-05/10:00")]
    [TestCase("iso", "01/09/2026 00:15")]
    [TestCase("yyyy-MM-dd HH:00", "2026-01-05 10:30")]
    [TestCase("dd.MM.yyyy", "08.31.2026")]
    [TestCase("iso", "0001-01-01T00:00:00+01:00")]
    [TestCase("iso", "9999-12-31T23:59:59-01:00")]
    [TestCase("unix-seconds", "1759622400000")]
    [TestCase("unix-nanoseconds", "175962239999999999x")]
    [TestCase("unix-nanoseconds", "999999999")]
    [TestCase("http-date", "Thu, 20 Nov 2025 23:59:59 CET")]
    [TestCase("http-date", "Thu, 20 Nvo 2025 23:59:59 GMT")]
    [TestCase("http-date", "Thu, 30 Feb 2025 23:59:59 GMT")]
    [TestCase("unix-seconds", "-1")]
    [TestCase("unix-seconds", "2026-01-05")]
    public void Anything_but_the_exact_form_of_a_real_time_is_refused(string pattern, string text) =>
        Assert.That(DayOf(pattern, "UTC", text), Is.Null);

    [TestCase("yyyy-MM", "2026-02", 28 * 86_400)]
    [TestCase("yyyy-MM-dd", "2026-02-03", 86_400)]
    [TestCase("dd.MM.yyyy", "03.02.2026", 86_400)]
    [TestCase("yyyy-MM-dd HH:00", "2026-02-03 04:00", 3_600)]
    [TestCase("yyyy-MM-ddTHH:00:00Z", "2026-02-03T04:00:00Z", 3_600)]
    [TestCase("yyyy-MM-dd HH:mm", "2026-02-03 04:05", 0)]
    [TestCase("iso", "2026-02-03 04:05", 0)]
    public void A_form_without_minutes_names_an_hour_a_day_or_a_month(string pattern, string text, int seconds)
    {
        var format = new TimeFormat(pattern, TimeSpan.Zero);
        Assert.That(format.TryRead(Encoding.UTF8.GetBytes(text), out var start), Is.True);
        Assert.That(format.EndOf(start) - start, Is.EqualTo(seconds));
    }

    [TestCase("yyyy-MM-dd", true)]
    [TestCase("iso", true)]
    [TestCase("yyyy-MM-ddTHH:mm:ssZ", true)]
    [TestCase("yyyy-MM-dd HHHHHHHHHHHH", false)]
    [TestCase("yyyy-MM-dd z", false)]
    [TestCase("M/d/yyyy", false)]
    [TestCase("yyyy-MM", true)]
    [TestCase("yyyy-MM HH:mm:ss", false)]
    [TestCase("yyyy-MM-dd hh:mm tt", false)]
    [TestCase("yesterday", false)]
    public void Patterns_have_one_digit_a_letter(string pattern, bool isPattern) =>
        Assert.That(TimeFormat.IsPattern(pattern), Is.EqualTo(isPattern));

    [TestCase("UTC", true)]
    [TestCase("+02:00", true)]
    [TestCase("-0530", true)]
    [TestCase("Europe/Copenhagen", true)]
    [TestCase("America/Los_Angeles", true)]
    [TestCase("EST5EDT", false, Description = "an old name, which says no place")]
    [TestCase("Mars/Olympus", false)]
    [TestCase("+2", false)]
    [TestCase("+02:00 ", false)]
    public void Zones_are_UTC_an_offset_or_a_place(string zone, bool isZone) =>
        Assert.That(LocalZone.Read(zone) is not null, Is.EqualTo(isZone));

    [Test]
    public void What_is_written_is_what_is_read() =>
        Gen.Select(Gen.DateTime, Gen.Int[-840, 840])
            .Sample(
                (time, minutes) =>
                {
                    if (time.Year is < 2 or > 9998)
                        return true;
                    var stamp = new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromMinutes(minutes));
                    return DayOf("iso", "UTC", stamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture))
                        == DateOnly.FromDateTime(stamp.UtcDateTime);
                }
            );

    private static DateOnly? DayOf(string pattern, string zone, string text)
    {
        Assert.That(TimeFormat.IsPattern(pattern) && LocalZone.Read(zone) is not null, Is.True);
        return new TimeFormat(pattern, LocalZone.Read(zone)!).TryDay(Encoding.UTF8.GetBytes(text), out var day) ? day : null;
    }

    // quotes around the blank change nothing but keep the pattern from the short way
    [Test]
    public void The_short_way_of_the_common_form_agrees_with_the_general_one()
    {
        var (shortWay, general) = (
            new TimeFormat("yyyy-MM-dd HH:mm:ss", TimeSpan.Zero),
            new TimeFormat("yyyy-MM-dd' 'HH:mm:ss", TimeSpan.Zero)
        );
        var digit = Gen.Char['0', '9'].Select(character => character.ToString());
        var odd = Gen.Int[0, 6].Select(index => new[] { "-", ":", " ", "/", "x", "", "99" }[index]);
        Gen.Select(Gen.Date[new(2000, 1, 1), new(2040, 1, 1)], Gen.Int[0, 86_399], Gen.Int[0, 19], Gen.OneOf(digit, odd))
            .Sample(
                (date, second, at, change) =>
                {
                    var text = date
                        .Date.AddSeconds(second)
                        .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
                    if (at < text.Length)
                        text = text.Remove(at, 1).Insert(at, change);
                    var bytes = System.Text.Encoding.ASCII.GetBytes(text);
                    var (one, other) = (shortWay.TryDay(bytes, out var day), general.TryDay(bytes, out var expected));
                    return one == other && day == expected;
                },
                iter: 20_000
            );
    }
}
