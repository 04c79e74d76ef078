namespace LlmEnergy.Factors.Selection;

/// <summary>A step on the way to a factor.</summary>
/// <param name="Words">What was looked at, for an auditor.</param>
/// <param name="Places">Places to try, the finest first; none where the step leads nowhere.</param>
/// <param name="IsFallback">A better-fitting step was passed over to get here.</param>
internal sealed record SelectionStep(string Words, IReadOnlyList<string> Places, bool IsFallback);
