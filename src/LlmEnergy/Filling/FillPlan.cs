using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Reporting.Filling;

namespace LlmEnergy.Filling;

/// <summary>What a workbook is filled with: its names, markers and tables, and those of the mapping, looked up in the period.</summary>
internal sealed class FillPlan
{
    private const string TablePrefix = "tbl";

    /// <summary>Tables of our own workbook that are sums of the ledger.</summary>
    private static readonly Dictionary<string, string> OwnSums = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Months"] = "ledger: by=month",
        ["ByModel"] = "ledger: by=provider+model",
        ["ByProvider"] = "ledger: by=provider",
        ["ByCostCentre"] = "ledger: by=cost_key",
    };

    private readonly Template _template;
    private readonly string _display;
    private readonly FillMapping _mapping;
    private readonly PeriodContent _period;
    private readonly Dictionary<string, PeriodTable> _tables = new(StringComparer.Ordinal);
    private readonly ImmutableArray<CellFill>.Builder _cells = ImmutableArray.CreateBuilder<CellFill>();
    private readonly ImmutableArray<RowsFill>.Builder _blocks = ImmutableArray.CreateBuilder<RowsFill>();
    private readonly List<Issue> _issues = [];
    private readonly List<(string Place, string What, string Why)> _missing = [];

    private FillPlan(Template template, string display, FillMapping mapping, PeriodContent period) =>
        (_template, _display, _mapping, _period) = (template, display, mapping, period);

    /// <param name="display">Name of the template, for people.</param>
    /// <param name="missing">Takes the places that become empty, since the period has no value, and why.</param>
    /// <exception cref="ConfigurationException">Everything that was asked for and is not there, or cannot be written.</exception>
    public static Fills Make(
        Template template,
        TemplateScan scan,
        string display,
        FillMapping mapping,
        PeriodContent period,
        ICollection<(string Place, string What, string Why)> missing,
        CancellationToken cancellation
    )
    {
        var plan = new FillPlan(template, display, mapping, period);
        plan.Names();
        plan.MappedCells();
        plan.Markers(scan);
        plan.Tables();
        var fills = new Fills(plan._cells.ToImmutable(), plan._blocks.ToImmutable());
        plan._issues.AddRange(Targets.Check(template, display, fills, cancellation));
        if (plan._issues.Count == 0 && fills.Cells.IsEmpty && fills.Blocks.IsEmpty)
            plan.Wrong("", $"found no name, marker or table to fill, expected one, such as a cell with {{{{total_tCO2e_N}}}}");
        if (plan._issues.Count > 0)
            throw new ConfigurationException([.. plan._issues]);
        plan._missing.ForEach(missing.Add);
        return fills;
    }

    private void Names()
    {
        foreach (var name in _template.Names.Where(name => !_mapping.Names.ContainsKey(name.Name) && _period.IsOwnName(name.Name)))
            Name(name, name.Name);
        foreach (var (mapped, what) in _mapping.Names)
        {
            var found = _template.Names.Where(name => string.Equals(name.Name, mapped, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count == 0)
                Wrong(mapped, $"found no such name in the workbook, expected the one that {FillMapping.FileName} fills");
            found.ForEach(name => Name(name, what));
        }
    }

    private void Name(TemplateName name, string what)
    {
        if (name.Place is not { Range.IsCell: true } place || SheetNamed(place.Sheet) is not { } sheet)
            Wrong(name.Name, "found a name that stands for no single cell of the workbook, expected one", Targets.Code);
        else
            Place(sheet, place.Range.FirstRow, place.Range.FirstColumn, what);
    }

    private void MappedCells()
    {
        foreach (var (cell, what) in _mapping.Cells)
            if (new TemplateName("", cell).Place is { Range.IsCell: true } place && SheetNamed(place.Sheet) is { } sheet)
                Place(sheet, place.Range.FirstRow, place.Range.FirstColumn, what);
            else
                Wrong(cell, $"found no such cell in the workbook, expected the one that {FillMapping.FileName} fills, such as Input!B7");
    }

    private void Markers(TemplateScan scan)
    {
        foreach (var broken in scan.Broken)
            Wrong(
                $"{broken.Sheet.Name}!{CellRange.Cell(broken.Row, broken.Column)}",
                "found brackets that are no marker, expected the whole cell to be one, such as {{total_tCO2e_N}}"
            );
        foreach (var marker in scan.Markers)
            Place(marker.Sheet, marker.Row, marker.Column, marker.Text);
    }

    /// <summary>A figure into the cell, or rows from it on.</summary>
    private void Place(TemplateSheet sheet, int row, int column, string what)
    {
        var place = $"{sheet.Name}!{CellRange.Cell(row, column)}";
        if (TableRequest.Parse(what, isColonRequired: true) is { } request)
        {
            if (Rows(request, [], place) is { } rows)
                _blocks.Add(
                    new(
                        sheet,
                        null,
                        CellRange.Cell(row, column),
                        rows.Count,
                        what,
                        [.. rows.Columns.Select((name, at) => new FilledColumn(name, column + at, row => rows.Values[name][row], null))]
                    )
                );
        }
        else if (_period.TryValue(what, out var found))
        {
            _cells.Add(new(sheet, row, column, what, found.Value));
            if (found.Value.Kind == CellKind.Empty)
                _missing.Add((place, what, found.Why));
        }
        else
        {
            Wrong(place, $"found '{what}', expected a figure of {_period.Name} such as total, or a table such as ledger: by=month");
        }
    }

    private void Tables()
    {
        var mapped = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in _template.Sheets)
        foreach (var table in sheet.Tables)
            if (_mapping.Tables.TryGetValue(table.Name, out var how))
            {
                mapped.Add(table.Name);
                Table(sheet, table, how);
            }
            else if (OwnTable(table) is { } own)
            {
                Table(sheet, table, own);
            }

        foreach (var name in _mapping.Tables.Keys.Where(name => !mapped.Contains(name)))
            Wrong(name, $"found no such table in the workbook, expected the one that {FillMapping.FileName} fills");
    }

    /// <summary>A table that is called as one of ours and has a column of it; else it is somebody else's.</summary>
    private MappedTable? OwnTable(TemplateTable table)
    {
        if (!table.Name.StartsWith(TablePrefix, StringComparison.OrdinalIgnoreCase))
            return null;
        var name = table.Name[TablePrefix.Length..];
        var from = OwnSums.GetValueOrDefault(name) ?? _period.TableNamed(name);
        return
            from is not null
            && table.Columns.Any(column => TableOf(TableRequest.Parse(from, isColonRequired: false)!.Table)!.Has(column.Name))
            ? new(from, FillMapping.None.Names)
            : null;
    }

    private void Table(TemplateSheet sheet, TemplateTable table, MappedTable how)
    {
        string OwnName(string column) => how.Columns.GetValueOrDefault(column, column).Trim().ToLowerInvariant();
        if (TableRequest.Parse(how.From, isColonRequired: false) is not { } request)
        {
            Wrong(table.Name, $"found '{how.From}', expected a table such as ledger: by=month");
            return;
        }

        foreach (var column in how.Columns.Keys.Where(column => !table.Columns.Any(own => Same(own.Name, column))))
            Wrong(table.Name, $"found no column {column} in it, expected the one that {FillMapping.FileName} fills");
        if (TableOf(request.Table) is not { } of)
        {
            WrongTable(request, table.Name);
            return;
        }

        ImmutableArray<string> wanted =
        [
            .. table
                .Columns.Where(column => column.Formula is null && (how.Columns.ContainsKey(column.Name) || of.Has(OwnName(column.Name))))
                .Select(column => OwnName(column.Name))
                .Distinct(),
        ];
        if (wanted.IsEmpty)
            Wrong(table.Name, $"found no column of {request.Table} in it, expected one at least");
        else if (Rows(request, wanted, table.Name) is { } rows)
            _blocks.Add(
                new(
                    sheet,
                    table,
                    table.Data,
                    rows.Count,
                    how.From,
                    [
                        .. table.Columns.Select(
                            (column, at) =>
                                new FilledColumn(
                                    column.Name,
                                    table.Range.FirstColumn + at,
                                    column.Formula is null && rows.Values.TryGetValue(OwnName(column.Name), out var values)
                                        ? row => values[row]
                                        : null,
                                    column.Formula
                                )
                        ),
                    ]
                )
            );
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private FilledRows? Rows(TableRequest request, IReadOnlyList<string> wanted, string place)
    {
        if (TableOf(request.Table) is { } table)
            return table.Rows(request, wanted, message => Wrong(place, message));
        WrongTable(request, place);
        return null;
    }

    private void WrongTable(TableRequest request, string place) =>
        Wrong(place, $"found no table {request.Table} in {_period.Name}, expected one of {string.Join(", ", _period.Tables)}");

    private PeriodTable? TableOf(string name)
    {
        if (_period.TableNamed(name) is not { } found)
            return null;
        if (!_tables.TryGetValue(found, out var table))
            _tables.Add(found, table = _period.Table(found));
        return table;
    }

    private TemplateSheet? SheetNamed(string name) => _template.Sheets.FirstOrDefault(sheet => Same(sheet.Name, name));

    private void Wrong(string place, string message, string code = PeriodTable.Code) =>
        _issues.Add(new(new(place.Length == 0 ? _display : $"{_display} {place}", 0, 0), code, message));
}
