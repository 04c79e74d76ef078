using LlmEnergy.Ingestion.Formats;

namespace LlmEnergy.Setup;

/// <summary>The columns of a drafted mapping: what a person is asked about, by example.</summary>
public static class DraftedColumns
{
    /// <summary>Each field with its column, as profiles name it.</summary>
    public static IEnumerable<(string Field, string Column)> Of(Mapping mapping) =>
        mapping.Fields.Where(field => field.Value.Names.Length == 1).Select(field => (FieldNames.Of(field.Key), field.Value.Names[0]));

    /// <summary>The text of a drafted profile with another column in the place of one.</summary>
    public static string With(string profile, string column, string other) =>
        profile.Replace(ConfigurationDraft.Quoted(column), ConfigurationDraft.Quoted(other), StringComparison.Ordinal);
}
