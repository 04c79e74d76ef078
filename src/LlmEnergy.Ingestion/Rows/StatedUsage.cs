using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>The tokens of a row as its columns state them, before it is known which parts stand inside their wholes.</summary>
internal struct StatedUsage
{
    public long Input;
    public long Cached;
    public long CacheWrite;
    public long Output;
    public long Reasoning;

    /// <summary>0 where the row states no total.</summary>
    public long Total;
    public Known Known;

    /// <summary>
    /// Finds out where the parts of this row stand. A part that is larger than the whole cannot be inside it. Else the total tells, where
    /// the format says so: the sum that fits it. Where neither tells, parts are read as inside: no token is then counted twice.
    /// </summary>
    public readonly RowMarks Places(Semantics semantics)
    {
        var marks = Fixed(semantics, out var inside);
        var (cached, cacheWrite) = (OfRow(semantics.Cached, Cached), OfRow(semantics.CacheWrite, CacheWrite));
        var (ofInput, ofOutput) = (cached + cacheWrite, OfRow(semantics.Reasoning, Reasoning));
        if (ofInput + ofOutput == 0)
            return marks;
        var besideInput = (cached > 0 ? RowMarks.CachedBeside : 0) | (cacheWrite > 0 ? RowMarks.CacheWriteBeside : 0);
        var isInputOpen = ofInput > 0;
        var isOutputOpen = ofOutput > 0;
        if (isInputOpen && Knows(Known.Input) && inside + ofInput > Input)
            (isInputOpen, marks) = (false, marks | besideInput);
        if (isOutputOpen && Knows(Known.Output) && ofOutput > Output)
            (isOutputOpen, marks) = (false, marks | RowMarks.ReasoningBeside);
        var asksOfCached = cached > 0 && semantics.Cached == PartPlace.ByTotal;
        var asksOfCacheWrite = cacheWrite > 0 && semantics.CacheWrite == PartPlace.ByTotal;
        if ((isInputOpen && (asksOfCached || asksOfCacheWrite)) || (isOutputOpen && semantics.Reasoning == PartPlace.ByTotal))
        {
            var found = ByTotal(marks, isInputOpen ? besideInput : 0, isOutputOpen ? RowMarks.ReasoningBeside : 0);
            if (found is null)
                return marks | RowMarks.Undecided;
            marks |= found.Value;
        }

        var isBeside = (marks & (besideInput | (ofOutput > 0 ? RowMarks.ReasoningBeside : 0))) != 0;
        return marks | (isBeside ? RowMarks.FoundBeside : RowMarks.FoundInside);
    }

    /// <summary>With the parts that stand beside it.</summary>
    public readonly long WholeInput(RowMarks marks) =>
        Input + ((marks & RowMarks.CachedBeside) == 0 ? 0 : Cached) + ((marks & RowMarks.CacheWriteBeside) == 0 ? 0 : CacheWrite);

    /// <summary>With reasoning that stands beside it.</summary>
    public readonly long WholeOutput(RowMarks marks) => Output + ((marks & RowMarks.ReasoningBeside) == 0 ? 0 : Reasoning);

    /// <summary>Whether the total is one of these sums; true where the row states none.</summary>
    public readonly bool FitsTotal(Semantics semantics)
    {
        if (Total == 0 || semantics.TotalIs.IsEmpty)
            return true;
        foreach (var fields in semantics.TotalIs)
        {
            var sum = 0L;
            foreach (var field in fields)
                sum += Of(field);
            if (sum == Total)
                return true;
        }

        return false;
    }

    /// <summary>Leaves out parts that are larger than the whole that they are inside of.</summary>
    /// <returns>What was left out, in tokens.</returns>
    public long DropWhatDoesNotFit(ref RowMarks marks)
    {
        var dropped = 0L;
        if (Knows(Known.Input))
        {
            var (cached, cacheWrite) = (Inside(marks, RowMarks.CachedBeside, Cached), Inside(marks, RowMarks.CacheWriteBeside, CacheWrite));
            // where only both together are too large, neither is certain
            var isSumTooLarge = cached <= Input && cacheWrite <= Input && cached + cacheWrite > Input;
            if (cached > Input || isSumTooLarge)
                dropped += Drop(ref Cached, Known.Cached, RowMarks.CachedDropped, ref marks);
            if (cacheWrite > Input || isSumTooLarge)
                dropped += Drop(ref CacheWrite, Known.CacheWrite, RowMarks.CacheWriteDropped, ref marks);
        }

        if (Knows(Known.Output) && Inside(marks, RowMarks.ReasoningBeside, Reasoning) > Output)
            dropped += Drop(ref Reasoning, Known.Reasoning, RowMarks.ReasoningDropped, ref marks);
        return dropped;
    }

    private static long Inside(RowMarks marks, RowMarks beside, long part) => (marks & beside) == 0 ? part : 0;

    private static long OfRow(PartPlace place, long part) => place is PartPlace.ByTotal or PartPlace.BySize ? part : 0;

    private static RowMarks Beside(PartPlace place, RowMarks mark) => place == PartPlace.Beside ? mark : RowMarks.None;

    private long Drop(ref long part, Known quantity, RowMarks mark, ref RowMarks marks)
    {
        var tokens = part;
        (part, marks, Known) = (0, marks | mark, Known & ~quantity);
        return tokens;
    }

    private readonly bool Knows(Known quantity) => (Known & quantity) != 0;

    private readonly long Of(Field field) =>
        field switch
        {
            Field.Input => Input,
            Field.Cached => Cached,
            Field.CacheWrite => CacheWrite,
            Field.Output => Output,
            Field.Reasoning => Reasoning,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
        };

    /// <summary>What the format says of all rows.</summary>
    /// <param name="inside">Tokens of the parts that it says to be inside the input.</param>
    private readonly RowMarks Fixed(Semantics semantics, out long inside)
    {
        inside = (semantics.Cached == PartPlace.Inside ? Cached : 0) + (semantics.CacheWrite == PartPlace.Inside ? CacheWrite : 0);
        return Beside(semantics.Cached, RowMarks.CachedBeside)
            | Beside(semantics.CacheWrite, RowMarks.CacheWriteBeside)
            | Beside(semantics.Reasoning, RowMarks.ReasoningBeside);
    }

    /// <summary>The one way of reading the open parts that gives the total; null where none does, or two do.</summary>
    private readonly RowMarks? ByTotal(RowMarks marks, RowMarks openInput, RowMarks openOutput)
    {
        RowMarks? found = null;
        for (var way = 0; way < 4; way++)
        {
            var beside = ((way & 1) == 0 ? 0 : openInput) | ((way & 2) == 0 ? 0 : openOutput);
            if (((way & 1) != 0 && openInput == 0) || ((way & 2) != 0 && openOutput == 0) || Sum(marks | beside) != Total)
                continue;
            if (found is not null)
                return null;
            found = beside;
        }

        return found;
    }

    private readonly long Sum(RowMarks marks) => WholeInput(marks) + WholeOutput(marks);
}
