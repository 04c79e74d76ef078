namespace LlmEnergy.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("llmenergy-test-");

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
