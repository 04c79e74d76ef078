using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmEnergy.Domain;

/// <summary>Every code that a finding can have. <c>issues.json</c> holds them, and the tables of the READMEs are made of it.</summary>
public static class IssueCatalog
{
    /// <summary>In the order of their codes.</summary>
    public static ImmutableArray<IssueKind> All { get; } = Read();

    private static FrozenDictionary<string, IssueKind> ByCode { get; } = All.ToFrozenDictionary(kind => kind.Code);

    /// <exception cref="KeyNotFoundException">There is no such code.</exception>
    public static IssueKind Of(string code) =>
        ByCode.TryGetValue(code, out var kind) ? kind : throw new KeyNotFoundException($"There is no issue code {code}.");

    private static ImmutableArray<IssueKind> Read()
    {
        using var stream = typeof(IssueCatalog).Assembly.GetManifestResourceStream("LlmEnergy.Domain.Issues.issues.json")!;
        return JsonSerializer.Deserialize(stream, IssueKinds.Default.ImmutableArrayIssueKind);
    }
}

/// <param name="Severity">Of a finding that states none itself.</param>
/// <param name="Meaning">What was found.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Either">Whether some findings of this code are errors and others warnings: each then states which it is.</param>
public sealed record IssueKind(string Code, Severity Severity, string Meaning, string Remedy, bool Either = false);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ImmutableArray<IssueKind>))]
internal sealed partial class IssueKinds : JsonSerializerContext;
