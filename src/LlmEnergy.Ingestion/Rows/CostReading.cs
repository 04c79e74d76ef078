using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The cost of a row, in units of its currency.</summary>
internal sealed class CostReading(Mapping mapping, Columns bound, RowReader reader)
{
    private const decimal MostCost = 1_000_000_000m;

    /// <summary>As the file writes it, in cents or billionths.</summary>
    private readonly decimal _most = MostCost / Math.Min(1m, mapping.Semantics.CostScale);
    private readonly BoundField _cost = BoundField.Of(mapping, bound, Field.Cost);
    private readonly bool _isSum = mapping.Fields.TryGetValue(Field.Cost, out var columns) && columns.Combination == Combination.Sum;
    private readonly BoundTest _isNoAmount = BoundTest.Of(new ValueTest.OneOf(mapping.Semantics.NoAmount));
    private readonly decimal _scale = mapping.Semantics.CostScale;
    private readonly DecimalMark _mark = mapping.Semantics.Mark;

    /// <summary>Fixed at 18 decimals, half away from zero: sums are then exact and do not depend on the order of rows.</summary>
    public decimal Read<TFields>(in TFields fields, ref RowFindings findings, ref Known known)
        where TFields : IFields, allows ref struct
    {
        if (!_cost.Exists)
            return 0m;
        if (!_isSum)
            return Read(fields, _cost.Found(fields), ref findings, ref known);
        var sum = 0m;
        for (var index = 0; index < _cost.Columns; index++)
            sum += Read(fields, _cost[index], ref findings, ref known);
        return sum;
    }

    private decimal Read<TFields>(in TFields fields, int ordinal, ref RowFindings findings, ref Known known)
        where TFields : IFields, allows ref struct
    {
        var text = fields.Text(ordinal);
        if (text.IsEmpty || _isNoAmount.Holds(ordinal, text))
            return 0m;
        var mark = _mark;
        if (mark != DecimalMark.Point && fields.IsNumber(ordinal))
            mark = DecimalMark.Point;
        if (mark == DecimalMark.OfFile)
        {
            reader.Amounts.Add(text);
            return 0m;
        }

        if (!Amounts.TryParse(text, mark, mapping.Semantics.Currency, out var cost) || Math.Abs(cost) > _most)
        {
            var expected = $"a decimal number with a {(mark == DecimalMark.Comma ? "comma" : "point")}, up to 28 digits and 1,000,000,000";
            findings.WrongUnquoted(IssueCodes.Cost, ordinal, "no amount", expected);
            return 0m;
        }

        known |= Known.Cost;
        if (_scale != 1m)
            cost *= _scale;
        return cost.Scale > 18 ? decimal.Round(cost, 18, MidpointRounding.AwayFromZero) : cost;
    }

    /// <summary>A cost, and no currency that it is in.</summary>
    public void WithoutCurrency<TFields>(in TFields fields, ref RowFindings findings)
        where TFields : IFields, allows ref struct =>
        findings.WrongUnquoted(IssueCodes.Cost, _cost.Found(fields), "a cost without a currency", "a currency beside it");
}
