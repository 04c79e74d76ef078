using LlmEnergy.Configuration;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy.Verification;

/// <summary>
/// The inputs that a closing packed into its version, unpacked beside: what is verified with where an input was changed since, moved or
/// deleted.
/// </summary>
internal sealed class SnapshotInputs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("llmenergy-snapshot-");

    private SnapshotInputs(string archive)
    {
        try
        {
            InputSnapshot.Unpack(archive, name => new WorkspaceFolder(_folder).Inside(name)?.FullPath);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Null where the version was closed without one, or it is not the one of the closing: level 1 says so.</summary>
    /// <param name="findings">Takes that it cannot be unpacked.</param>
    public static SnapshotInputs? Open(DirectoryInfo folder, ICollection<Finding> findings)
    {
        var archive = Path.Combine(folder.FullName, InputSnapshot.FileName);
        try
        {
            if (!File.Exists(archive) || InputSnapshot.HashIn(EventLog.Read(folder.FullName)) is not { } hash || Sha256.Of(archive) != hash)
                return null;
        }
        catch (Exception e) when (e is RecordedFileException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

        try
        {
            return new(archive);
        }
        catch (Exception e) when (e is RecordedFileException or InvalidDataException)
        {
            findings.Add(new(VerificationLevel.Hashes, InputSnapshot.FileName, "", e.Message));
            return null;
        }
    }

    /// <summary>The file of an input, an archive for its entries, where it is held as it was read; else null.</summary>
    public string? Has(InputFile input, RecordedInputs recorded)
    {
        string? Inside(string name) => new WorkspaceFolder(_folder).Inside(name)?.FullPath;
        return
            InputPath.FileOf(input.Path, name => Inside(name) is { } path && File.Exists(path)) is { } file
            && recorded.Is(input, Inside(file)!)
            ? file
            : null;
    }

    /// <summary>A workspace of these inputs, with the reports of the other one beside it.</summary>
    public Workspace AsWorkspace(DirectoryInfo periods, LookTrial? trial) => Workspace.Open(_folder, trial) with { Periods = periods };

    public void Dispose() => _folder.Delete(recursive: true);
}
