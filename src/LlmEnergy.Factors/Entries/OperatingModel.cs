using System.Text.RegularExpressions;

namespace LlmEnergy.Factors.Entries;

/// <summary>What is known or judged of a model's size. The first row whose maker, pattern and days fit decides.</summary>
/// <param name="Maker">Whose models it is about; <c>*</c>: anyone's.</param>
/// <param name="Family">Name of its draws: models of one family are as wrong as each other.</param>
/// <param name="ActiveBillions">Parameters that work on a token, in billions.</param>
/// <param name="TotalBillions">All parameters, in billions.</param>
/// <param name="Bits">Of a weight, as served.</param>
/// <param name="ActiveSd">Standard deviation of the logarithm of the active parameters.</param>
/// <param name="InactiveSd">Of the logarithm of total over active.</param>
/// <param name="BitsSd">Of the logarithm of the bits.</param>
/// <param name="Tier">Data quality of a rate made of it.</param>
/// <param name="From">First day of the activity that it holds for; null: any.</param>
/// <param name="To">Last day; null: any.</param>
/// <param name="SourceId">Of a source of the pack.</param>
public sealed record OperatingModel(
    string Maker,
    Regex Pattern,
    string Family,
    SizeStatus Status,
    decimal ActiveBillions,
    decimal TotalBillions,
    decimal Bits,
    decimal ActiveSd,
    decimal InactiveSd,
    decimal BitsSd,
    int Tier,
    DateOnly? From,
    DateOnly? To,
    string SourceId,
    string Locator,
    string Note
)
{
    internal bool Fits(string maker, string name, DateOnly month) =>
        (Maker == ModelRow.AnyMaker || Maker == maker)
        && (From is not { } from || month >= from)
        && (To is not { } to || month <= to)
        && Pattern.IsMatch(name);
}

/// <summary>How a model's size is known.</summary>
public enum SizeStatus : byte
{
    /// <summary>By its maker, or by a name that the maker gave it.</summary>
    Published,

    /// <summary>By nobody outside: from guesses of others and from its price.</summary>
    Judged,

    /// <summary>No size says what it takes: several runs behind one answer, or no decoding at all.</summary>
    Excluded,
}
