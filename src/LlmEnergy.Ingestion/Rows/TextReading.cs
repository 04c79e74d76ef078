using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The text fields of a row, as numbers of distinct values: what the row's line key is made of.</summary>
internal sealed class TextReading
{
    private readonly ImmutableArray<(Field Field, BoundField Columns, Dimension Dimension)> _bound;
    private readonly ImmutableArray<(BoundCondition When, Field Field, int Number)> _cases;
    private readonly Numbers _constants;
    private readonly BoundField _currency;
    private readonly Dimension _currencies;

    public TextReading(Mapping mapping, Columns columns, Dimensions dimensions)
    {
        _bound =
        [
            .. FieldNames
                .Text.Select(field => (field, BoundField.Of(mapping, columns, field), dimensions[field]))
                .Where(bound => bound.Item2.Exists),
        ];
        (_currency, _currencies) = (BoundField.Of(mapping, columns, Field.Currency), dimensions[Field.Currency]);
        _cases =
        [
            .. mapping.Cases.Select(found =>
                (new BoundCondition(found.When, columns), found.Field, NumberOf(dimensions, found.Field, found.Value))
            ),
        ];
        foreach (var (field, text) in mapping.Constants)
            _constants[(int)field] = NumberOf(dimensions, field, text);
        if (mapping.Semantics.Currency is { } currency && mapping.Fields.ContainsKey(Field.Cost))
            _constants[(int)Field.Currency] = NumberOf(dimensions, Field.Currency, currency);
    }

    public RowKey Read<TFields>(in TFields fields, int month, int bucket, ContextBand band, ContextBasis basis, ref RowFindings findings)
        where TFields : IFields, allows ref struct
    {
        var numbers = _constants;
        foreach (ref readonly var bound in _bound.AsSpan())
        {
            var number = bound.Columns.NumberOf(fields, bound.Dimension);
            if (number > 0)
                numbers[(int)bound.Field] = number;
            else if (number < 0)
                Wrong(number, bound.Columns.Found(fields), ref findings);
        }

        foreach (ref readonly var found in _cases.AsSpan())
        {
            if (found.When.Holds(fields))
                numbers[(int)found.Field] = found.Number;
        }

        return new(
            month,
            bucket,
            numbers[(int)Field.Provider],
            numbers[(int)Field.Account],
            numbers[(int)Field.Host],
            numbers[(int)Field.Model],
            numbers[(int)Field.Operation],
            numbers[(int)Field.Region],
            numbers[(int)Field.ServiceTier],
            numbers[(int)Field.CostKey],
            numbers[(int)Field.Currency],
            band,
            basis
        );
    }

    /// <summary>The currency alone; 0 where none is stated.</summary>
    public int CurrencyOf<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        var constants = _constants;
        var stated = _currency.NumberOf(fields, _currencies);
        return stated > 0 ? stated : constants[(int)Field.Currency];
    }

    private static int NumberOf(Dimensions dimensions, Field field, string text) =>
        dimensions[field].NumberOf(Encoding.UTF8.GetBytes(text));

    private static void Wrong(int number, int ordinal, ref RowFindings findings) =>
        findings.WrongUnquoted(
            IssueCodes.Text,
            ordinal,
            number == Dimension.NotUtf8 ? "bytes that are not UTF-8" : "control characters",
            "text in UTF-8"
        );

    /// <summary>A number for each field, on the stack.</summary>
    [InlineArray(23)]
    private struct Numbers
    {
        private int _first;
    }
}
