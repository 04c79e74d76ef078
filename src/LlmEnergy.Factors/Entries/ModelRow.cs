using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Entries;

/// <summary>A row of the model map. The first row whose maker and pattern fit decides the class.</summary>
/// <param name="Number">Position in the map, from 1.</param>
/// <param name="Maker">Whose models it is about; <c>*</c>: anyone's.</param>
/// <param name="Family">Short id such as <c>gpt-4o</c>; <c>$1</c> stands for what the pattern's first group matched.</param>
/// <param name="ModelClass">XL, L, M, S, EMB, IMG, AUD, VID or NONE.</param>
/// <param name="ReachableTier">Best data quality that any method could reach for these models, 1 to 5; not that of the class
/// factors.</param>
/// <param name="ActiveParameters">In billions, as stated: a number, a range, or empty.</param>
/// <param name="TotalParameters">As above.</param>
/// <param name="ParametersStatus">published, estimated, leaked, unknown ...</param>
/// <param name="SourceId">Of a source of the pack; in words in a workspace's own row.</param>
public sealed record ModelRow(
    int Number,
    string Maker,
    Regex Pattern,
    string Family,
    string ModelClass,
    int ReachableTier,
    string ActiveParameters,
    string TotalParameters,
    string ParametersStatus,
    string Basis,
    string SourceId
)
{
    public const string AnyMaker = "*";

    /// <summary>The workspace's file that the row stands in; empty for a row of the pack.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether the row fits the name; if so, with the family in words.</summary>
    internal string? FamilyOf(string name) => Pattern.Match(name) is { Success: true } match ? match.Result(Family) : null;

    /// <summary>The size that a workspace's own row states as one number each; null in any other row.</summary>
    internal OperatingModel? StatedSize =>
        File.Length > 0
        && decimal.TryParse(ActiveParameters, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var active)
        && decimal.TryParse(TotalParameters, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var total)
        && active is > 0m and <= MostBillions
        && total >= active
        && total <= MostBillions
            ? ParametersStatus == "published"
                ? new(Maker, Pattern, Family, SizeStatus.Published, active, total, 8m, 0m, 0m, 0.25m, 3, null, null, SourceId, Basis, "")
                : new(Maker, Pattern, Family, SizeStatus.Judged, active, total, 8m, 0.6m, 0.5m, 0.30m, 4, null, null, SourceId, Basis, "")
            : null;

    /// <summary>Far above the largest model known; above it a row is a slip, and its products could overflow.</summary>
    private const decimal MostBillions = 100_000m;

    public static IReadOnlyList<string> Classes { get; } = ["XL", "L", "M", "S", "EMB", "IMG", "AUD", "VID", "NONE"];
}
