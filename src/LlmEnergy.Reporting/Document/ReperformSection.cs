using System.Collections.Immutable;
using System.Text.Json;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Reporting.Document;

/// <summary>
/// All numbers that the models' emissions follow from by multiplication, so that a reader with a calculator gets them again.
/// </summary>
internal sealed class ReperformSection
{
    private const int MostRows = 24;
    private const int WeightDigits = 5;

    private static readonly ImmutableArray<Quantity> Tokens = [Quantity.UncachedInput, Quantity.CachedInput, Quantity.Output];
    private readonly Disclosure _disclosure;
    private readonly ReportCulture _culture;
    private readonly List<ModelBasis> _rows;
    private readonly List<Rate> _rates;
    private readonly List<Quantity> _quantities;

    private ReperformSection(Disclosure disclosure, ReportCulture culture)
    {
        (_disclosure, _culture) = (disclosure, culture);
        var rank = GlanceSection.Ranked(disclosure).Select((model, index) => (model.Key, index)).ToDictionary(at => at.Key, at => at.index);
        _rows = [.. disclosure.ModelBases.OrderBy(row => rank[row.Key]).Take(MostRows)];
        _rates = [.. _rows.Select(row => row.Rate).DistinctBy(rate => rate.Number).OrderBy(rate => rate.Number)];
        var driving = _rates.SelectMany(Terms).Where(term => term.Central is not (null or 0m)).Select(term => term.Of).ToHashSet();
        _quantities = [.. driving.Where(of => _rows.Any(row => row.Stated[(int)of] != 0m)).Order()];
    }

    public static IEnumerable<Block> Blocks(Disclosure disclosure, ReportCulture culture) =>
        disclosure.ModelBases.IsEmpty ? [] : new ReperformSection(disclosure, culture).Blocks();

    private IEnumerable<Block> Blocks()
    {
        yield return new Block.Heading(2, _culture.Text("reperform.heading"));
        yield return new Block.Paragraph(_culture.Runs("reperform.formula"));
        yield return Usage();
        if (_disclosure.ModelBases.Length > MostRows)
            yield return new Block.Paragraph(
                _culture.Runs("reperform.more", ("count", new Run.Text(_culture.Number(_disclosure.ModelBases.Length - MostRows, 0))))
            );
        yield return Rates();
        if (!_disclosure.Evidence.IsEmpty)
            yield return Evidence();
    }

    private Block.Table Usage()
    {
        return new(
            "",
            [
                Text("models.model"),
                Text("reperform.band", _culture.Text("unit.tokens")),
                Text("reperform.rate"),
                .. _quantities.Select(of => Number(Key(of), Tokens.Contains(of) ? _culture.Text("unit.tokens") : "")),
                Number("reperform.place", "kgCO2e/kWh"),
                Number("models.total", Unit.KilogramsCo2e.Symbol),
            ],
            [
                .. _rows.Select(
                    (row, i) =>
                        ImmutableArray.Create([
                            Cell.Of(i > 0 && _rows[i - 1].Key == row.Key ? "" : Named(row)),
                            Cell.Of(_culture.Text(Band(row.Band))),
                            Cell.Of(row.Rate.Id),
                            .. _quantities.Select(of => Amount(row, of)),
                            row.Place is { } place
                                ? Cell.Of(
                                    _culture.Exact(row.Electricity),
                                    i > 0 && _rows[i - 1].Place == place ? "" : _culture.PlaceOf(place.Grid.Zone)
                                )
                                : Cell.Of(""),
                            Cell.Of(row.Kilograms is { } kilograms ? _culture.Number(kilograms) : _culture.Text("value.notCalculated")),
                        ])
                ),
            ],
            []
        );
    }

