using System.Collections.Immutable;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>
/// A format, as data: which column is what, and what the numbers mean. Built-in formats and users' profiles have the same schema, whatever
/// the container.
/// </summary>
/// <param name="Separator">Of CSV; null: found in the header line.</param>
/// <param name="Rows">Where the rows of a JSON value are, such as <c>data[].results[]</c>; empty: the value is the row.</param>
/// <param name="More">Path from the root of a JSON value to what is true where another page follows; empty: none.</param>
/// <param name="Fields">Columns of each field.</param>
/// <param name="Constants">Text of fields where the file states none.</param>
/// <param name="Identity">
/// Columns that together name a request, or several such lists, of which the first that a row states names it. Empty: rows have no
/// identity.
/// </param>
/// <param name="Parent">Columns that together are the identity of the row's parent, whose numbers may repeat those of its children.</param>
/// <param name="Requires">Fields without which a row is not usable, with what to do about it.</param>
/// <param name="Ignore">In the order in which they are tried.</param>
/// <param name="Variants">The first whose conditions hold reads a row.</param>
public sealed record Mapping(
    string Id,
    string Title,
    ImmutableArray<string> Containers,
    char? Separator,
    string Rows,
    string More,
    Detection Detection,
    ImmutableSortedDictionary<Field, FieldColumns> Fields,
    ImmutableSortedDictionary<Field, string> Constants,
    ImmutableArray<ImmutableArray<string>> Identity,
    ImmutableArray<string> Parent,
    Semantics Semantics,
    ImmutableSortedDictionary<Field, string> Requires,
    ImmutableArray<IgnoreRule> Ignore,
    ImmutableArray<Case> Cases,
    ImmutableArray<Variant> Variants
)
{
    /// <summary>Path from the root to the names of columns, where rows of JSON are lists of values; empty: they are objects.</summary>
    public string TableNames { get; init; } = "";

    /// <summary>
    /// Lists of a JSON row that belong together place by place: each place is a row, with what else stands in the object.
    /// </summary>
    public ImmutableArray<string> Zip { get; init; } = [];

    /// <summary>
    /// What stands in the lines of totals below a table whose cells are not those of its header: they are no rows of usage.
    /// </summary>
    public ImmutableArray<string> TotalWords { get; init; } = [];

    /// <summary>Null where such lines say nothing that can be held against the rows.</summary>
    public ColumnTotal? TotalOf { get; init; }

    /// <summary>Texts that stand where a cell is empty, such as <c>NULL</c>.</summary>
    public ImmutableArray<string> EmptyWords { get; init; } = [];

    /// <summary>Columns that only some versions of the export have.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    public ImmutableArray<WarnRule> Warn { get; init; } = [];

    /// <summary>Rows that are no usable ones, though they look like it.</summary>
    public ImmutableArray<SpokenRule> Reject { get; init; } = [];

    /// <summary>Rows that say of the whole file that it cannot be used, such as a grouping in which people stand twice.</summary>
    public ImmutableArray<SpokenRule> Refuse { get; init; } = [];

    /// <summary>Values that hold for the rows after the one that states them.</summary>
    public ImmutableArray<CarriedColumn> Carried { get; init; } = [];

    /// <summary>Null where no other files, or rows, state the same traffic in another way.</summary>
    public Views? Views { get; init; }

    public ImmutableArray<TwinRule> Twins { get; init; } = [];

    /// <summary>Null where rows state what they add.</summary>
    public Counter? Counter { get; init; }

    /// <summary>Null where files do not say what their rows add up to.</summary>
    public ControlTotals? ControlTotals { get; init; }

    /// <summary>Null where rows state what was used, and not only how often.</summary>
    public Prompts? Prompts { get; init; }

    /// <summary>Null where names of columns are compared as they are.</summary>
    public HeaderNames? Headers { get; init; }

    /// <summary>Null where rows state the quantities of all fields themselves.</summary>
    public BilledQuantity? Billed { get; init; }

    /// <summary>Columns that its fields ask for and no file has.</summary>
    public ImmutableArray<DecodedColumn> Decoded { get; init; } = [];

    /// <summary>Whether rows without a time of their own are of the days that are declared for their file.</summary>
    public bool MayBeDeclared => Fields.TryGetValue(Field.Time, out var time) && time.Names.Any(DeclaredColumns.Is);

    /// <summary>The tables that they are decoded by; a catalogue gives them.</summary>
    public ImmutableSortedDictionary<string, DecodeTable> Tables { get; init; } = ImmutableSortedDictionary<string, DecodeTable>.Empty;

    /// <summary>
    /// If it does not say by which columns it is recognised: by all that fields are mapped to alone, and where no field is, by any.
    /// </summary>
    public Mapping DetectedByColumns()
    {
        if (Detection.IsPossible)
            return this;
        var alone = Fields.Values.Where(field => field.Names.Length == 1).Select(field => field.Names[0]).Distinct().ToImmutableArray();
        var any = alone.IsEmpty ? Fields.Values.SelectMany(field => field.Names).Distinct().ToImmutableArray() : [];
        return this with { Detection = new(alone, any, []) };
    }

    public string DescribedIdentity => string.Join(" or ", Identity.Select(names => string.Join(" + ", names)));

    /// <summary>What the profile calls by a former name.</summary>
    public ImmutableArray<Issue> Warnings { get; init; } = [];

    /// <summary>A drafted profile whose open decisions are not settled yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Reads a profile, strictly: a key that is misspelt must not go unnoticed.</summary>
    /// <exception cref="ConfigurationException">Every unknown key, missing key and wrong value at once.</exception>
    /// <param name="shape">Takes what a profile may have, for a schema of it; null: nobody wants to know.</param>
    public static Mapping Parse(ReadOnlyMemory<byte> json, string displayPath, ConfigurationShape? shape = null) =>
        ProfileReader.Read(json, displayPath, shape);
}
