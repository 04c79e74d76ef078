using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Configuration;

/// <summary>A table of a database that a source is read from, as the configuration has it.</summary>
/// <param name="Connection">Where the connection string is: never the string itself.</param>
/// <param name="Read">Who adds its rows up.</param>
/// <param name="Shards">Who is asked for them.</param>
public sealed record DatabaseConfiguration(
    string Kind,
    string Connection,
    string Table,
    string Read = DatabaseTable.Stream,
    string Shards = DatabaseTable.One
);

/// <summary>The key <c>database</c> of a source.</summary>
internal static class DatabaseSettings
{
    private const string Code = "LE2085";
    private const int LongestId = 64;

    public static DatabaseConfiguration Read(ConfigurationNode node, ConfigurationProblems problems)
    {
        var database = new DatabaseConfiguration(
            node.OneOf("kind", DatabaseTable.PostgreSql, DatabaseTable.PostgreSql, DatabaseTable.ClickHouse),
            node.Text("connection") ?? "",
            ConfigurationReader.Named(node, "table", problems),
            node.OneOf("read", DatabaseTable.Stream, DatabaseTable.Reads),
            node.OneOf("shards", DatabaseTable.One, DatabaseTable.One, DatabaseTable.List)
        );
        node.Close();
        if (database.Shards == DatabaseTable.List && (database.Kind != DatabaseTable.ClickHouse || database.Read == DatabaseTable.Stream))
            problems.Add(
                Code,
                $"{node.PathOf("shards")}: found a list of shards, expected it of clickhouse with push or auto alone: rows are sent by "
                    + "one server"
            );
        // what stands there may be a password: it is not repeated
        if (node.Has("connection") && !IsReference(database.Connection))
            problems.Add(
                Code,
                $"{node.PathOf("connection")}: found no reference, expected env:NAME or file:PATH with a whole path: a connection string "
                    + "holds a password, and this file is copied, hashed and shown"
            );
        return database;
    }

    /// <summary>A source has files or a table, and its id names files of the folder of a period.</summary>
    public static void Check(SourceConfiguration source, ConfigurationNode node, ConfigurationProblems problems)
    {
        if (!source.Paths.IsEmpty)
            problems.Add(Code, $"{node.PathOf("path")}: found a path beside a database, expected one of them");
        if (source.Id.Length > LongestId || !source.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            problems.Add(
                Code,
                $"{node.PathOf("id")}: found other than letters, digits, - and _, or more than {LongestId}, expected no others of a source "
                    + "that is a database: files are named by it"
            );
    }

    public static DatabaseTable Table(DatabaseConfiguration database) =>
        new(database.Kind, database.Connection, database.Table) { Read = database.Read, HasShards = database.Shards == DatabaseTable.List };

    /// <summary>A table of two sources would count twice; a secret in the workspace would be packed, hashed and shown with it.</summary>
    public static IEnumerable<Issue> Findings(ImmutableArray<SourceConfiguration> sources, DirectoryInfo workspace)
    {
        var tables = sources.Where(source => source.Database is not null).ToList();
        foreach (var same in tables.GroupBy(source => (source.Database!.Connection, source.Database.Table)).Where(same => same.Count() > 1))
            yield return Found(
                $"found one table in {string.Join(" and ", same.Select(source => $"'{source.Id}'"))}, expected each in one source"
            );
        foreach (var source in tables.Where(source => source.Database!.Connection.StartsWith("file:", StringComparison.Ordinal)))
        {
            var path = Path.GetRelativePath(workspace.FullName, source.Database!.Connection["file:".Length..]);
            if (!path.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(path))
                yield return Found($"found the connection of '{source.Id}' in a file of the workspace, expected one outside of it");
        }

        static Issue Found(string found) => new(new(WorkspaceConfiguration.FileName, 0, 0), Code, $"sources: {found}");
    }

    private static bool IsReference(string text) =>
        (text.StartsWith("env:", StringComparison.Ordinal) && text.Length > 4 && text.AsSpan(4).IndexOfAnyExcept(NameLetters) < 0)
        || (text.StartsWith("file:", StringComparison.Ordinal) && Path.IsPathFullyQualified(text[5..]) && !text.Any(char.IsControl));

    private static readonly System.Buffers.SearchValues<char> NameLetters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );
}
