namespace LlmEnergy.Ingestion.Files;

/// <summary>What keeps a file from being read, in words.</summary>
internal static class Unreadable
{
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException or InvalidDataException;

    public static string Reason(Exception exception) =>
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            NotRegularFileException => NotRegularFileException.Found,
            _ when FileOnDemand.IsNotFetched(exception) =>
                $"a file whose content still lies on a server and cannot be fetched ({FileOnDemand.Remedy})",
            UnauthorizedAccessException => "a file that may not be read",
            _ => "a file that cannot be read",
        };
}
