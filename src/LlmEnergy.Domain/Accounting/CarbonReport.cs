namespace LlmEnergy.Domain.Accounting;

/// <summary>Emissions of a month that a cloud states to its customer, for all services of an account [tCO2e].</summary>
/// <param name="Cloud"><see cref="Aws"/>, <see cref="Google"/> or <see cref="Microsoft"/>.</param>
/// <param name="Account">Account, project or subscription; empty where the report names none.</param>
/// <param name="LocationBased">Null where the report does not state it for all of its rows, as the two that follow.</param>
/// <param name="MethodNotStated">Where the report does not say how electricity counts.</param>
/// <param name="Boundary">Scopes, as the cloud states them.</param>
public sealed record CarbonReport(
    string Cloud,
    string Account,
    DateOnly Month,
    decimal? LocationBased,
    decimal? MarketBased,
    decimal? MethodNotStated,
    string Boundary
)
{
    public const string Aws = "aws";
    public const string Google = "google";
    public const string Microsoft = "microsoft";

    /// <summary>Where rows that are summed state several.</summary>
    public const string BetweenBoundaries = "; ";
}

/// <summary>A month of a cloud's carbon report beside what is calculated here: a cross-check, in no figure.</summary>
/// <param name="Account"><see cref="AllAccounts"/> for the sum, which repeats the rows of the accounts.</param>
public sealed record CarbonComparison(string Cloud, string Account, DateOnly Month)
{
    public const string AllAccounts = "(all accounts)";

    /// <summary>The services that are calculated here, cradle to gate, electricity by location [tCO2e].</summary>
    public decimal? TonnesHere { get; init; }

    public decimal? LocationBased { get; init; }

    public decimal? MarketBased { get; init; }

    public decimal? MethodNotStated { get; init; }

    /// <summary>Scopes, as the report states them.</summary>
    public string Boundary { get; init; } = "";

    /// <summary>Why it is not compared; empty where it is.</summary>
    public string Reason { get; init; } = "";

    public bool IsSum => Account == AllAccounts;

    /// <summary>What is held against the tonnes here: by location, else by market, else what names no method.</summary>
    public decimal? Stated => LocationBased ?? MarketBased ?? MethodNotStated;

    /// <summary><c>location-based</c>, <c>market-based</c> or <c>not stated</c>; empty where nothing is.</summary>
    public string StatedBy =>
        LocationBased is not null ? "location-based"
        : MarketBased is not null ? "market-based"
        : MethodNotStated is not null ? "not stated"
        : "";

    /// <summary>Null is no agreement: it is not compared.</summary>
    public decimal? Difference => Reason.Length == 0 ? TonnesHere - Stated : null;

    /// <summary>A part that is more than the whole which it is a part of.</summary>
    public bool IsMoreThanAll => Difference > 0m;
}
