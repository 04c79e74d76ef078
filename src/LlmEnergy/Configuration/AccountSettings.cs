using System.Globalization;
using LlmEnergy.Domain.Accounting;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Domain.Texts;

namespace LlmEnergy.Configuration;

/// <summary>What a configuration says of the comparison with invoices and ledger.</summary>
internal static class AccountSettings
{
    private const decimal MostAmount = 1_000_000_000_000m;

    /// <summary>Null where it says nothing.</summary>
    public static ReconciliationRules? Reconciliation(ConfigurationNode root, ConfigurationProblems problems)
    {
        if (root.Object("reconciliation") is not { } node)
            return null;
        var share = ConfigurationReader.Share(node, "share", problems) ?? ReconciliationRules.DefaultShare;
        var (minimum, materiality) = (Amount(node, "minimum", problems), Amount(node, "performanceMateriality", problems));
        var currency = node.Text("currency", isRequired: materiality is not null);
        if (currency is not null && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            problems.WrongValue(node.PathOf("currency"), Excerpt.Cut(currency), "three capital letters such as EUR");
        node.Close();
        return new(share, minimum ?? ReconciliationRules.DefaultMinimum, currency, materiality);
    }

    private static decimal? Amount(ConfigurationNode node, string key, ConfigurationProblems problems)
    {
        var amount = node.Decimal(key);
        if (amount is < 0m or > MostAmount)
            problems.WrongValue(node.PathOf(key), amount.Value.ToString(CultureInfo.InvariantCulture), "an amount from 0 to 10^12");
        return amount;
    }
}
