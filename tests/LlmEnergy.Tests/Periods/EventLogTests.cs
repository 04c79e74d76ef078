using System.Text;
using CsCheck;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;

namespace LlmEnergy.Tests.Periods;

public class EventLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Any characters at all: quotes, line breaks, marks that turn the direction of writing, halves of pairs.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.String[
            Any(
                '"',
                '\\',
                '\n',
                '\r',
                '\t',
                '\0',
                '\u2028',
                '\u0085',
                '\u202E',
                '\u200F',
                '\uFEFF',
                '\uD83D',
                '\uDE00',
                'é',
                '<',
                '{',
                '}',
                ','
            )
        ],
        Any("", "Ærø", "عمر", "\",\"hash\":\"0\"}", "A. Berg <a@example.org>", "\uDE00\uD83D", "\uFFFD")
    );

    private static readonly Gen<PeriodEvent> Event = Gen.Select(
            Gen.Enum<EventKind>(),
            Gen.Long[0, 100_000_000_000_000_000],
            Text,
            Text,
            Text,
            Text
        )
        .Select(
            (kind, ticks, by, role, email, detail) =>
                new PeriodEvent(kind, Noon.AddTicks(ticks), by, role, email, Sha256.OfText(by), detail)
        );

    [Test]
    public void What_is_written_is_what_is_read() =>
        Event
            .List[1, 5]
            .Sample(events =>
            {
                var log = LogOf(events);
                return EventLog.Parse(Bytes(log)).Events.SequenceEqual(log.Events);
            });

    [Test]
    public void What_is_kept_is_the_event_to_the_second_and_to_its_characters()
    {
        var kept = EventLog
            .Empty.With(
                new(
                    EventKind.Prepared,
                    Noon.AddMilliseconds(999).ToOffset(TimeSpan.FromHours(2)),
                    "A\n\"B\" \u202Eé \uD83D",
                    "r",
                    "e",
                    "m",
                    "d"
                )
            )
            .Events[0];
        Assert.That(kept, Is.EqualTo(new PeriodEvent(EventKind.Prepared, Noon, "A\n\"B\" \u202Eé \uFFFD", "r", "e", "m", "d")));
    }

    [Test]
    public void A_changed_byte_anywhere_is_found() =>
        Gen.Select(Event.List[1, 4], Gen.Int[0, int.MaxValue], Gen.Byte[1, 255])
            .Sample(
                (events, at, flip) =>
                {
                    var bytes = Bytes(LogOf(events));
                    bytes[at % bytes.Length] ^= flip;
                    return IsRefused(bytes);
                }
            );

    [Test]
    public void Every_single_byte_of_a_log_counts()
    {
        var whole = Bytes(
            LogOf([
                new(EventKind.Reported, Noon, "té", "", "", "m", "final"),
                new(EventKind.Prepared, Noon, "A. Berg", "CFO", "a@b", "m", ""),
            ])
        );
        Assert.That(
            Enumerable
                .Range(0, whole.Length)
                .Where(at =>
                {
                    var bytes = whole.ToArray();
                    bytes[at] ^= 1;
                    return !IsRefused(bytes);
                }),
            Is.Empty
        );
        Assert.That(
            Enumerable.Range(1, whole.Length - 1).Where(length => !IsRefused(whole[..length])).Select(length => whole[length - 1]),
            Is.EqualTo(new[] { (byte)'\n' }),
            "cut off but at the end of a line"
        );
    }

    [Test]
    public void A_log_grows_by_whole_lines_that_refer_to_the_line_before() =>
        Gen.Select(Event.List[1, 4], Event)
            .Sample(
                (events, next) =>
                {
                    var log = LogOf(events);
                    var grown = EventLog.Parse(Bytes(log)).With(next);
                    var (before, after) = (Bytes(log), Bytes(grown));
                    return after.AsSpan().StartsWith(before)
                        && Encoding
                            .UTF8.GetString(after[before.Length..])
                            .Contains($"\"previous\":\"{log.LastHash}\"", StringComparison.Ordinal)
                        && EventLog.Parse(after).Hashes.Contains(log.LastHash);
                }
            );

    [Test]
    public void A_line_is_as_the_schema_says() =>
        Assert.That(
            Encoding.UTF8.GetString(Bytes(LogOf([new(EventKind.Closed, Noon, "B \"x\" Ø", "CFO", "b@x", "ab", "")]))),
            Is.EqualTo(
                $$"""{"schema":1,"event":"closed","time":"2026-10-01T12:00:00Z","by":"B \"x\" Ø","role":"CFO","email":"b@x","detail":"","manifest":"ab","previous":"","hash":"{{Sha256.OfText("""{"schema":1,"event":"closed","time":"2026-10-01T12:00:00Z","by":"B \"x\" Ø","role":"CFO","email":"b@x","detail":"","manifest":"ab","previous":""}""")}}"}"""
                    + "\n"
            )
        );

    [Test]
    public void No_file_is_no_event() =>
        Assert.That((EventLog.Parse([]).Events.IsEmpty, EventLog.Read("/nowhere").LastHash), Is.EqualTo((true, "")));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static EventLog LogOf(IEnumerable<PeriodEvent> events) => events.Aggregate(EventLog.Empty, (log, made) => log.With(made));

    private static byte[] Bytes(EventLog log)
    {
        using var output = new MemoryStream();
        log.WriteTo(output);
        return output.ToArray();
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            EventLog.Parse(bytes);
            return false;
        }
        catch (RecordedFileException)
        {
            return true;
        }
    }
}
