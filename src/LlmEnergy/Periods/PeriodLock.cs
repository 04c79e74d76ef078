using System.Globalization;
using System.Text;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Periods;

/// <summary>Who writes, and when: what only the program's edge knows.</summary>
/// <param name="User">Account at the machine; recorded, not authenticated.</param>
/// <param name="Now">In UTC.</param>
/// <param name="Tell">Told what is repaired, when it is: also where the run is refused or fails afterwards. Null where nobody
/// listens.</param>
public sealed record Writer(string User, DateTimeOffset Now, Action<string>? Tell = null);

/// <summary>
/// One writer of a period at a time. The operating system frees the lock when the process ends, however it ends; a lock or holder file that
/// is
/// left means nothing. Only on a network share that ignores locks two machines can write at once.
/// </summary>
public sealed class PeriodLock : IDisposable
{
    private const int MostOfHolder = 1 << 10;
    private readonly FileStream _file;
    private readonly string _holder;

    private PeriodLock(FileStream file, string holder) => (_file, _holder) = (file, holder);

    /// <exception cref="IOException">Another process holds it: the message says who and since when.</exception>
    public static PeriodLock Take(DirectoryInfo periods, string name, Writer writer)
    {
        var (path, holder) = (Path.Combine(periods.FullName, $".{name}.lock"), Path.Combine(periods.FullName, $".{name}.holder"));
        RegularFile.RefuseOther(path);
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new IOException($"Another run is writing {name}{Since(holder)}: wait until it has ended, or stop it.", e);
        }

        try
        {
            using var note = RegularFile.Create(holder);
            note.Write(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{writer.User}, process {Environment.ProcessId}, since {writer.Now:yyyy-MM-dd HH:mm:ss} UTC"
                    )
                )
            );
        }
        catch
        {
            new PeriodLock(file, holder).Dispose();
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

    /// <summary>
    /// A sharing or lock violation of Windows, or EWOULDBLOCK, 11 on Linux and 35 on macOS: any other failure to open is not another run.
    /// </summary>
    private static bool IsHeld(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult is 11 or 35;

    private static string Since(string holder)
    {
        try
        {
            return File.Exists(holder) && Encoding.UTF8.GetString(RegularFile.ReadAll(holder, MostOfHolder)) is { Length: > 0 } who
                ? $" ({who})"
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
