using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Filling;

/// <summary>fill.json: what names, cells and tables of a workbook are filled with, where they have names of their own.</summary>
/// <param name="Names">What each defined name takes.</param>
/// <param name="Cells">What each cell takes, such as <c>Input!B7</c>.</param>
/// <param name="Tables">By the name of an Excel table.</param>
public sealed record FillMapping(
    ImmutableSortedDictionary<string, string> Names,
    ImmutableSortedDictionary<string, string> Cells,
    ImmutableSortedDictionary<string, MappedTable> Tables
)
{
    public const string FileName = "fill.json";
    private const int Schema = 1;

    public static FillMapping None { get; } =
        new(
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, MappedTable>.Empty
        );

    /// <exception cref="ConfigurationException">Everything that is wrong with it.</exception>
    public static FillMapping Parse(ReadOnlyMemory<byte> json, string display)
    {
        var problems = new ConfigurationProblems(display);
        var mapping = Read(json, problems);
        problems.ThrowIfAny();
        return mapping ?? None;
    }

    internal static FillMapping? Read(ReadOnlyMemory<byte> json, ConfigurationProblems problems) =>
        ConfigurationNode.Parse(
            json,
            problems,
            root =>
            {
                root.Schema(Schema);
                var mapping = new FillMapping(Texts(root, "names"), Texts(root, "cells"), TablesOf(root));
                root.Close();
                return mapping;
            }
        );

    private static ImmutableSortedDictionary<string, string> Texts(ConfigurationNode parent, string key) =>
        parent.Object(key) is { } map
            ? map.Names().ToImmutableSortedDictionary(name => name, name => map.Text(name) ?? "", StringComparer.OrdinalIgnoreCase)
            : None.Names;

    private static ImmutableSortedDictionary<string, MappedTable> TablesOf(ConfigurationNode root)
    {
        if (root.Object("tables") is not { } map)
            return None.Tables;
        var tables = ImmutableSortedDictionary.CreateBuilder<string, MappedTable>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in map.Names())
            if (map.Object(name, form: "table") is { } table)
            {
                tables[name] = new(table.Text("from") ?? "", Texts(table, "columns"));
                table.Close();
            }

        return tables.ToImmutable();
    }
}

/// <summary>What an Excel table is filled with.</summary>
/// <param name="From">Such as <c>ledger: by=month</c>.</param>
/// <param name="Columns">Our columns by its own; a column that is not named here is looked up by its own name.</param>
public sealed record MappedTable(string From, ImmutableSortedDictionary<string, string> Columns);
