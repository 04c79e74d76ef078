using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// What a database is asked for that adds up its rows itself. It knows nothing of rules, lines and fates: it groups rows that have the same
/// texts wherever a mapping looks at one, the same day, and numbers between which the same holds (what is stated, what is zero, which parts
/// are larger than their wholes, which sums are the total). All of that also holds between the sums of such rows, so that a row of their
/// sums is read here as any row is, and what becomes of it became of each of them. Rows with a number that the server does not add as it
/// would be added here are grouped by what they state, and read as they are; rows that depend on others are asked for one by one.
/// </summary>
/// <param name="Columns">Of the answers.</param>
/// <param name="Sums">One record for each group: a cell for each column, and then what <see cref="PushedGroup"/> says.</param>
/// <param name="Related">Rows that others may be the same as, in the order in which the first counts; null: there can be none.</param>
/// <param name="Wholes">Fields of which the whole input may be the sum: a band for each.</param>
/// <param name="Products">Fields of which products are summed, for the moments.</param>
internal sealed record PushQuery(
    PushedColumns Columns,
    string Sums,
    string? Related,
    ImmutableArray<ImmutableArray<Field>> Wholes,
    ImmutableArray<(Field Left, Field Right)> Products
)
{
    public ImmutableArray<string> Statements => Related is null ? [Sums] : [Sums, Related];

    /// <param name="isUnique">Whether the database tells rows of one identity apart.</param>
    /// <exception cref="RefusedFileException">Something cannot be added up there as it would be here.</exception>
    public static PushQuery Of(Mapping mapping, TableSchema schema, TableQuery query, SqlDialect dialect, bool isUnique, string display)
    {
        var columns = new PushedColumns(schema, query.Columns);
        // groups have no names: what tells rows and twins apart comes behind all else
        _ = new RowReader(Unnamed(mapping), columns, ReportingPeriod.Always, display);
        var asked = columns.Asked.Count;
        _ = new RowReader(mapping, columns, ReportingPeriod.Always, display);
        return PushRefusals.Of(mapping, columns) is { } refused
            ? throw PushRefusals.Refused(display, refused)
            : new PushWriter(mapping, query, dialect, columns, asked, display).Write(isUnique);
    }

    private static Mapping Unnamed(Mapping mapping) =>
        mapping with
        {
            Identity = [],
            Twins = [],
            Variants = [.. mapping.Variants.Select(variant => variant with { Mapping = Unnamed(variant.Mapping) })],
        };
}

/// <summary>What stands behind the cells of a group, in this order, before its bands and products.</summary>
/// <param name="Rows">That it sums.</param>
/// <param name="IsOdd">Whether its cells are those of each of its rows, and not their sums.</param>
/// <param name="Unnamed">Rows that state nothing that names them.</param>
/// <param name="Strange">Rows that the database does not read as they are read here.</param>
internal readonly record struct PushedGroup(long Rows, bool IsOdd, long Unnamed, long Strange)
{
    public const int Cells = 4;
}
