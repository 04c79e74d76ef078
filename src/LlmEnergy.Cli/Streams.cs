namespace LlmEnergy.Cli;

/// <summary>Where results and messages go.</summary>
/// <param name="OutputBytes">The same as <paramref name="Output"/>, for documents that are written byte by byte.</param>
/// <param name="IsOutputRedirected">A file or a pipe takes it: nothing wraps and nothing is coloured.</param>
public sealed record Streams(TextWriter Output, Stream OutputBytes, TextWriter Error, bool IsOutputRedirected, bool IsErrorRedirected)
{
    /// <summary>Whether nobody is there to answer.</summary>
    public bool IsInputRedirected { get; init; } = true;

    public static Streams OfProcess() =>
        new(Console.Out, Console.OpenStandardOutput(), Console.Error, Console.IsOutputRedirected, Console.IsErrorRedirected)
        {
            IsInputRedirected = Console.IsInputRedirected,
        };
}
