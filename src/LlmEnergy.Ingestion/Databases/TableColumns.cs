using LlmEnergy.Ingestion.Containers.Tables;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>The columns of a table, which notes those that a mapping asks for: no other one leaves the database.</summary>
internal sealed class TableColumns(TableSchema schema) : Columns
{
    private readonly HeaderColumns _all = new([.. schema.Columns.Select(column => column.Name)]);
    private readonly SortedSet<int> _asked = [];

    public IEnumerable<TableColumn> Asked => _asked.Select(ordinal => schema.Columns[ordinal]);

    public bool IsOf(TableColumn column, IEnumerable<int> ordinals) => ordinals.Any(ordinal => schema.Columns.IndexOf(column) == ordinal);

    public override string this[int ordinal] => _all[ordinal];

    public override int NumberOf(int ordinal) => _all.NumberOf(ordinal);

    public override int OrdinalOf(string name)
    {
        var ordinal = _all.OrdinalOf(name);
        if (ordinal >= 0)
            _asked.Add(ordinal < _all.Count ? ordinal : _all.ColumnOf(ordinal));
        return ordinal;
    }
}
