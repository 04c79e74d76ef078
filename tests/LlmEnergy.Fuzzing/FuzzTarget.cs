namespace LlmEnergy.Fuzzing;

/// <summary>
/// Something that reads bytes of others. Whatever they are, it ends with what it came to (findings, or a refusal that is documented) and
/// throws nothing.
/// </summary>
/// <param name="Open">
/// Makes, in a folder of its own, what reads one input after the other and says what it came to: all that is found, or "ok".
/// </param>
/// <param name="Inputs">How many the common run tries.</param>
/// <param name="Planted">
/// What comes only of a damaged input: the place of the bug that is planted in the target, which the common run has to find.
/// </param>
internal sealed record FuzzTarget(
    string Name,
    int Inputs,
    Func<FuzzFolder, Func<byte[], string>> Open,
    string Planted,
    Func<IReadOnlyList<byte[]>> Seeds
)
{
    public override string ToString() => Name;
}
