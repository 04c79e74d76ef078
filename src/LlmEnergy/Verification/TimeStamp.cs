using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace LlmEnergy.Verification;

/// <summary>
/// A time stamp of events.jsonl by RFC 3161, as a file: imprint, signature, certificate up to a given authority, and time. Nothing is
/// fetched, and no list of revoked
/// certificates is asked: the authority's file is what the reader trusts.
/// </summary>
/// <param name="File">A response of an authority, or the token alone.</param>
/// <param name="Authorities">Certificates that are trusted, and those between them and the signer.</param>
public sealed record TimeStamp(byte[] File, X509Certificate2Collection Authorities)
{
    /// <summary>What clocks that are not those of the authority may be ahead of it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private static readonly Oid ForTimeStamps = new("1.3.6.1.5.5.7.3.8");

    /// <summary>The time, or why it proves nothing.</summary>
    /// <param name="lastEvent">A stamp of a log is not older than the log.</param>
    internal (string? Proven, string? Why) Of(byte[] events, DateTimeOffset lastEvent)
    {
        if (Token() is not { } token)
            return (null, "is no time stamp that was granted: neither a response of an authority nor a token");
        if (HashOf(token.TokenInfo.HashAlgorithmId, events) is not { } imprint)
            return (null, "is of a hash that is not SHA-256, SHA-384 or SHA-512");
        if (!imprint.AsSpan().SequenceEqual(token.TokenInfo.GetMessageHash().Span))
            return (null, "is of other bytes than those of the file");
        if (!token.VerifySignatureForData(events, out var signer, Authorities) || signer is null)
            return (null, "has a signature that is not by its certificate, or none that may stamp times");
        var time = token.TokenInfo.Timestamp;
        if (WhyNotTrusted(signer, token, time) is { } why)
            return (null, $"is by {signer.Subject}, which the given authority does not vouch for: {why}");
        return time + Tolerance < lastEvent
            ? (null, $"is of {Text(time)}, before the last event, {Text(lastEvent)}")
            : ($"{Text(time)} by {signer.Subject}", null);
    }

    private string? WhyNotTrusted(X509Certificate2 signer, Rfc3161TimestampToken token, DateTimeOffset time)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities);
        chain.ChainPolicy.ExtraStore.AddRange(Authorities);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(ForTimeStamps);
        return chain.Build(signer) ? null : string.Join(", ", chain.ChainStatus.Select(status => status.Status.ToString()).Distinct());
    }

    private Rfc3161TimestampToken? Token()
    {
        try
        {
            if (Rfc3161TimestampToken.TryDecode(File, out var token, out var read) && read == File.Length)
                return token;
            var response = new AsnReader(File, AsnEncodingRules.DER).ReadSequence();
            var status = response.ReadSequence();
            return
                status.ReadInteger() <= 1
                && response.HasData
                && Rfc3161TimestampToken.TryDecode(response.ReadEncodedValue(), out token, out _)
                ? token
                : null;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? HashOf(Oid algorithm, byte[] bytes) =>
        algorithm.Value switch
        {
            "2.16.840.1.101.3.4.2.1" => SHA256.HashData(bytes),
            "2.16.840.1.101.3.4.2.2" => SHA384.HashData(bytes),
            "2.16.840.1.101.3.4.2.3" => SHA512.HashData(bytes),
            _ => null,
        };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
