using System.Collections.Immutable;
using LlmEnergy.Calculation.Accounting;
using LlmEnergy.Domain;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>vendors.csv, which ships: names by which sellers of AI services, clouds and marketplaces stand in ledgers.</summary>
internal static class VendorNames
{
    private static readonly TableForm Form = Register.Form("vendors.csv", ["pattern", "vendor", "providers", "sells_more"]);
    private static readonly Lazy<ImmutableArray<VendorName>> Shipped = new(Read);

    public static ImmutableArray<VendorName> All => Shipped.Value;

    private static ImmutableArray<VendorName> Read()
    {
        using var stream = typeof(VendorNames).Assembly.GetManifestResourceStream("LlmEnergy.Vendors.csv")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return
        [
            .. TableReader
                .Read(bytes.ToArray(), Form, new List<Issue>())
                .Select(row => new VendorName(
                    row.Text("pattern"),
                    row.Text("vendor"),
                    [.. row.Text("providers").Split('|')],
                    row.Text("sells_more") == "yes"
                )),
        ];
    }
}
