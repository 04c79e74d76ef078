using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Drafting;

/// <summary>
/// Chooses the list whose elements are the rows: the deepest that has members which count tokens, else requests or a cost.
/// </summary>
internal static class RowsChoice
{
    /// <returns>Never a list whose name may be a value: it would be printed.</returns>
    public static string Choose(FileSample sample) =>
        RowNames
            .ListsOf(sample)
            .Where(list => !ColumnName.MayBeValue(list) && !list.Split('.').Any(ColumnName.MayBeValue))
            .Select(list => (List: list, Worth: Worth(sample, list)))
            .OrderByDescending(list => list.Worth)
            .ThenByDescending(list => RowNames.DepthOf(list.List))
            .First()
            .List;

    /// <summary>Of what stands in the list itself, not above it.</summary>
    private static int Worth(FileSample sample, string list)
    {
        var fields = new FieldChoice(sample, new(list, sample.Shape.IsTree)).Fields;
        bool HasOwn(Field field) =>
            fields.TryGetValue(field, out var proposal) && !proposal.Name.StartsWith("../", StringComparison.Ordinal);
        return HasOwn(Field.Input) || HasOwn(Field.Output) ? 3
            : HasOwn(Field.Requests) || HasOwn(Field.Cost) ? 2
            : HasOwn(Field.Time) ? 1
            : 0;
    }
}
