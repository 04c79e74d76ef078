using System.Globalization;
using System.Text;

namespace LlmEnergy.Periods;

/// <summary>Who writes, and when: what only the program's edge knows.</summary>
/// <param name="User">Account at the machine; recorded, not authenticated.</param>
/// <param name="Now">In UTC.</param>
public sealed record Writer(string User, DateTimeOffset Now);

/// <summary>One writer of a period at a time. The operating system frees the lock when the process ends, however it ends.</summary>
internal sealed class PeriodLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _holder;

    private PeriodLock(FileStream file, string holder) => (_file, _holder) = (file, holder);

    /// <exception cref="IOException">Another process holds it: the message says who and since when.</exception>
    public static PeriodLock Take(DirectoryInfo periods, string name, Writer writer)
    {
        var (path, holder) = (Path.Combine(periods.FullName, $".{name}.lock"), Path.Combine(periods.FullName, $".{name}.holder"));
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"Another run is writing {name}{Since(holder)}: wait until it has ended, or stop it ({e.Message}).", e);
        }

        try
        {
            File.WriteAllText(holder, string.Create(CultureInfo.InvariantCulture, $"{writer.User}, process {Environment.ProcessId}, since {writer.Now:yyyy-MM-dd HH:mm:ss} UTC"), Encoding.UTF8);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new(file, holder);
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_holder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a note for people: without the lock it means nothing
        }

        _file.Dispose();
    }

    private static string Since(string holder)
    {
        try
        {
            return File.Exists(holder) ? $": {File.ReadAllText(holder, Encoding.UTF8)}" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
