using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Rows;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>Days and models whose usage counts in a source that has precedence.</summary>
internal sealed class TakenDays
{
    private readonly Dictionary<string, int> _families = new(StringComparer.Ordinal);
    private readonly HashSet<(int Family, int Day)> _days = [];
    private readonly bool _isAll;

    private TakenDays(bool isAll, string rule) => (_isAll, Rule) = (isAll, rule);

    /// <summary>Name of the rule that rows are left by.</summary>
    public string Rule { get; }

    /// <summary>Everything counts in another source, which this one is a part of.</summary>
    public static TakenDays All { get; } = new(true, "part-of");

    /// <summary>Those of sources that come before.</summary>
    public static TakenDays Of(IEnumerable<SourceActivity> before)
    {
        var taken = new TakenDays(false, "precedence");
        foreach (var day in before.SelectMany(source => source.Days).Where(day => day.Usage.Input + day.Usage.Output > 0))
        {
            var family = ModelFamily.Of(day.Model);
            if (!taken._families.TryGetValue(family, out var number))
                taken._families[family] = number = taken._families.Count;
            taken._days.Add((number, day.Day.DayNumber));
        }

        return taken;
    }

    /// <summary>Asked for the rows of one file.</summary>
    public OfFile For(RowReader reader) => new(this, reader);

    internal sealed class OfFile(TakenDays taken, RowReader reader)
    {
        private const int NotAsked = -2;
        private int[] _families = [];

        public string Rule => taken.Rule;

        public bool Has(in UsageRow row)
        {
            if (taken._isAll)
                return true;
            if (row.Key >= _families.Length)
                Grow(row.Key);
            ref var family = ref _families[row.Key];
            if (family == NotAsked)
                family = taken._families.GetValueOrDefault(ModelFamily.Of(reader.Dimensions[Field.Model][reader.Keys[row.Key].Model]), -1);
            return family >= 0 && taken._days.Contains((family, row.Day));
        }

        private void Grow(int key)
        {
            var before = _families.Length;
            Array.Resize(ref _families, Math.Max(key + 1, before * 2));
            Array.Fill(_families, NotAsked, before, _families.Length - before);
        }
    }
}
