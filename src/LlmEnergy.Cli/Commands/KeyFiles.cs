using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Periods;

namespace LlmEnergy.Cli.Commands;

/// <summary>Keys and certificates named on the command line; what is in them is never printed.</summary>
public static class KeyFiles
{
    private const string Variable = "env:";

    /// <summary>Far above a list of certificates.</summary>
    private const long MostBytes = 1 << 20;

    /// <summary>A private key: from a file outside of the workspace, which is handed on, or from an environment variable.</summary>
    /// <param name="name">A path, or <c>env:NAME</c>.</param>
    /// <exception cref="ConfigurationException">LE2001: there is none, or it lies in the workspace.</exception>
    public static ECDsa Private(string name, DirectoryInfo workspace)
    {
        var isVariable = name.StartsWith(Variable, StringComparison.Ordinal);
        if (!isVariable && IsInside(new FileInfo(name).FullName, workspace))
            throw Refused("--sign", "found a key inside the workspace, expected it elsewhere: who gets the workspace would get the key");
        var pem = isVariable ? Environment.GetEnvironmentVariable(name[Variable.Length..]) ?? "" : Text(name, "--sign");
        return EventSignature.Key(pem, isPrivate: true)
            ?? throw Refused("--sign", "found no private key, expected one of ECDSA on P-256 in PEM, without a password");
    }

    /// <exception cref="ConfigurationException">LE2001: there is none.</exception>
    public static ECDsa Public(string name) =>
        EventSignature.Key(Text(name, "--key"), isPrivate: false)
        ?? throw Refused("--key", "found no public key, expected one of ECDSA on P-256 in PEM, not the private one");

    /// <exception cref="ConfigurationException">LE2001: there are none.</exception>
    public static X509Certificate2Collection Certificates(string name)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Text(name, "--ca"));
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates.Count > 0 ? certificates : throw Refused("--ca", "found no certificate, expected at least one in PEM");
    }

    private static string Text(string name, string option)
    {
        try
        {
            return Encoding.UTF8.GetString(RegularFile.ReadAll(name, MostBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refused(option, "found no readable file, expected PEM");
        }
    }

    private static bool IsInside(string path, DirectoryInfo workspace) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(workspace.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static ConfigurationException Refused(string option, string message) => new(new Issue(new(option, 0, 0), "LE2001", message));
}
