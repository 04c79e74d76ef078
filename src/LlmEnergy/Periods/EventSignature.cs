using System.Security.Cryptography;

namespace LlmEnergy.Periods;

/// <summary>
/// events.jsonl.sig: a detached signature of events.jsonl, and by it of the manifest and all outputs. ECDSA on P-256 with SHA-256, in DER,
/// as openssl reads it:
/// <c>openssl dgst -sha256 -verify PUBLIC.pem -signature events.jsonl.sig events.jsonl</c>.
/// </summary>
public static class EventSignature
{
    public const string FileName = EventLog.FileName + ".sig";
    private const string P256 = "1.2.840.10045.3.1.7";

    public static byte[] Sign(byte[] events, ECDsa key) =>
        key.SignData(events, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public static bool IsBy(ECDsa key, byte[] events, byte[] signature) =>
        key.VerifyData(events, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>A key of either kind from its PEM; null where it is none of that kind on P-256, or has a password.</summary>
    public static ECDsa? Key(string pem, bool isPrivate)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256 && IsPrivate(key) == isPrivate)
                return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // not a key
        }

        key.Dispose();
        return null;
    }

    private static bool IsPrivate(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
