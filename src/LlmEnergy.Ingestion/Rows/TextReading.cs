using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Containers;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The text fields of a row, as numbers of distinct values: what the row's line key is made of.</summary>
internal sealed class TextReading
{
    private readonly Columns _columns;
    private readonly ImmutableArray<(Field Field, int Ordinal, Dimension Dimension)> _bound;
    private readonly ImmutableArray<(BoundCondition When, Field Field, int Number)> _cases;
    private readonly Numbers _constants;

    public TextReading(Mapping mapping, Columns columns, Dimensions dimensions)
    {
        _columns = columns;
        _bound = [.. FieldNames.Text.Select(field => (field, columns.OrdinalOf(mapping, field), dimensions[field])).Where(bound => bound.Item2 >= 0)];
        _cases = [.. mapping.Cases.Select(found => (new BoundCondition(found.When, columns), found.Field, NumberOf(dimensions, found.Field, found.Value)))];
        foreach (var (field, text) in mapping.Constants) _constants[(int)field] = NumberOf(dimensions, field, text);
        if (mapping.Semantics.Currency is { } currency && mapping.Fields.ContainsKey(Field.Cost)) _constants[(int)Field.Currency] = NumberOf(dimensions, Field.Currency, currency);
    }

    public RowKey Read(in CsvFields fields, int month, ContextBand band, ContextBasis basis, ref RowFindings findings)
    {
        var numbers = _constants;
        foreach (var (field, ordinal, dimension) in _bound)
        {
            var number = dimension.NumberOf(fields.Text(ordinal));
            if (number > 0) numbers[(int)field] = number;
            else if (number < 0) Wrong(number, ordinal, ref findings);
        }

        foreach (var (when, field, number) in _cases)
        {
            if (when.Holds(fields)) numbers[(int)field] = number;
        }

        return new(
            month, numbers[(int)Field.Provider], numbers[(int)Field.Account], numbers[(int)Field.Host], numbers[(int)Field.Model], numbers[(int)Field.Operation],
            numbers[(int)Field.Region], numbers[(int)Field.ServiceTier], numbers[(int)Field.CostKey], numbers[(int)Field.Currency], band, basis);
    }

    private static int NumberOf(Dimensions dimensions, Field field, string text) => dimensions[field].NumberOf(Encoding.UTF8.GetBytes(text));

    private void Wrong(int number, int ordinal, ref RowFindings findings) => findings.WrongUnquoted(
        IssueCodes.Text, ordinal, _columns[ordinal], number == Dimension.NotUtf8 ? "bytes that are not UTF-8" : "control characters", "text in UTF-8");

    /// <summary>A number for each field, on the stack.</summary>
    [InlineArray(19)]
    private struct Numbers
    {
        private int _first;
    }
}
