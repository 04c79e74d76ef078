using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Calculation.Disclosures;

/// <summary>
/// The figures of earlier periods that stand beside those of a disclosure: of a closed version, completed by what the undertaking gives
/// where it has none.
/// </summary>
/// <param name="period">Name of the disclosure's.</param>
internal sealed class Comparatives(ImmutableArray<Figure> figures, string period)
{
    private const string Code = "LE2022";
    private readonly Dictionary<string, Figure> _now = figures.ToDictionary(figure => figure.Id.Value, StringComparer.Ordinal);
    private readonly List<Issue> _findings = [];

    /// <summary>What was not compared so far, and why; each once.</summary>
    public IEnumerable<Issue> Findings => _findings.Distinct();

    /// <summary>Null where nothing is closed or given.</summary>
    public Comparative? Of(EarlierPeriod? earlier)
    {
        if (earlier is null)
            return null;
        var values = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        var origins = new List<string>();
        if (earlier.Closed is { } closed)
        {
            origins.Add(closed.Version);
            foreach (var (id, figure) in closed.Figures)
                if (figure.Value is { } value && IsComparable(id, figure.Unit, earlier.Period, closed.At))
                    values[id] = value;
        }

        foreach (var row in earlier.Given.Where(row => IsComparable(row.Id.Value, row.Unit.Symbol, earlier.Period, row.At)))
        {
            if (!values.TryGetValue(row.Id.Value, out var stated))
            {
                values[row.Id.Value] = row.Value;
                if (!origins.Contains(row.At.File))
                    origins.Add(row.At.File);
            }
            else if (stated != row.Value)
            {
                Add(
                    row.At,
                    $"found another {row.Id} of {earlier.Period} than the closed {earlier.Closed!.Version} states, expected the same or "
                        + $"none: the closed one is compared with"
                );
            }
        }

        return origins.Count == 0 ? null : new(earlier.Period, string.Join(", ", origins), values.ToImmutable());
    }

    private bool IsComparable(string id, string unit, string earlier, SourceLocation at)
    {
        // figures of another version of the program may be unknown here
        if (!_now.TryGetValue(id, out var figure))
            return false;
        if (unit == figure.Unit.Symbol)
            return true;
        if (figure.Value is not null)
            Add(at, $"found {id} of {earlier} in {unit}, expected {figure.Unit.Symbol} as in {period}: it is not compared");
        return false;
    }

    private void Add(SourceLocation at, string message) => _findings.Add(new(at, Code, message));
}
