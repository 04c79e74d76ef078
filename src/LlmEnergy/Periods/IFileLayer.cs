namespace LlmEnergy.Periods;

/// <summary>What a period folder does to a disk, step by step: between any two steps a machine may stop.</summary>
public interface IFileLayer
{
    bool DirectoryExists(string path);

    bool FileExists(string path);

    void CreateDirectory(string path);

    /// <summary>A file that must not be there yet, filled and flushed to the disk.</summary>
    void Write(string path, Action<Stream> fill);

    /// <summary>A folder or a file to another name in the same parent, at once; a file takes the place of one that is there.</summary>
    void Move(string from, string to);

    /// <summary>A folder with all that is in it.</summary>
    void DeleteDirectory(string path);

    void DeleteFile(string path);
}

/// <summary>
/// The disk itself. The bytes of files are flushed; the names of folders are not, since .NET cannot flush a folder. A crash of the program
/// is not
/// concerned. After a power cut, a file system that journals names in their order (ext4, XFS, NTFS, APFS) holds the state between two
/// steps, but
/// perhaps that of some seconds before.
/// </summary>
public sealed class DiskLayer : IFileLayer
{
    public static DiskLayer Instance { get; } = new();

    public bool DirectoryExists(string path) => Directory.Exists(path);

    public bool FileExists(string path) => File.Exists(path);

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public void Write(string path, Action<Stream> fill)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        fill(file);
        file.Flush(flushToDisk: true);
    }

    public void Move(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to, overwrite: true);
    }

    public void DeleteDirectory(string path) => Directory.Delete(path, recursive: true);

    public void DeleteFile(string path) => File.Delete(path);
}
