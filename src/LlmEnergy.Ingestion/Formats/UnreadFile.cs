using System.Collections.Immutable;
using System.Text.Json;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>A kind of file that is known and that no format reads, told by its columns or members.</summary>
/// <param name="Instead">What can be read instead.</param>
internal sealed record UnreadFile(string Is, ImmutableArray<string> Has, string Instead)
{
    private static readonly Lazy<ImmutableArray<UnreadFile>> All = new(Load);

    public string Refusal => $"found {Is} ({string.Join(", ", Has)}), which no format reads, expected {Instead}";

    /// <summary>Null where the file is none of them.</summary>
    public static UnreadFile? Of(FileShape shape) => All.Value.FirstOrDefault(file => file.Has.All(shape.Names.Contains));

    private static ImmutableArray<UnreadFile> Load()
    {
        using var stream = typeof(UnreadFile).Assembly.GetManifestResourceStream($"{typeof(UnreadFile).Namespace}.unread.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<UnreadFile>>(stream, JsonSerializerOptions.Web);
    }
}