    private Block.Table Rates()
    {
        (string Group, Func<Rate, UnitRates?> Of)[] groups =
        [
            ("reperform.energy", rate => rate.Energy),
            ("reperform.hardware", rate => rate.Embodied),
            ("reperform.whole", rate => rate.CradleToGate),
        ];
        var columns = groups
            .SelectMany(group =>
                _quantities
                    .Where(of => _rates.Any(rate => group.Of(rate)?[of, Level.Central] is not (null or 0m)))
                    .Select(of => (group.Group, group.Of, Quantity: of))
            )
            .ToList();
        return new(
            _culture.Text("reperform.rates"),
            [
                Text("reperform.rate"),
                Text("methods.method"),
                Number("glossary.pue", ""),
                .. columns.Select(column =>
                    Number(Key(column.Quantity), Tokens.Contains(column.Quantity) ? "/" + _culture.Number(1_000m, 0) : "") with
                    {
                        Group = _culture.Text(column.Group),
                    }
                ),
            ],
            [
                .. _rates.Select(rate =>
                    ImmutableArray.Create([
                        Cell.Of(rate.Id),
                        Cell.Of(
                            _culture.Text(
                                "reperform.method",
                                ("method", rate.Method),
                                ("class", rate.ModelClass),
                                ("tier", _culture.Number(rate.Tier, 0))
                            )
                        ),
                        Cell.Of(rate.Pue?.Central is { } pue ? _culture.Exact(pue.Ratio) : _culture.Text("value.notStated")),
                        .. columns.Select(column =>
                            Cell.Of(column.Of(rate)?[column.Quantity, Level.Central] is { } value ? _culture.Exact(value) : "")
                        ),
                    ])
                ),
            ],
            []
        );
    }

    /// <summary>Why each model has its class, which drives all of its rows.</summary>
    private Block.Table Evidence() =>
        new(
            _culture.Text("reperform.evidence"),
            [
                Text("models.model"),
                Number("reperform.row", ""),
                Text("reperform.basis"),
                Number("reperform.parameters", ""),
                Text("factors.status"),
            ],
            [
                .. _rows
                    .DistinctBy(row => (row.Key, row.MapRow))
                    .Select(row => (Row: row, Evidence: _disclosure.Evidence[row.MapRow]))
                    .Select(model =>
                        ImmutableArray.Create(
                            Cell.Of(Named(model.Row)),
                            Cell.Of(_culture.Number(model.Evidence.Row, 0), model.Evidence.File),
                            Cell.Of(model.Evidence.Basis),
                            Cell.Of(
                                model.Evidence.Active.Length + model.Evidence.Total.Length == 0
                                    ? _culture.Text("value.notStated")
                                    : $"{model.Evidence.Active} / {model.Evidence.Total}"
                            ),
                            Cell.Of(_culture.Label($"parameters.{model.Evidence.Status}", model.Evidence.Status))
                        )
                    ),
            ],
            []
        );

    private string Named(ModelBasis row) => GlanceSection.Named(_disclosure.ByModel.First(model => model.Key == row.Key).Model, _culture);

    /// <summary>As stated, and its weight below where contexts weigh.</summary>
    private Cell Amount(ModelBasis row, Quantity of)
    {
        var stated = Tokens.Contains(of) ? row.Stated[(int)of] * 1_000m : row.Stated[(int)of];
        return Cell.Of(
            _culture.Exact(stated),
            row.Weight(of) is { } weight and not 1m
                ? "× " + _culture.Exact(decimal.Round(weight, WeightDigits, MidpointRounding.AwayFromZero))
                : ""
        );
    }

    private static string Band(ContextBand band) =>
        band switch
        {
            ContextBand.UpTo10K => "reperform.band1",
            ContextBand.UpTo100K => "reperform.band2",
            _ => "reperform.band3",
        };

    private static string Key(Quantity of) => $"quantity.{JsonNamingPolicy.CamelCase.ConvertName(of.ToString())}";

    private static IEnumerable<RateTerm> Terms(Rate rate) =>
        new[] { rate.Energy, rate.Embodied, rate.CradleToGate }.OfType<UnitRates>().SelectMany(rates => rates.Terms);

    private Column Text(string key, string unit = "") => new(_culture.Text(key), unit, Alignment.Left);

    private Column Number(string key, string unit) => new(_culture.Text(key), unit, Alignment.Right);
}
