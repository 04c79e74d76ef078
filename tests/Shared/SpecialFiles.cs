using System.Diagnostics;
using System.Net.Sockets;

namespace LlmEnergy.Shared;

/// <summary>What may stand in the place of a file and is none.</summary>
internal static class SpecialFiles
{
    /// <summary>A pipe that nobody writes to: opening it waits for ever.</summary>
    public static void Pipe(string path)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no pipes in folders");
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
    }

    public static Socket Socket(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>A file of that length which takes no disk.</summary>
    public static void Sparse(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        file.SetLength(bytes);
    }
}
