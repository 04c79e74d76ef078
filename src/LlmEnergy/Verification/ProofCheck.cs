using LlmEnergy.Periods;

namespace LlmEnergy.Verification;

/// <summary>Signature and time stamp of events.jsonl, where somebody has the means to check them.</summary>
internal static class ProofCheck
{
    /// <returns>What was proven, or that there is something which was not asked for, in words.</returns>
    public static IEnumerable<string> Compare(
        DirectoryInfo folder,
        VerificationRequest request,
        EventLog? log,
        ICollection<Finding> findings
    )
    {
        var (events, signature) = (Bytes(folder, EventLog.FileName), Bytes(folder, EventSignature.FileName));
        void Differs(string file, string message) => findings.Add(new(VerificationLevel.Hashes, file, "", message));

        if (request.Key is null && signature is not null)
            yield return "signature: not checked, since no key was given (--key)";
        else if (request.Key is { } key && (events is null || signature is null))
            Differs(EventSignature.FileName, "is missing, and a key was given to check it with");
        else if (request.Key is not null && !EventSignature.IsBy(request.Key, events!, signature!))
            Differs(EventSignature.FileName, $"is not a signature of {EventLog.FileName} by the given key");
        else if (request.Key is not null)
            yield return $"signature: of {EventLog.FileName}, by the given key";

        if (request.TimeStamp is not { } stamp)
            yield break;
        var (proven, why) = stamp.Of(events ?? [], log?.Events is [.., var last] ? last.Time : DateTimeOffset.MinValue);
        if (proven is null)
            Differs(EventLog.FileName, $"the time stamp {why}");
        else
            yield return $"time stamp: {EventLog.FileName} stood as it is at {proven}";
    }

    /// <summary>Null where there are none, or what stands there is no file: the outputs say so.</summary>
    private static byte[]? Bytes(DirectoryInfo folder, string name)
    {
        try
        {
            return File.Exists(Path.Combine(folder.FullName, name)) ? RecordedFile.Read(folder.FullName, name) : null;
        }
        catch (RecordedFileException)
        {
            return null;
        }
    }
}
