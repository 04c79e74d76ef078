using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Of several views of one traffic in a source, one counts, and the rows of the others are duplicates.</summary>
internal static class ViewsOfTraffic
{
    private const string Rule = "other-view";

    public static void Settle(IEnumerable<FileTotals> files)
    {
        foreach (var group in files.Where(file => file.Mapping.Views is not null).GroupBy(file => file.Mapping.Views!.Group).ToList())
        {
            var lines = group
                .SelectMany(file => file.Lines.All.Select(line => (File: file, line.Number, View: ViewOf(file, line.Key))))
                .ToList();
            var views = lines.Where(line => line.View >= 0).ToList();
            if (views.Count == 0)
                continue;
            var first = views.MinBy(line => line.View);
            var (name, alone) = (first.File.Mapping.Views!.Order[first.View], first.File.Mapping.Views!.NotAlone);
            if (alone.TryGetValue(name, out var instead))
                first.File.Refuse($"found usage {name} alone, which states some of it more than once, expected {instead}");
            foreach (var file in views.Where(line => line.View != first.View).GroupBy(line => line.File))
                file.Key.Disown(file.ToDictionary(line => line.Number, _ => first.File), Rule);
        }
    }

    /// <summary>Its place in the order; -1 where it is none of the views.</summary>
    private static int ViewOf(FileTotals file, in RowKey key) =>
        file.Mapping.Views!.Order.IndexOf(file.Dimensions[Field.Operation][key.Operation]);
}
