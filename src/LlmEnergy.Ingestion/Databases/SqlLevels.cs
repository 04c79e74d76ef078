using System.Text;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// A statement as levels, one around the other: each names expressions over what the levels in it have named, so that nothing is worked out
/// twice for a row.
/// </summary>
/// <param name="from">From and where of the innermost level.</param>
internal sealed class SqlLevels(string from, SqlDialect dialect)
{
    private readonly SortedDictionary<int, List<(string Expression, string Name)>> _levels = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <returns>The name by which levels around it know the expression.</returns>
    public string Name(int level, string expression)
    {
        if (_names.TryGetValue(expression, out var known))
            return known;
        var name = $"x{_names.Count}";
        if (!_levels.TryGetValue(level, out var named))
            _levels[level] = named = [];
        named.Add((expression, name));
        return _names[expression] = name;
    }

    /// <summary>All levels, as what a statement reads from.</summary>
    public override string ToString()
    {
        var sql = new StringBuilder(from);
        foreach (var (level, named) in _levels)
        {
            var names = named.Select(one => $"{one.Expression} AS {one.Name}");
            sql.Insert(0, $"FROM (SELECT {string.Join(", ", level == 0 ? names : names.Prepend("*"))} ");
            sql.Append(dialect.Fence).Append(") AS level").Append(level);
        }

        return sql.ToString();
    }
}
