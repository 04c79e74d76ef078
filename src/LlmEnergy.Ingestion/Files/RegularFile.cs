using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LlmEnergy.Ingestion.Files;

/// <summary>
/// The one way by which files are opened that others made: regular files alone, since a pipe waits for a writer that may never come and a
/// device
/// may have no end; and where a whole file is read, no more of it than is allowed.
/// </summary>
public static partial class RegularFile
{
    private const FileShare WithAll = FileShare.ReadWrite | FileShare.Delete;

    // the file types of stat(2), which are the same on Linux and macOS, and the one that GetFileType has for files on Windows
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;
    private const int Disk = 1;

    /// <exception cref="NotRegularFileException">It is a pipe, a device or a socket.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or is a folder.</exception>
    public static SafeFileHandle Open(string path)
    {
        // asked by name first, since opening a pipe waits
        RefuseOther(path);
#pragma warning disable RS0030 // here it is looked at what it is
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, WithAll, FileOptions.SequentialScan);
#pragma warning restore RS0030
        try
        {
            if (OperatingSystem.IsWindows() ? GetFileType(handle) != Disk : ModeOf(handle) is not { } mode || (mode & TypeMask) != Regular)
                throw new NotRegularFileException();
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>To be read from its start, without a buffer.</summary>
    /// <inheritdoc cref="Open"/>
    public static Stream OpenRead(string path) => new FileStream(Open(path), FileAccess.Read, bufferSize: 0);

    /// <summary>All of it.</summary>
    /// <param name="most">Bytes that are read at most; its length is asked first, and not trusted.</param>
    /// <exception cref="TooLargeFileException">It has more bytes.</exception>
    /// <inheritdoc cref="Open"/>
    public static byte[] ReadAll(string path, long most)
    {
        using var handle = Open(path);
        var length = RandomAccess.GetLength(handle);
        if (length > most)
            throw new TooLargeFileException(most);
        var bytes = new byte[length];
        var read = Fill(handle, bytes, 0);
        if (read < length)
            return bytes[..read];
        // what has grown, or never told its length
        var more = new byte[1 << 16];
        while (Fill(handle, more, read) is > 0 and var added)
        {
            if (read + (long)added > most)
                throw new TooLargeFileException(most);
            if (read + added > bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(most, Math.Max(2L * bytes.Length, read + added)));
            more.AsSpan(0, added).CopyTo(bytes.AsSpan(read));
            read += added;
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>A new and empty file in the place of whatever has its name: nothing that was put there is written into.</summary>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return new(path, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Nothing where there is no such file yet.</summary>
    /// <exception cref="NotRegularFileException">It is a pipe, a device or a socket.</exception>
    public static void RefuseOther(string path) => RefuseOther(OperatingSystem.IsWindows() ? null : ModeOf(path));

    private static int Fill(SafeFileHandle handle, byte[] buffer, long offset)
    {
        var filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(handle, buffer.AsSpan(filled), offset + filled) is > 0 and var read)
            filled += read;
        return filled;
    }

    private static void RefuseOther(int? mode)
    {
        if (mode is { } found && (found & TypeMask) is not (Regular or Folder))
            throw new NotRegularFileException();
    }

    // the runtime's own stat, whose record is the same on all systems: flags, then the mode
    private static unsafe int? ModeOf(string path)
    {
        var status = stackalloc int[64];
        return Stat(path, status) == 0 ? status[1] : null;
    }

    private static unsafe int? ModeOf(SafeFileHandle handle)
    {
        var status = stackalloc int[64];
        return FStat(handle, status) == 0 ? status[1] : null;
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Stat(string path, int* status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static unsafe partial int FStat(SafeFileHandle handle, int* status);

    [LibraryImport("kernel32")]
    private static partial int GetFileType(SafeFileHandle handle);
}

/// <summary>A pipe, a device or a socket in the place of a file.</summary>
public sealed class NotRegularFileException() : IOException(Found)
{
    /// <summary>In words, after "found".</summary>
    public const string Found = "a pipe, a device or a socket";
}

/// <summary>A file of more bytes than are read.</summary>
/// <param name="most">Bytes that are read at most.</param>
public sealed class TooLargeFileException(long most)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"a file of more than {most >> 20} MiB"));
