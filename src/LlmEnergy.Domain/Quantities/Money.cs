namespace LlmEnergy.Domain.Quantities;

/// <summary>An amount in one currency (ISO 4217, upper case). Amounts of different currencies do not add.</summary>
public readonly record struct Money(decimal Amount, string Currency)
{
    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? new(left.Amount + right.Amount, left.Currency)
            : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not add");
}
