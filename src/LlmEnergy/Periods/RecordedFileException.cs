namespace LlmEnergy.Periods;

/// <summary>A file of a period folder is not as it was written.</summary>
public sealed class RecordedFileException : Exception
{
    public RecordedFileException(string file, string fault, string message, Exception? inner = null)
        : base(message, inner) => (File, Fault) = (file, fault);

    /// <summary>Its name in the folder; of a closed period, its path in the workspace.</summary>
    public string File { get; }

    /// <summary>What is wrong with it, without its name, such as <c>is missing</c>.</summary>
    public string Fault { get; }

    /// <param name="fault">Goes on behind the name: <c>is missing</c>.</param>
    internal static RecordedFileException Whole(string file, string fault, Exception? inner = null) =>
        new(file, fault, $"{file} {fault}", inner);

    /// <param name="fault">Stands for itself: <c>line 3 names no place</c>.</param>
    internal static RecordedFileException Within(string file, string fault, Exception? inner = null) =>
        new(file, fault, $"{file}: {fault}", inner);
}
