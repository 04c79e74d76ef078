using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The condition of a rule, bound to the columns of one file.</summary>
internal readonly struct BoundCondition(RowCondition condition, Columns columns)
{
    private readonly (int Ordinal, BoundTest Test)[][] _anyOf =
    [
        .. condition.AnyOf.Select(all => all.Select(one => (columns.OrdinalOf(one.Column), BoundTest.Of(one.Test))).ToArray()),
    ];

    public bool Holds<TFields>(in TFields fields)
        where TFields : IFields, allows ref struct
    {
        foreach (var all in _anyOf)
        {
            if (HoldAll(fields, all)) return true;
        }

        return false;
    }

    private static bool HoldAll<TFields>(in TFields fields, (int Ordinal, BoundTest Test)[] all)
        where TFields : IFields, allows ref struct
    {
        foreach (var (ordinal, test) in all)
        {
            if (!test.Holds(ordinal, fields.Text(ordinal))) return false;
        }

        return true;
    }
}
