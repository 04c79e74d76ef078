using LlmEnergy.Ingestion.Findings;
using LlmEnergy.Ingestion.Text;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>What the amounts of a file show of its decimal mark. Several threads may add to it.</summary>
internal sealed class AmountEvidence
{
    private int _points;
    private int _commas;
    private int _ambiguous;

    public void Add(ReadOnlySpan<byte> amount)
    {
        if (AmountUnits.TrySplit(amount, out var alone, out _, out _))
            amount = alone;
        var mark = Amounts.MarkOf(amount, out var isAmbiguous);
        // what is no amount is rejected later and shows nothing
        if (!Amounts.TryParse(amount, mark ?? DecimalMark.Point, out _))
            return;
        if (mark == DecimalMark.Point)
            Interlocked.Increment(ref _points);
        if (mark == DecimalMark.Comma)
            Interlocked.Increment(ref _commas);
        if (isAmbiguous)
            Interlocked.Increment(ref _ambiguous);
    }

    /// <exception cref="RefusedFileException">The file shows both marks, or only amounts that can be read in two ways.</exception>
    public DecimalMark Decide(string file)
    {
        if (_points > 0 && _commas > 0)
            throw Undecided(file, "amounts with a decimal point and amounts with a decimal comma");
        if (_ambiguous > 0 && _points + _commas == 0)
            throw Undecided(file, "only amounts that can be read with a decimal point or a decimal comma, such as 1.234");
        return _commas > 0 ? DecimalMark.Comma : DecimalMark.Point;
    }

    private static RefusedFileException Undecided(string file, string found) =>
        new(
            file,
            IssueCodes.Cost,
            $"found {found}, expected one way to read them: name it as semantics.decimal in a profile for this file"
        );
}
