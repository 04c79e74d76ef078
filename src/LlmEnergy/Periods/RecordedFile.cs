using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Periods;

/// <summary>A file of a period folder, read back as a whole.</summary>
internal static class RecordedFile
{
    /// <summary>Above what a report of a million ledger lines writes.</summary>
    private const long MostBytes = 1L << 30;

    /// <exception cref="RecordedFileException">It cannot be read: the message names it and says why.</exception>
    public static byte[] Read(string folder, string name)
    {
        try
        {
            return RegularFile.ReadAll(Path.Combine(folder, name), MostBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RecordedFileException.Whole(name, "is missing", e);
        }
        catch (Exception e) when (e is NotRegularFileException or TooLargeFileException)
        {
            throw RecordedFileException.Whole(name, $"is {e.Message}, expected the file that was written", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RecordedFileException.Whole(name, $"cannot be read ({e.Message})", e);
        }
    }
}
