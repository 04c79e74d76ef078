namespace LlmEnergy.Domain.Inventories;

/// <summary>How a value was read from its source.</summary>
public enum FactorStatus : byte
{
    /// <summary>In the source itself.</summary>
    Primary,

    /// <summary>In a copy; the source was not opened.</summary>
    Transcribed,

    /// <summary>Calculated by this project from the named sources.</summary>
    Derived,

    /// <summary>The source may still revise it: used, flagged, and trued up.</summary>
    Provisional,
}

/// <summary>One row of a factor file. Nothing gets in without value, unit, years, geography, boundary, source and locator.</summary>
/// <param name="Id">Letters a-z, digits, dot and hyphen: unique without regard to case.</param>
/// <param name="Low">Null where the source gives no range.</param>
/// <param name="Unit">One the loader knows; another unit is refused.</param>
/// <param name="Geography">Grid zone, <c>WORLD</c>, or the provider, cloud or <c>cloud/region</c> it holds for.</param>
/// <param name="Boundary">What is inside, in words.</param>
/// <param name="Locator">Where in the source: table, page, cell or column.</param>
public sealed record Factor(
    string Id,
    decimal? Low,
    decimal Value,
    decimal? High,
    string Unit,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string Geography,
    string Boundary,
    string SourceId,
    string Locator,
    FactorStatus Status,
    string Note
);

/// <summary>Where factors come from; <see cref="Attribution"/> is what the licence asks to be printed.</summary>
public sealed record Citation(
    string Id,
    string Title,
    string Publisher,
    int Year,
    string Url,
    string Licence,
    string Attribution,
    DateOnly Retrieved,
    string ReadFrom
);

/// <summary>A factor as it was used on a line: with its source, its age and the way that led to it.</summary>
/// <param name="LagYears">Activity's year less the factor's, 0 or more.</param>
/// <param name="Path">The steps of the selection, in words: <c>provider openai -> US -> US 2025</c>.</param>
/// <param name="IsFallback">True where a better-fitting factor was looked for and not found.</param>
public sealed record FactorUse(Factor Factor, Citation Source, int LagYears, string Path, bool IsFallback);
