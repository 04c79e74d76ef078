using System.Collections.Immutable;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The part of a profile that says how a bill sells: <c>class</c>, <c>classes</c>, <c>quantity</c> and <c>pivot</c>.</summary>
internal sealed class BilledReader(ConfigurationProblems problems, FieldReader fields)
{
    private static readonly ImmutableSortedDictionary<string, ClassFate> Fates = new[]
    {
        ("usage", ClassFate.Usage),
        ("cost-only", ClassFate.CostOnly),
        ("ignore", ClassFate.Ignore),
        ("reject", ClassFate.Reject),
    }.ToImmutableSortedDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Null where the profile has no <c>quantity</c>.</summary>
    public BilledQuantity? Read(ConfigurationNode root)
    {
        var (quantity, pivot) = (root.Object("quantity", form: "quantity"), root.Object("pivot", form: "pivot"));
        var kinds = root.Has("class") ? fields.Columns(root, "class") : null;
        var classes = Classes(root.Object("classes", form: "classes"));
        var ask = Ask(root.Object("ask", form: "ask"), classes);
        if (quantity is null)
        {
            if (pivot is not null || kinds is not null || !classes.IsEmpty)
                problems.MissingKey("quantity", "the column of what a row sold");
            return null;
        }

        if (pivot is null)
        {
            problems.MissingKey("pivot", "which field the quantity of a row is of");
            return null;
        }

        var billed = new BilledQuantity(
            kinds,
            classes,
            fields.Columns(quantity, "column"),
            quantity.Has("unit") ? fields.Columns(quantity, "unit") : null,
            fields.Columns(pivot, "kind"),
            pivot.Flag("holdsNone", isRequired: true) ?? true
        )
        {
            Check = Check(quantity.Object("check")),
            Ask = ask,
            IsWhole = quantity.Flag("whole", isRequired: false) ?? false,
        };
        if (pivot.Text("value", isRequired: false) is { } value && value != "quantity")
            problems.WrongValue("pivot.value", value, "quantity");
        quantity.Close();
        pivot.Close();
        return billed;
    }

    private ImmutableSortedDictionary<string, ClassFate> Classes(ConfigurationNode? node)
    {
        var fates = ImmutableSortedDictionary.CreateBuilder<string, ClassFate>(StringComparer.Ordinal);
        foreach (var name in node?.Names() ?? [])
        {
            var fate = node!.Text(name, isRequired: true, [.. Fates.Keys]) ?? "reject";
            if (!Fates.TryGetValue(fate, out var known))
                problems.WrongValue(node.PathOf(name), fate, string.Join(", ", Fates.Keys));
            fates[name] = known;
        }

        return fates.ToImmutable();
    }

    private ImmutableSortedDictionary<string, string> Ask(ConfigurationNode? node, IReadOnlyDictionary<string, ClassFate> classes)
    {
        var asked = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in node?.Names() ?? [])
        {
            if (classes.GetValueOrDefault(name) != ClassFate.CostOnly)
                problems.WrongValue(node!.PathOf(name), name, "a class that is cost-only");
            asked[name] = node!.Text(name) ?? "";
        }

        return asked.ToImmutable();
    }

    private MoneyCheck? Check(ConfigurationNode? node)
    {
        if (node is null)
            return null;
        var range = node.Decimals("perMillion");
        if (range is not ([] or [>= 0m, > 0m]))
            problems.WrongValue(node.PathOf("perMillion"), $"{range.Length} numbers", "the least and the most");
        (decimal, decimal)? perMillion = range is [var least, var most] ? (least, most) : null;
        var printed = node.Object("printed");
        (string, string)? words = printed is null
            ? null
            : (fields.Columns(printed, "price").Names.FirstOrDefault() ?? "", fields.Columns(printed, "per").Names.FirstOrDefault() ?? "");
        printed?.Close();
        var check = new MoneyCheck(node.Texts("cost"), node.Texts("price"), node.Decimal("tolerance") ?? 0.01m, perMillion, words);
        node.Close();
        return check;
    }
}
