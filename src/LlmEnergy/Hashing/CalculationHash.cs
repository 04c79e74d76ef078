using System.Text.Json;
using LlmEnergy.Domain.Figures;

namespace LlmEnergy.Hashing;

/// <summary>SHA-256 over inputs, configuration, factor pack, inventory and figures, one <c>name hash</c> a line.</summary>
public static class CalculationHash
{
    /// <param name="inputs">In ordinal order of their paths, an archive once.</param>
    /// <param name="configuration">As a manifest holds it, however it is laid out there.</param>
    /// <returns>With <c>sha256:</c> before its digits.</returns>
    public static string Compute(
        IEnumerable<InputFile> inputs,
        JsonElement configuration,
        string factors,
        string inventorySha256,
        string figuresSha256
    ) =>
        "sha256:"
        + Sha256.OfText(
            string.Concat([
                .. inputs.Select(input => $"{input.Path} {input.Sha256}\n"),
                $"configuration {Sha256.OfText(JsonSerializer.Serialize(configuration))}\n",
                $"factors {factors}\n",
                $"inventory.csv {inventorySha256}\n",
                $"figures.json {figuresSha256}\n",
            ])
        );
}
