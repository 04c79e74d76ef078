using Microsoft.Win32.SafeHandles;

namespace LlmEnergy.Ingestion.Files;

/// <summary>What tells a file from what it becomes when somebody writes to it, and from another one of its name.</summary>
internal readonly record struct FileStamp(long Length, DateTime Written, DateTime Created)
{
    public static FileStamp Of(SafeFileHandle handle) =>
        new(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle), File.GetCreationTimeUtc(handle));
}
