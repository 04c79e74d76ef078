using LlmEnergy.Domain.Texts;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The distinct values of every text field of one file.</summary>
internal sealed class Dimensions
{
    /// <summary>Distinct values of one field that a file may have.</summary>
    public const int Most = 65_535;

    private readonly Dimension[] _byField;

    public Dimensions()
    {
        _byField = new Dimension[FieldNames.ByName.Count];
        foreach (var field in FieldNames.Text)
            _byField[(int)field] = new(Normaliser(field), Mask(field));
    }

    public Dimension this[Field field] => _byField[(int)field];

    /// <summary>
    /// An account may be a number. Cost keys are masked where they are looked up: addresses may be what they are looked up by.
    /// </summary>
    private static Func<string, string>? Mask(Field field) =>
        field switch
        {
            Field.CostKey => null,
            Field.Account => PrivateText.Masked,
            _ => PrivateText.MaskedName,
        };

    private static Func<string, string> Normaliser(Field field) =>
        field switch
        {
            Field.Provider => value => value.ToLowerInvariant(),
            Field.Currency => value => value.ToUpperInvariant(),
            _ => value => value,
        };
}
