namespace LlmEnergy.Tests;

/// <summary>A folder that is gone after the test.</summary>
/// <param name="inMemory">Whether its files take no disk, where the system has a folder for that: for tests that write very
/// many.</param>
internal sealed class TemporaryFolder(bool inMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    public DirectoryInfo Folder { get; } =
        inMemory && Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, $"llmenergy-{Guid.NewGuid():N}"))
            : Directory.CreateTempSubdirectory("llmenergy-test-");

    public TemporaryFolder With(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public string PathOf(string name) => Path.Combine(Folder.FullName, name);

    public void Dispose() => Folder.Delete(recursive: true);
}
