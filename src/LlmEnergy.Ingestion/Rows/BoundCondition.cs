using System.Collections.Immutable;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The condition of a rule, bound to the columns of one file.</summary>
internal readonly struct BoundCondition(RowCondition condition, Columns columns)
{
    private readonly Part[][] _anyOf =
    [
        .. condition.AnyOf.Select(all => all.Select(one => Part.Of(columns.OrdinalOf(one.Column), one.Test, columns)).ToArray()),
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
            foreach (ref readonly var part in all.AsSpan())
            {
                if (part.IsOfNumbers)
                    return false;
                if (part.Ordinal >= 0)
                    columns.Add(part.Ordinal);
                if (!part.Holds(fields))
                    break;
            }
        }

        return true;
    }

    private static bool HoldAll<TFields>(in TFields fields, Part[] all)
        where TFields : IFields, allows ref struct
    {
        foreach (ref readonly var part in all.AsSpan())
        {
            if (!part.Holds(fields))
                return false;
        }

        return true;
    }

    /// <summary>A column and its test, or columns that its number has to be the sum of.</summary>
    /// <param name="IsSum">False where it has to be another number than the sum, or none.</param>
    private readonly record struct Part(int Ordinal, BoundTest? Test, ImmutableArray<int> SumOf, bool IsSum = true)
    {
        public bool IsOfNumbers => Test is not { IsOfNumbers: false };

        public static Part Of(int ordinal, ValueTest test, Columns columns) =>
            test switch
            {
                ValueTest.SumOf sum => new(ordinal, null, [.. sum.Columns.Select(columns.OrdinalOf)]),
                ValueTest.Not { Other: ValueTest.SumOf } not => Of(ordinal, not.Other, columns) with { IsSum = false },
                _ => new(ordinal, BoundTest.Of(test), []),
            };

        public bool Holds<TFields>(in TFields fields)
            where TFields : IFields, allows ref struct
        {
            return Test is null ? IsSumOf(fields) == IsSum : Test.Holds(Ordinal, fields.Text(Ordinal));
        }

        private bool IsSumOf<TFields>(in TFields fields)
            where TFields : IFields, allows ref struct
        {
            if (!Counts.TryParse(fields.Text(Ordinal), out var whole))
                return false;
            foreach (var part in SumOf)
            {
                var text = fields.Text(part);
                if (text.IsEmpty)
                    continue;
                if (!Counts.TryParse(text, out var count))
                    return false;
                whole -= count;
            }

            return whole == 0;
        }
    }
}
