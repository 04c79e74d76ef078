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
            if (HoldAll(fields, all))
                return true;
        }

        return false;
    }

    /// <summary>Adds the columns that a row was looked at in, for which the condition does not hold.</summary>
    /// <returns>False where one was taken for a number: those differ from row to row.</returns>
    public bool LooksAtTexts<TFields>(in TFields fields, ISet<int> columns)
        where TFields : IFields, allows ref struct
    {
        foreach (var all in _anyOf)
        {
            foreach (var (ordinal, test) in all)
            {
                if (test.IsOfNumbers)
                    return false;
                if (ordinal >= 0)
                    columns.Add(ordinal);
                if (!test.Holds(ordinal, fields.Text(ordinal)))
                    break;
            }
        }

        return true;
    }

    private static bool HoldAll<TFields>(in TFields fields, (int Ordinal, BoundTest Test)[] all)
        where TFields : IFields, allows ref struct
    {
        foreach (var (ordinal, test) in all)
        {
            if (!test.Holds(ordinal, fields.Text(ordinal)))
                return false;
        }

        return true;
    }
}
