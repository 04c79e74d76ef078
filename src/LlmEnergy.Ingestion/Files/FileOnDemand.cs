namespace LlmEnergy.Ingestion.Files;

/// <summary>
/// A file that a synchronised folder (OneDrive, SharePoint, iCloud Drive) shows while its content still lies on a server. Opening it
/// fetches it; where that fails, the system says so by an error of its own.
/// </summary>
public static class FileOnDemand
{
    /// <summary>What one does about it, in words.</summary>
    public const string Remedy = "have the synchronised folder kept on this device, then run again";

    // FILE_ATTRIBUTE_RECALL_ON_OPEN and FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS of Windows, which .NET does not name
    private const FileAttributes Recall = (FileAttributes)0x0004_0000 | (FileAttributes)0x0040_0000;

    private const int Windows = unchecked((int)0x8007_0000);
    private const int Code = 0xFFFF;

    /// <summary>Whether its content is to be fetched first.</summary>
    public static bool Is(FileAttributes attributes) => (attributes & (Recall | FileAttributes.Offline)) != 0;

    /// <summary>Whether it could not be fetched: ERROR_CLOUD_FILE_* and ERROR_FILE_OFFLINE of winerror.h.</summary>
    public static bool IsNotFetched(Exception exception) =>
        exception is IOException
        && (exception.HResult & ~Code) == Windows
        && (exception.HResult & Code) is (>= 358 and <= 398) or 404 or 426 or 4350;
}
