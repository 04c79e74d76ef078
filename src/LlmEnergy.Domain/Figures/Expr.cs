using System.Collections.Immutable;
using LlmEnergy.Domain.Inventories;

namespace LlmEnergy.Domain.Figures;

/// <summary>
/// How a figure is defined: a closed set of forms, each read three ways: as its value, as the workbook's formula, as the lines behind it.
/// A value is null where something it needs is missing.
/// </summary>
public abstract record Expr
{
    private Expr() { }

    /// <summary>
    /// Sum of a ledger column over the lines that meet all conditions. Lines that a column of results does not apply to do not count in it;
    /// where it applies to none, the sum is missing. A value that is missing on a line it applies to makes the sum unknown.
    /// </summary>
    public sealed record Sum(LedgerColumn Column, params IReadOnlyList<Condition> Where) : Expr
    {
        /// <summary>Zero where the inventory has calculated lines and none of them counts: a share of a whole that is known.</summary>
        public bool IsZeroWithout { get; init; } = Column.IsZeroWithout;

        public override decimal? Value(FigureScope scope)
        {
            var (sum, lines, found) = (0m, 0, 0);
            foreach (var line in Lines(scope.Inventory))
            {
                lines++;
                if (Column.Value(line, scope.Positions) is not { Kind: CellKind.Number } cell)
                {
                    if (Column.IsUsage || Column.Applies(line))
                        return null;
                    continue;
                }

                found++;
                sum += cell.Number;
            }

            return found > 0 || lines == 0 || (IsZeroWithout && scope.Inventory.Lines.Any(line => line.IsCalculated)) ? sum : null;
        }

        public override string Excel(Func<FigureId, string> nameOf)
        {
            var conditions = string.Concat(Where.Select(condition => "," + condition.Excel));
            var sum = Where.Count == 0 ? $"SUM(tblLedger[{Column.Name}])" : $"SUMIFS(tblLedger[{Column.Name}]{conditions})";
            return Column.IsUsage
                ? $"IF(COUNTIFS(tblLedger[{Ledger.Rows.Name}],\">=0\"{conditions})=COUNTIFS(tblLedger[{Column.Name}],\">=0\"{conditions}),"
                    + $"{sum},\"\")"
                : sum;
        }

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) =>
            inventory.Lines.Where(line => Where.All(condition => condition.Holds(line)));

        public override IEnumerable<FigureId> Needs => [];
    }

    /// <summary>Another figure.</summary>
    public sealed record Of(FigureId Figure) : Expr
    {
        public override decimal? Value(FigureScope scope) => scope.ValueOf(Figure);

        public override string Excel(Func<FigureId, string> nameOf) => nameOf(Figure);

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) => [];

        public override IEnumerable<FigureId> Needs => [Figure];
    }

    /// <summary>
    /// A number that the undertaking gives, such as its net revenue: in the workbook a cell for input, and missing where nobody gives it.
    /// </summary>
    public sealed record Given(FigureId Input) : Expr
    {
        /// <summary>As it was given: what its own cell holds. Null where it was not given.</summary>
        public decimal? Number { get; init; }

        public override decimal? Value(FigureScope scope) => scope.Given.FirstOrDefault(given => given.Id == Input)?.Value;

        /// <summary>Other figures refer to it by its name; its own cell cannot.</summary>
        public override string Excel(Func<FigureId, string> nameOf) =>
            Number is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : nameOf(Input);

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) => [];

        public override IEnumerable<FigureId> Needs => [];
    }

    /// <summary>A number that draws or registers gave: no formula of cells gives it again, and in the workbook it is data.</summary>
    public sealed record Data(decimal? Number) : Expr
    {
        public override decimal? Value(FigureScope scope) => Number;

        public override string Excel(Func<FigureId, string> nameOf) =>
            Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "\"\"";

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) => inventory.Lines;

        public override IEnumerable<FigureId> Needs => [];
    }

    /// <summary>A plain number, such as the 1,000 between kilograms and tonnes.</summary>
    public sealed record Constant(decimal Number) : Expr
    {
        public override decimal? Value(FigureScope scope) => Number;

        public override string Excel(Func<FigureId, string> nameOf) => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) => [];

        public override IEnumerable<FigureId> Needs => [];
    }

    public sealed record Plus(Expr Left, Expr Right) : Expr
    {
        public override decimal? Value(FigureScope scope) => Left.Value(scope) + Right.Value(scope);

        public override string Excel(Func<FigureId, string> nameOf) => $"{Left.Excel(nameOf)}+{Right.Excel(nameOf)}";

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) => Left.Lines(inventory).Union(Right.Lines(inventory));

        public override IEnumerable<FigureId> Needs => Left.Needs.Concat(Right.Needs);
    }

    /// <summary>Missing where the divisor is zero: a share of nothing is not zero.</summary>
    public sealed record Ratio(Expr Over, Expr Under) : Expr
    {
        public override decimal? Value(FigureScope scope) => Under.Value(scope) is { } under and not 0m ? Over.Value(scope) / under : null;

        public override string Excel(Func<FigureId, string> nameOf) =>
            Under is Constant
                ? $"({Over.Excel(nameOf)})/{Under.Excel(nameOf)}"
                : $"IF({Under.Excel(nameOf)}=0,\"\",({Over.Excel(nameOf)})/({Under.Excel(nameOf)}))";

        public override IEnumerable<InventoryLine> Lines(Inventory inventory) => Over.Lines(inventory).Union(Under.Lines(inventory));

        public override IEnumerable<FigureId> Needs => Over.Needs.Concat(Under.Needs);
    }

    public abstract decimal? Value(FigureScope scope);

    /// <summary>Formula without the equals sign, in functions of Excel 2016; other figures stand in it by their defined names.</summary>
    public abstract string Excel(Func<FigureId, string> nameOf);

    public abstract IEnumerable<InventoryLine> Lines(Inventory inventory);

    /// <summary>The figures that stand in it: where one of them is missing, so is the value.</summary>
    public abstract IEnumerable<FigureId> Needs { get; }
}

/// <summary>What a value is taken from.</summary>
/// <param name="ValueOf">Value of another figure.</param>
public sealed record FigureScope(Inventory Inventory, LedgerPositions Positions, Func<FigureId, decimal?> ValueOf)
{
    /// <summary>What the undertaking gives for the period.</summary>
    public ImmutableArray<GivenFigure> Given { get; init; } = [];
}
