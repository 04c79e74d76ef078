using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Factors.Tables;

namespace LlmEnergy.Registers;

/// <summary>
/// approvals.csv: which methods and which factor pack the undertaking has adopted, by hash, who did it, when, and on what basis.
/// </summary>
public sealed class ApprovalRegister
{
    public const string FileName = "approvals.csv";
    private const string Code = "LE2021";

    private static readonly TableForm Form = Register.Form(FileName, ["hash", "by", "date", "basis"], "subject");

    private readonly ImmutableHashSet<string> _hashes;

    private ApprovalRegister(ImmutableHashSet<string> hashes) => _hashes = hashes;

    public static ApprovalRegister Empty { get; } = new([]);

    public static ApprovalRegister Read(byte[] csv, ICollection<Issue> issues)
    {
        var hashes = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var row in TableReader.Read(csv, Form, issues))
        {
            row.Required("by");
            row.Required("basis");
            row.Required("date");
            row.Day("date");
            var hash = row.Required("hash").ToLowerInvariant();
            if (hash.Length > 0 && !IsHash(hash))
                row.Wrong("hash", "found no hash, expected sha256: and 64 hexadecimal digits, as the finding states it");
            hashes.Add(hash);
        }

        return new(hashes.ToImmutable());
    }

    private static bool IsHash(string text) =>
        text.StartsWith("sha256:", StringComparison.Ordinal) && text.Length == 71 && text.Skip(7).All(char.IsAsciiHexDigitLower);

    /// <summary>What was used and is not adopted.</summary>
    public IEnumerable<Issue> Findings(IEnumerable<(string Subject, string Hash)> used) =>
        used.Where(item => !_hashes.Contains(item.Hash))
            .Select(item => new Issue(
                new(FileName, 0, 0),
                Code,
                $"{item.Subject} is not adopted by the undertaking, expected a row of {FileName} with hash {item.Hash}, by, date and basis",
                Severity.Warning
            ));
}
