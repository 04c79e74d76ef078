namespace LlmEnergy.Domain.Figures;

/// <summary>Why a figure has no value: an id that translations are found by, and the English that data files have.</summary>
public sealed record MissingReason(string Id, string English)
{
    public static readonly MissingReason NotGiven = new("notGiven", "not given");
    public static readonly MissingReason NothingRead = new("nothingRead", "no usage could be read");
    public static readonly MissingReason NotEveryLine = new("notEveryLine", "not every line states it");
    public static readonly MissingReason NothingCalculated = new("nothingCalculated", "nothing is calculated");
    public static readonly MissingReason NotOfMethod = new("notOfMethod", "the method does not give it");
    public static readonly MissingReason NoEnergy = new("noEnergy", "no line is calculated from energy");
    public static readonly MissingReason NoInstrument = new("noInstrument", "no supplier instrument");
    public static readonly MissingReason NoWaterFactor = new("noWaterFactor", "no water factor for every place");
    public static readonly MissingReason OtherCloudUnknown = new(
        "otherCloudUnknown",
        "emissions of other cloud and data centre services are neither given nor attested to be nil"
    );
    public static readonly MissingReason OtherCategory1NotGiven = new("otherCategory1NotGiven", "the rest of category 1 is not given");
    public static readonly MissingReason Category1Unknown = new("category1Unknown", "category 1 is not known");
    public static readonly MissingReason Scope3NotGiven = new("scope3NotGiven", "total Scope 3 is not given");
    public static readonly MissingReason NoCost = new("noCost", "no calculated line states a cost, or costs are in several currencies");
    public static readonly MissingReason NoRevenue = new("noRevenue", "net revenue is not given");

    public static readonly MissingReason NotCompared = new(
        "notCompared",
        "a price, a rate of exchange, an entity or a setting that it needs is missing"
    );

    public override string ToString() => English;
}
