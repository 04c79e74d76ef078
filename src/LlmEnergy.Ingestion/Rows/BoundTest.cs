using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What the value of a column has to be, ready for UTF-8. Several threads may ask it.</summary>
internal abstract class BoundTest
{
    /// <summary>Compiled once and not for each file: an expression takes most of a megabyte. How many a profile has is bounded.</summary>
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static BoundTest Of(ValueTest test) =>
        test switch
        {
            ValueTest.OneOf one => new OneOf(one),
            ValueTest.Above above => new Number(number => number > above.Limit),
            ValueTest.AtMost most => new Number(number => number <= most.Limit),
            ValueTest.Matches matches => new Matches(Patterns.GetOrAdd(matches.Pattern, pattern => BoundedPattern.Of(pattern).Regex!)),
            ValueTest.Not not => new Not(Of(not.Other)),
            _ => throw new ArgumentOutOfRangeException(nameof(test), test, null),
        };

    /// <param name="ordinal">Of the column; below zero where the file has none.</param>
    public abstract bool Holds(int ordinal, ReadOnlySpan<byte> text);

    /// <summary>Whether it takes the text for a number.</summary>
    public virtual bool IsOfNumbers => false;

    private sealed class OneOf(ValueTest.OneOf test) : BoundTest
    {
        private readonly bool _isAny = test.Values.Contains(ValueTest.Any);
        private readonly bool _isNoColumn = test.Values.Contains(ValueTest.NoColumn);
        private readonly byte[][] _values = [.. test.Values.Except([ValueTest.Any, ValueTest.NoColumn]).Select(Encoding.UTF8.GetBytes)];

        /// <summary>A bit for each length that a value has: most texts are told apart by theirs.</summary>
        private readonly ulong _lengths = test.Values.Aggregate(0UL, (bits, value) => bits | Length(Encoding.UTF8.GetByteCount(value)));

        public override bool Holds(int ordinal, ReadOnlySpan<byte> text)
        {
            if ((_isAny && !text.IsEmpty) || (_isNoColumn && ordinal < 0))
                return true;
            if ((_lengths & Length(text.Length)) == 0)
                return false;
            foreach (var value in _values)
            {
                if (text.SequenceEqual(value))
                    return true;
            }

            return false;
        }

        private static ulong Length(int bytes) => 1UL << Math.Min(bytes, 63);
    }

    private sealed class Number(Predicate<decimal> isMet) : BoundTest
    {
        public override bool IsOfNumbers => true;

        public override bool Holds(int ordinal, ReadOnlySpan<byte> text) => Decimals.TryParse(text, out var number) && isMet(number);
    }

    /// <summary>Columns that patterns look at have few values: the first of each slot is looked at once, and never replaced.</summary>
    private sealed class Matches(Regex pattern) : BoundTest
    {
        private const int MostOnStack = 256;
        private const int Slots = 256;
        private readonly Answer?[] _first = new Answer?[Slots];

        public override bool Holds(int ordinal, ReadOnlySpan<byte> text)
        {
            if (text.Length is 0 or > MostOnStack)
                return IsMatch(text);
            ref var first = ref _first[((text[0] * 3) + (text[^1] * 7) + (text[text.Length / 2] * 5) + text.Length) % Slots];
            if (Volatile.Read(ref first) is { } known && text.SequenceEqual(known.Text))
                return known.Holds;
            var holds = IsMatch(text);
            if (first is null)
                Volatile.Write(ref first, new(text.ToArray(), holds));
            return holds;
        }

        private bool IsMatch(ReadOnlySpan<byte> text)
        {
            Span<char> buffer = text.Length <= MostOnStack ? stackalloc char[MostOnStack] : new char[text.Length];
            return pattern.IsMatch(buffer[..Encoding.UTF8.GetChars(text, buffer)]);
        }

        private sealed record Answer(byte[] Text, bool Holds);
    }

    private sealed class Not(BoundTest other) : BoundTest
    {
        public override bool IsOfNumbers => other.IsOfNumbers;

        public override bool Holds(int ordinal, ReadOnlySpan<byte> text) => !other.Holds(ordinal, text);
    }
}
