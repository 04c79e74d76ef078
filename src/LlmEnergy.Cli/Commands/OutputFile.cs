using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Cli.Commands;

/// <summary>A file that a command was asked to write: there as a whole, or as it was before.</summary>
internal static class OutputFile
{
    public static void Write(string name, Action<Stream> write)
    {
        var path = Path.GetFullPath(name);
        var next = path + ".new";
        try
        {
            using (var file = RegularFile.Create(next))
                write(file);
            File.Move(next, path, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }
}
