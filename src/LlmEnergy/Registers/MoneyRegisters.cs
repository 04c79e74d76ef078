using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>invoices.csv, gl.csv, prices.csv and balances.csv: the money that was paid for usage.</summary>
internal static class MoneyRegisters
{
    public const string Prices = "prices.csv";
    public const string Balances = "balances.csv";

    // smaller and larger amounts are slips, and might not multiply with any usage
    internal const decimal MostAmount = 1_000_000_000_000m;

    private static readonly TableForm PriceForm = Register.Form(
        Prices,
        ["model", "kind", "from", "to", "price", "currency", "source"],
        "provider"
    );
    private static readonly TableForm BalanceForm = Register.Form(
        Balances,
        ["provider", "currency", "on", "source"],
        "unbilled",
        "prepaid"
    );
    private static readonly ImmutableSortedDictionary<string, PricedKind> Kinds = Enum.GetValues<PricedKind>()
        .ToImmutableSortedDictionary(NameOf, kind => kind, StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, InvoiceKind> InvoiceKinds = new Dictionary<string, InvoiceKind>
    {
        [""] = InvoiceKind.Usage,
        ["usage"] = InvoiceKind.Usage,
        ["top-up"] = InvoiceKind.TopUp,
        ["recharge"] = InvoiceKind.Recharge,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static ImmutableArray<Invoice> Invoices(string file, byte[] csv, ICollection<Issue> issues)
    {
        var form = Register.Form(file, LedgerForm.Invoices.Required, LedgerForm.Invoices.Optional);
        var (rows, numbers) = (ImmutableArray.CreateBuilder<Invoice>(), new HashSet<(string, string, string, DateOnly)>());
        foreach (var row in TableReader.Read(csv, form, issues))
        {
            var (provider, number, currency) = (row.Required("provider"), row.Required("invoice"), row.Currency("currency"));
            var ((from, to), net, vat, credits) = (
                row.Days(),
                row.Amount("net", isRequired: true),
                row.Amount("vat"),
                row.Amount("credits")
            );
            if (credits > 0m)
                row.Wrong("credits", "found credits above zero, expected zero or less: they lower what is to be paid");
            if (!InvoiceKinds.TryGetValue(row.Text("kind"), out var kind))
                row.Wrong("kind", "found another kind, expected usage, top-up or recharge");
            if (!numbers.Add((provider, number, row.Text("account"), from)))
                row.Wrong("invoice", "found the invoice twice for the same days and account, expected it once");
            rows.Add(
                new(
                    provider,
                    row.Text("account"),
                    number,
                    from,
                    to,
                    net ?? 0m,
                    vat,
                    credits ?? 0m,
                    currency,
                    row.Text("gl_account"),
                    row.Text("entity"),
                    kind
                )
            );
        }

        return rows.ToImmutable();
    }

    public static ImmutableArray<LedgerEntry> Entries(string file, byte[] csv, ICollection<Issue> issues)
    {
        var form = Register.Form(file, LedgerForm.Entries.Required, LedgerForm.Entries.Optional);
        var rows = ImmutableArray.CreateBuilder<LedgerEntry>();
        foreach (var row in TableReader.Read(csv, form, issues))
        {
            row.Required("date");
            var (date, amount, currency) = (row.Day("date"), row.Amount("amount", isRequired: true), row.Currency("currency"));
            rows.Add(
                new(
                    date ?? default,
                    row.Required("account"),
                    row.Text("cost_centre"),
                    row.Text("entity"),
                    row.Text("text"),
                    amount ?? 0m,
                    currency,
                    row.Text("provider")
                )
            );
        }

        return rows.ToImmutable();
    }

    public static ImmutableArray<UnitPrice> UnitPrices(byte[] csv, ICollection<Issue> issues)
    {
        var (rows, days) = (ImmutableArray.CreateBuilder<UnitPrice>(), new StatedDays());
        foreach (var row in TableReader.Read(csv, PriceForm, issues))
        {
            row.Required("from");
            var (model, kind, from, to) = (row.Required("model"), row.Required("kind"), row.Day("from"), row.Day("to"));
            var (price, currency, source) = (row.Amount("price", isRequired: true), row.Currency("currency"), row.Required("source"));
            if (price < 0m)
                row.Wrong("price", "found a price below zero, expected what a million tokens, or one of anything else, costs");
            if (from > to)
                row.Wrong("to", "found an end before its start, expected from and to in this order");
            if (kind.Length > 0 && !Kinds.ContainsKey(kind))
                row.Wrong("kind", $"found another kind, expected one of {string.Join(", ", Kinds.Keys)}");
            else if (kind.Length > 0 && from is not null)
                days.Add(from.Value, to ?? DateOnly.MaxValue, row.Place("model"), row.Text("provider"), model.ToLowerInvariant(), kind);
            rows.Add(
                new(
                    row.Text("provider"),
                    model,
                    Kinds.GetValueOrDefault(kind),
                    from ?? default,
                    to ?? DateOnly.MaxValue,
                    price ?? 0m,
                    currency,
                    source
                )
            );
        }

        days.RefuseTwice(("provider, model and kind", "one price for each day"), issues);
        return rows.ToImmutable();
    }

    public static ImmutableArray<Balance> BalanceRows(byte[] csv, ICollection<Issue> issues)
    {
        var (rows, seen) = (ImmutableArray.CreateBuilder<Balance>(), new HashSet<(string, string, DateOnly?)>());
        foreach (var row in TableReader.Read(csv, BalanceForm, issues))
        {
            row.Required("on");
            row.Required("source");
            var (provider, currency, on) = (row.Required("provider"), row.Currency("currency"), row.Day("on"));
            var (unbilled, prepaid) = (row.Amount("unbilled"), row.Amount("prepaid"));
            if (unbilled is null && prepaid is null)
                row.Wrong("on", "found neither unbilled nor prepaid, expected a balance, also where it is 0");
            if (!seen.Add((provider, currency, on)))
                row.Wrong("provider", "found provider, currency and day twice, expected them once");
            rows.Add(new(provider, currency, on ?? default, unbilled, prepaid));
        }

        return rows.ToImmutable();
    }

    /// <summary>Three letters; empty, with an issue, for anything else.</summary>
    internal static string Currency(this TableRow row, string column)
    {
        var text = row.Required(column).ToUpperInvariant();
        if (text.Length is 0 || (text.Length == 3 && text.All(char.IsAsciiLetterUpper)))
            return text;
        row.Wrong(column, $"found no currency in {column}, expected three letters such as EUR");
        return "";
    }

    /// <summary>Null where it is empty, or no amount below a million millions.</summary>
    internal static decimal? Amount(this TableRow row, string column, bool isRequired = false)
    {
        if (isRequired)
            row.Required(column);
        if (row.Number(column, isSigned: true) is not { } amount)
            return null;
        if (Math.Abs(amount) <= MostAmount && decimal.Round(amount, 9) == amount)
            return amount;
        row.Wrong(column, $"found an amount out of range in {column}, expected up to 10^12, with up to 9 decimals");
        return null;
    }

    private static string NameOf(PricedKind kind) =>
        kind switch
        {
            PricedKind.Input => "input",
            PricedKind.CachedInput => "cached-input",
            PricedKind.CacheWrite => "cache-write",
            PricedKind.Output => "output",
            PricedKind.Request => "request",
            PricedKind.Image => "image",
            _ => "audio-minute",
        };
}
