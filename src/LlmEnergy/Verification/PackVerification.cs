using System.Text.Json;
using LlmEnergy.Auditing;
using LlmEnergy.Configuration;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>A pack, unpacked into a scratch folder in bounds and verified as the workspace that it holds.</summary>
public sealed class PackVerification(Verifier verifier)
{
    private const long MostContents = 16 << 20;

    /// <exception cref="ConfigurationException">It is no pack (LE2032).</exception>
    public VerificationResult Verify(
        FileInfo pack,
        VerificationRequest request,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation
    )
    {
        var scratch = Directory.CreateTempSubdirectory("llmenergy-pack-");
        try
        {
            var folder = new WorkspaceFolder(scratch);
            InputSnapshot.Unpack(pack.FullName, name => folder.Inside(name)?.FullPath, pack.Name);
            var (period, isRedacted, hashes) = Contents(folder, pack.Name);
            var findings = Changed(scratch, hashes).ToList();
            var result = verifier.Verify(
                new(Path.Combine(scratch.FullName, "periods", period)),
                request with
                {
                    Workspace = scratch,
                    Level = isRedacted ? VerificationLevel.Hashes : request.Level,
                },
                progress,
                cancellation
            );
            return isRedacted
                ? WithoutInputs(result, scratch, period, request.Level, findings)
                : result with
                {
                    Findings = [.. findings, .. result.Findings],
                };
        }
        catch (RecordedFileException e)
        {
            throw new ConfigurationException(new Issue(new(pack.Name, 0, 0), "LE2032", $"found that it {e.Message}, expected a pack"));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Inputs that are left out are no difference, and no level that needs them is reached.</summary>
    private static VerificationResult WithoutInputs(
        VerificationResult result,
        DirectoryInfo scratch,
        string period,
        VerificationLevel asked,
        List<Finding> findings
    )
    {
        var folder = new DirectoryInfo(Path.Combine(scratch.FullName, "periods", period));
        var outputs = RecordedManifest
            .Read(folder.FullName)
            .Outputs.Keys.Append(RecordedManifest.FileName)
            .Append(EventLog.FileName)
            .ToHashSet();
        findings.AddRange(result.Findings.Where(finding => outputs.Contains(finding.File)));
        return result with
        {
            Findings = findings,
            Levels =
            [
                .. result.Levels.Select(level => level with { WhyNotCompared = "the pack is redacted: its inputs cannot be hashed" }),
                .. Enumerable
                    .Range((int)VerificationLevel.Recalculation, (int)asked - (int)VerificationLevel.Hashes)
                    .Select(level => new LevelResult(
                        (VerificationLevel)level,
                        0,
                        "the pack is redacted: it has no exports and no settings"
                    )),
            ],
        };
    }

    private static (string Period, bool IsRedacted, Dictionary<string, string> Hashes) Contents(WorkspaceFolder folder, string pack)
    {
        try
        {
            var bytes =
                folder.Read(AuditPack.Contents, MostContents).Bytes
                ?? throw RecordedFileException.Whole(pack, $"has no {AuditPack.Contents}");
            using var json = JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false });
            var period = json.RootElement.GetProperty("period").GetString() ?? "";
            return period.AsSpan().IndexOfAny('/', '\\') >= 0 || period is "" or "." or ".."
                ? throw RecordedFileException.Whole(pack, "names a period outside of it")
                : (
                    period,
                    json.RootElement.GetProperty("redacted").GetBoolean(),
                    json.RootElement.GetProperty("files")
                        .EnumerateObject()
                        .ToDictionary(file => file.Name, file => file.Value.GetString() ?? "", StringComparer.Ordinal)
                );
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw RecordedFileException.Whole(pack, $"has a {AuditPack.Contents} that this program does not write", e);
        }
    }

    private static IEnumerable<Finding> Changed(DirectoryInfo scratch, Dictionary<string, string> hashes)
    {
        var there = scratch
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(scratch.FullName, file.FullName).Replace('\\', '/'))
            .Where(name => name != AuditPack.Contents)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, hash) in hashes)
        {
            if (!there.Contains(name))
                yield return new(VerificationLevel.Hashes, name, "", "is missing from the pack");
            else if (Hashing.Sha256.Of(Path.Combine(scratch.FullName, name)) != hash)
                yield return new(VerificationLevel.Hashes, name, "", "has other bytes than the pack says");
        }

        foreach (var name in there.Except(hashes.Keys, StringComparer.Ordinal))
            yield return new(VerificationLevel.Hashes, name, "", "is not one of the pack's");
    }
}
