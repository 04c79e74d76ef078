using System.Globalization;
using System.Text.Json;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Containers.Json;

/// <summary>Rows that are the members of an object, under names that are data, and numbers that are added over a list.</summary>
internal sealed partial class JsonExtractor
{
    /// <summary>The members of an object, each a value of the level or a list of them; what is neither is no row.</summary>
    private void Members(Range members, int level, ref Position position, RowReader reader, List<UsageRow> rows)
    {
        var json = new Utf8JsonReader(_buffer.AsSpan(members.Start, members.Length), Options);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (_paths.MemberName >= 0)
                PutName(ref json);
            json.Read();
            var start = members.Start + (int)json.TokenStartIndex;
            var kind = json.TokenType;
            json.Skip();
            var value = new Range(start, members.Start + (int)json.BytesConsumed - start);
            if (kind == JsonTokenType.StartObject)
                Level(value, level, ref position, reader, rows);
            else if (kind == JsonTokenType.StartArray)
                Elements(value, level, ref position, reader, rows);
        }
    }

    private void PutName(ref Utf8JsonReader json)
    {
        Reserve(json.ValueSpan.Length);
        var length = json.CopyString(_scratch.AsSpan(_scratchUsed));
        _values[_paths.MemberName] = new(_scratchUsed, length, true);
        _scratchUsed += length;
    }

    /// <summary>A number that is none of tokens stays as it is, so that the row is rejected for it.</summary>
    private void AddTo(int ordinal, ReadOnlySpan<byte> number)
    {
        const int MostDigits = 19;
        var invariant = CultureInfo.InvariantCulture;
        var before = Text(ordinal);
        Span<byte> text = stackalloc byte[40];
        if (before.IsEmpty)
        {
            Put(ordinal, number);
            return;
        }

        if (!Int128.TryParse(before, NumberStyles.None, invariant, out var sum))
        {
            AddAmount(ordinal, number);
            return;
        }

        if (number.Length > MostDigits || !Int128.TryParse(number, NumberStyles.None, invariant, out var more))
        {
            if (!AddAmount(ordinal, number))
                Put(ordinal, number);
            return;
        }

        (sum + more).TryFormat(text, out var length, provider: invariant);
        Put(ordinal, text[..length]);
    }

    /// <summary>Parts of a unit, as costs have; what is no number stays, so that its row is rejected.</summary>
    private bool AddAmount(int ordinal, ReadOnlySpan<byte> number)
    {
        const decimal Most = 1_000_000_000_000m;
        if (
            !Decimals.TryParse(Text(ordinal), out var sum)
            || !Decimals.TryParse(number, out var more)
            || sum is < 0m or > Most
            || more is < 0m or > Most
        )
            return false;
        Span<byte> text = stackalloc byte[64];
        (sum + more).TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        Put(ordinal, text[..length]);
        return true;
    }
}
