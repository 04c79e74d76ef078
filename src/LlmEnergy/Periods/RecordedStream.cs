using System.Security.Cryptography;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Periods;

/// <summary>A file of a period folder that is hashed while it is read, so that it never stands in memory as a whole.</summary>
internal sealed class RecordedStream : IDisposable
{
    private readonly string _period;
    private readonly string _file;
    private readonly string? _recorded;
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CryptoStream _stream;

    /// <param name="period">Name of the period, for people.</param>
    /// <param name="recorded">Hash in the manifest; null where it has none.</param>
    /// <exception cref="RecordedFileException">It cannot be read.</exception>
    public RecordedStream(string folder, string period, string file, string? recorded)
    {
        (_period, _file, _recorded) = (period, file, recorded);
        try
        {
            _stream = new(RegularFile.OpenRead(Path.Combine(folder, file)), _hash, CryptoStreamMode.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RecordedFileException.Whole(file, $"cannot be read ({e.Message})", e);
        }
    }

    /// <summary>What it holds, from its beginning.</summary>
    public Stream Stream => _stream;

    internal static RecordedFileException Other(string file, string period) =>
        new(file, "has other bytes than the manifest records", $"{file} of {period} has other bytes than the manifest records");

    /// <summary>Reads what is left of it. Nothing that was read before may be used until then.</summary>
    /// <exception cref="RecordedFileException">It is not as the manifest records it.</exception>
    public void RefuseOther()
    {
        _stream.CopyTo(Stream.Null);
        if (Convert.ToHexStringLower(_hash.Hash!) != _recorded)
            throw Other(_file, _period);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }
}
