using System.Text;

namespace LlmEnergy.Ingestion.Text;

/// <summary>Currencies that stand in one text with an amount: $0.34, 0.12 USD, 1.234,56 €.</summary>
public static class AmountUnits
{
    private const string Dollar = "$";
    private const string Crown = "kr";

    /// <summary>ISO 4217, with the sign that is written for it; several currencies have one sign.</summary>
    private static readonly (string Currency, string Sign)[] Signs =
    [
        ("USD", Dollar),
        ("CAD", Dollar),
        ("AUD", Dollar),
        ("NZD", Dollar),
        ("SGD", Dollar),
        ("HKD", Dollar),
        ("MXN", Dollar),
        ("BRL", "R$"),
        ("EUR", "€"),
        ("GBP", "£"),
        ("DKK", Crown),
        ("SEK", Crown),
        ("NOK", Crown),
        ("CHF", "Fr."),
        ("PLN", "zł"),
        ("CZK", "Kč"),
        ("JPY", "¥"),
        ("CNY", "¥"),
        ("INR", "₹"),
    ];

    /// <summary>Splits an amount from the text before or after it.</summary>
    /// <param name="isNegative">A minus that stands before the unit is not in the amount.</param>
    public static bool TrySplit(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> amount, out ReadOnlySpan<byte> unit, out bool isNegative)
    {
        var (first, last) = (text.IndexOfAnyInRange((byte)'0', (byte)'9'), text.LastIndexOfAnyInRange((byte)'0', (byte)'9'));
        amount = text;
        unit = [];
        isNegative = false;
        if (first < 0)
            return false;
        amount = text[first..(last + 1)];
        var before = text[..first].Trim((byte)' ');
        var after = text[(last + 1)..].Trim((byte)' ');
        isNegative = before.StartsWith("-"u8) || before.EndsWith("-"u8);
        before = before.Trim("-+ "u8);
        unit = before.IsEmpty ? after : before;
        return !unit.IsEmpty && (before.IsEmpty || after.IsEmpty);
    }

    /// <summary>Whether a currency is written so: by its code in any case, or by its sign.</summary>
    public static bool IsOf(ReadOnlySpan<byte> unit, string currency)
    {
        Span<char> written = stackalloc char[8];
        if (!Encoding.UTF8.TryGetChars(unit, written, out var length))
            return false;
        ReadOnlySpan<char> name = written[..length];
        if (name.Equals(currency, StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var (known, sign) in Signs)
        {
            if (known == currency)
                return name.TrimEnd('.').SequenceEqual(sign.AsSpan().TrimEnd('.'));
        }

        return false;
    }

    /// <summary>The currency that stands alone, by its code or the sign that is first written for it; null where it is none.</summary>
    public static string? CurrencyOf(string unit) =>
        unit.Length == 3 && unit.All(char.IsAsciiLetterUpper) ? unit : CurrenciesOf(Encoding.UTF8.GetBytes(unit)).FirstOrDefault();

    /// <summary>The currencies that may be meant; empty where the text names none of the known ones.</summary>
    public static IEnumerable<string> CurrenciesOf(byte[] unit) =>
        Signs.Where(known => IsOf(unit, known.Currency)).Select(known => known.Currency);
}
