using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Rows;

namespace LlmEnergy.Ingestion.Counting;

/// <summary>
/// Parts of tokens that the rows of a bill state, summed exactly by kind and rounded once: a bill sells 8,123.4567891 blocks of a thousand,
/// and rounding each row would add up to tokens that nobody billed.
/// </summary>
internal sealed class TokenFractions
{
    private decimal _input;
    private decimal _cached;
    private decimal _cacheWrite;
    private decimal _output;

    /// <summary>Half up, each kind of its own.</summary>
    public Usage Rounded
    {
        get
        {
            var (cached, cacheWrite) = (HalfUp(_cached), HalfUp(_cacheWrite));
            return Usage.None with
            {
                Input = HalfUp(_input) + cached + cacheWrite,
                Cached = cached,
                CacheWrite = cacheWrite,
                Output = HalfUp(_output),
            };
        }
    }

    public void Add(in UsageRow row)
    {
        switch (row.Marks & RowMarks.Fraction)
        {
            case RowMarks.InputFraction:
                _input += row.Fraction;
                break;
            case RowMarks.CachedFraction:
                _cached += row.Fraction;
                break;
            case RowMarks.CacheWriteFraction:
                _cacheWrite += row.Fraction;
                break;
            default:
                _output += row.Fraction;
                break;
        }
    }

    /// <summary>Fractions are not negative: they are what lies above the whole number below.</summary>
    private static long HalfUp(decimal fraction) => (long)decimal.Floor(fraction + 0.5m);
}
