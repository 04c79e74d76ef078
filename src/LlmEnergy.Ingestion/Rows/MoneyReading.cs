using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>Whether what a row costs agrees with how many tokens its quantity would be.</summary>
internal sealed class MoneyReading(MoneyCheck check, Columns columns, DecimalMark mark)
{
    /// <summary>Costs as small as this are rounded by the bill, and tell nothing.</summary>
    private const decimal Rounded = 0.000001m;

    /// <summary>Larger amounts are none, and their products could not be held.</summary>
    private const decimal Most = 1_000_000_000m;

    private readonly int[] _costs = [.. check.Costs.Select(columns.OrdinalOf).Where(ordinal => ordinal >= 0)];
    private readonly int[] _prices = [.. check.Prices.Select(columns.OrdinalOf).Where(ordinal => ordinal >= 0)];
    private readonly int _printed = check.Printed is { } printed ? columns.OrdinalOf(printed.Price) : -1;
    private readonly int _per = check.Printed is { } printed ? columns.OrdinalOf(printed.Per) : -1;

    /// <param name="tokens">Quantity x block; the quantity alone where the cost says that it counts tokens already.</param>
    /// <param name="cost">Of the row, with its currency.</param>
    public bool Agrees<TFields>(
        in TFields fields,
        decimal quantity,
        decimal block,
        (decimal Amount, string Currency) cost,
        ref decimal tokens,
        out (string Found, string Expected) why
    )
        where TFields : IFields, allows ref struct
    {
        why = default;
        if (!ByPrice(fields, quantity, block, ref tokens, out why))
            return false;
        if (!IsAsPrinted(fields, cost.Amount, tokens))
        {
            why = ("a quantity that is not what the cost and the price in the row's words give", "both to agree on the unit");
            return false;
        }

        if (check.PerMillion is not { } range || tokens == 0 || cost.Amount == 0 || !MoneyCheck.Compared.Contains(cost.Currency))
            return true;
        // compared without a quotient, which a tiny quantity would make too large to hold
        var (paid, sold) = (Math.Abs(cost.Amount) * 1_000_000m, Math.Abs(tokens));
        if (paid >= range.Least * sold && paid <= range.Most * sold)
            return true;
        var perMillion = sold >= 1m ? paid / sold : paid;
        why = (
            FormattableString.Invariant($"{perMillion:0.#########} {cost.Currency} for a million tokens"),
            FormattableString.Invariant($"{range.Least} to {range.Most}: is the unit of the quantity another one?")
        );
        return false;
    }

    private bool ByPrice<TFields>(in TFields fields, decimal quantity, decimal block, ref decimal tokens, out (string, string) why)
        where TFields : IFields, allows ref struct
    {
        why = default;
        if (_prices.Length == 0 || _costs.Length == 0 || quantity == 0)
            return true;
        var (hasCost, hasPrice) = (false, false);
        var (isBlocks, isTokens) = (false, false);
        foreach (var costAt in _costs)
        {
            if (!TryAmount(fields, costAt, out var cost))
                continue;
            hasCost = true;
            foreach (var priceAt in _prices)
            {
                if (!TryAmount(fields, priceAt, out var price))
                    continue;
                hasPrice = true;
                isBlocks |= IsNear(Math.Abs(cost), Math.Abs(quantity * price));
                isTokens |= IsNear(Math.Abs(cost), Math.Abs(quantity * price / block));
            }
        }

        if (!hasCost || !hasPrice)
        {
            why = ("a quantity without a cost or without a price", "both, which tell whether it counts tokens or blocks of them");
            return false;
        }

        if (isBlocks)
            return true;
        tokens = quantity;
        why = ("a cost that is neither quantity x price nor that by the block", "one of them: is the unit another one?");
        return isTokens;
    }

    private bool IsAsPrinted<TFields>(in TFields fields, decimal cost, decimal tokens)
        where TFields : IFields, allows ref struct
    {
        if (
            cost == 0
            || !Decimals.TryParse(fields.Text(_printed), out var price)
            || !Decimals.TryParse(fields.Text(_per), out var per)
            || price == 0
            || price > Most
            || per is <= 0 or > Most
        )
            return true;
        var (paid, sold) = (cost * per, tokens * price);
        return Math.Abs(paid - sold) <= (0.02m * Math.Abs(paid)) + Math.Abs(price);
    }

    private bool TryAmount<TFields>(in TFields fields, int ordinal, out decimal amount)
        where TFields : IFields, allows ref struct =>
        Amounts.TryParse(fields.Text(ordinal), fields.IsNumber(ordinal) ? DecimalMark.Point : mark, out amount)
        && amount != 0
        && amount is <= Most and >= -Most;

    private bool IsNear(decimal one, decimal other) => Math.Abs(one - other) <= Math.Max(other * check.Tolerance, Rounded);
}
