using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Tells which rows may be one. A number of 64 bits stands for them: 48 bits for what they have alike, 12 for what they differ in, and 4
/// for the rule.
/// </summary>
internal sealed class BoundTwins(ImmutableArray<TwinRule> rules, Columns columns)
{
    private const int RuleBits = 4;
    private const int DifferBits = 12;
    private readonly (BoundCondition When, RowIdentity Same, RowIdentity Differ, bool IsWithinASecond)[] _rules =
    [
        .. rules.Select(rule =>
            (
                new BoundCondition(rule.When, columns),
                RowIdentity.Of(rule.Same, columns),
                RowIdentity.Of(rule.Differ, columns),
                rule.IsWithinASecond
            )
        ),
    ];

    public bool Any => _rules.Length > 0;

    public static int RuleOf(ulong twin) => (int)(twin & ((1UL << RuleBits) - 1));

    /// <summary>0 where twins need not differ.</summary>
    public static int DifferenceOf(ulong twin) => (int)((twin >> RuleBits) & ((1UL << DifferBits) - 1));

    /// <summary>Rule and likeness.</summary>
    public static ulong LikenessOf(ulong twin) => twin & ~(((1UL << DifferBits) - 1) << RuleBits);

    /// <param name="second">Of its time, since 1970.</param>
    /// <returns>0 where it meets no rule.</returns>
    public ulong Of<TFields>(in TFields fields, long second)
        where TFields : IFields, allows ref struct
    {
        for (var number = 0; number < _rules.Length; number++)
        {
            ref readonly var rule = ref _rules[number];
            if (!rule.When.Holds(fields) || rule.Same.Of(fields) is not (not 0 and var same))
                continue;
            if (rule.IsWithinASecond)
                same = unchecked((same ^ (ulong)second) * 0x9E3779B97F4A7C15);
            var differ = rule.Differ.Exists ? (rule.Differ.Of(fields) % ((1 << DifferBits) - 1)) + 1 : 0;
            return ((same >> (RuleBits + DifferBits)) << (RuleBits + DifferBits)) | (differ << RuleBits) | (uint)number;
        }

        return 0;
    }
}
