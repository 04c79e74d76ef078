using System.Collections.Immutable;
using LlmEnergy.Calculation.Disclosures;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// inputs.csv and comparatives.csv: numbers that no export holds, by period, each with its source. The one has what the report of the
/// period takes in, the
/// other figures of earlier periods that were not closed with this program.
/// </summary>
public sealed class GivenRegister
{
    public const string InputsFile = "inputs.csv";
    public const string ComparativesFile = "comparatives.csv";

    // smaller and larger numbers are slips, and might not divide or multiply with any total
    private const decimal Least = 0.000000001m;
    private const decimal LeastRevenue = 0.01m;
    private const decimal Most = 1_000_000_000_000_000_000m;

    private readonly ImmutableArray<(string Period, GivenFigure Figure)> _rows;

    private GivenRegister(ImmutableArray<(string Period, GivenFigure Figure)> rows) => _rows = rows;

    public static GivenRegister Empty { get; } = new([]);

    /// <param name="issues">Takes all that is wrong with it, LE2020.</param>
    public static GivenRegister Inputs(byte[] csv, FiscalYear fiscalYear, ICollection<Issue> issues) =>
        Read(
            csv,
            InputsFile,
            "input",
            $"one of {string.Join(", ", FigureCatalog.Inputs)}",
            [.. FigureCatalog.Units.Where(figure => FigureCatalog.Inputs.Contains(figure.Id))],
            fiscalYear,
            issues
        );

    /// <inheritdoc cref="Inputs"/>
    public static GivenRegister Comparatives(byte[] csv, FiscalYear fiscalYear, ICollection<Issue> issues) =>
        Read(csv, ComparativesFile, "figure", "an id of figures.json such as total", FigureCatalog.Units, fiscalYear, issues);

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<GivenFigure> Of(string period) => [.. _rows.Where(row => row.Period == period).Select(row => row.Figure)];

    /// <summary>The reported period itself takes its inputs from inputs.csv; its other figures are calculated.</summary>
    /// <exception cref="ConfigurationException">Comparatives state an input of it (LE2020).</exception>
    public void RefuseInputsOf(ReportingPeriod period)
    {
        var misplaced = Of(period.Name)
            .Where(figure => FigureCatalog.Inputs.Contains(figure.Id))
            .Select(figure => new Issue(
                figure.At,
                Register.Code,
                $"found an input of {period.Name}, the period that is reported, expected it in {InputsFile}"
            ))
            .ToList();
        if (misplaced.Count > 0)
            throw new ConfigurationException([.. misplaced]);
    }

    private static GivenRegister Read(
        byte[] csv,
        string file,
        string column,
        string expected,
        ImmutableArray<(FigureId Id, Unit Unit)> figures,
        FiscalYear fiscalYear,
        ICollection<Issue> issues
    )
    {
        var form = Register.Form(file, ["period", column, "value", "unit", "source"], "by", "on");
        var units = figures.ToDictionary(figure => figure.Id.Value, figure => figure.Unit, StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<(string Period, GivenFigure Figure)>();
        var seen = new HashSet<(string Period, string Figure)>();
        foreach (var row in TableReader.Read(csv, form, issues))
        {
            var before = issues.Count;
            var (period, name, unit) = (row.Required("period"), row.Required(column), row.Required("unit"));
            if (period.Length > 0)
                row.RefuseOtherPeriod(period, fiscalYear);
            var id = new FigureId(name);
            if (!units.TryGetValue(name, out var wanted))
                (wanted, unit) = (Unit.None, name.Length > 0 ? Unknown(row, column, expected) : "");
            var value = Value(row, id, wanted);
            if (unit.Length > 0)
                RefuseOther(row, id, unit, wanted);
            if (value is 0m && id == FigureIds.OtherCloudServices && row.Text("source").Length == 0)
                row.Wrong("source", "found no source, expected who attests that there are no such services, and where");
            var source = value is 0m && id == FigureIds.OtherCloudServices ? row.Text("source") : row.Required("source");
            if (issues.Count > before)
                continue;
            if (seen.Add((period, name)))
                rows.Add((period, new(id, value!.Value, new(unit), source) { At = row.Place(column) }));
            else
                row.Wrong("period", $"found the period and {column} twice, expected them once");
        }

        return new(rows.ToImmutable());
    }

    /// <summary>No unit is looked at where it is not known of what.</summary>
    private static string Unknown(TableRow row, string column, string expected)
    {
        row.Wrong(column, $"found another {column}, expected {expected}");
        return "";
    }

    private static decimal? Value(TableRow row, FigureId id, Unit unit)
    {
        var (least, most, expected) =
            id == FigureIds.NetRevenue ? (LeastRevenue, Most, "an amount above zero, in units of the currency")
            : unit == Unit.Fraction ? (0m, 1m, "a share from 0 to 1, such as 0.125 for 12.5 %")
            : (0m, Most, "a number from 0 to 10^18");
        if (row.Required("value", least, most, expected) is not { } value)
            return null;
        if (value is > 0m and < Least)
            row.Wrong("value", "found a number close to zero in value, expected 0, or 10^-9 and more");
        if ((unit == Unit.Count || unit == Unit.Tokens) && value != decimal.Truncate(value))
            row.Wrong("value", "found a part of one in value, expected a whole number");
        return value;
    }

    private static void RefuseOther(TableRow row, FigureId id, string unit, Unit wanted)
    {
        if (FigureCatalog.BeforeCurrency(id) is { } before)
        {
            if (
                !unit.StartsWith(before, StringComparison.Ordinal)
                || unit.Length != before.Length + 3
                || !unit[before.Length..].All(char.IsAsciiLetterUpper)
            )
                row.Wrong(
                    "unit",
                    before.Length == 0
                        ? "found no currency in unit, expected three capital letters such as EUR"
                        : $"found another unit, expected {before.TrimEnd()} and a currency, such as {before}EUR"
                );
        }
        else if (unit != wanted.Symbol)
        {
            row.Wrong(
                "unit",
                wanted == Unit.TonnesCo2e
                    ? "found another unit, expected tCO2e: tonnes of CO2 equivalents, which are kilograms divided by 1,000"
                    : $"found another unit, expected {wanted.Symbol}"
            );
        }
    }
}
