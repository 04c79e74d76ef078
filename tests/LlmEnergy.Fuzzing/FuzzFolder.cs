namespace LlmEnergy.Fuzzing;

/// <summary>A folder for the inputs of one run; in memory, where the system has a folder for that.</summary>
internal sealed class FuzzFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"llmenergy-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("llmenergy-");

    public DirectoryInfo Folder => _folder;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public FuzzFolder With(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
