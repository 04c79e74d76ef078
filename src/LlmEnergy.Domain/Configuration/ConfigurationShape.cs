namespace LlmEnergy.Domain.Configuration;

/// <summary>
/// What an object of a configuration may have, as its readers ask for it: gathered while files are read, for the JSON Schemas by which
/// editors complete and check. A key that no reader asked for is none.
/// </summary>
public sealed class ConfigurationShape
{
    private readonly SortedDictionary<string, KeyShape> _keys = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigurationShape> _forms;
    private int _objects;

    public ConfigurationShape()
        : this("", []) { }

    private ConfigurationShape(string form, Dictionary<string, ConfigurationShape> forms) => (Form, _forms) = (form, forms);

    /// <summary>The name of what such objects are wherever they stand; empty: they stand in one place.</summary>
    public string Form { get; }

    /// <summary>Its keys; none where it is a map.</summary>
    public IReadOnlyDictionary<string, KeyShape> Keys => _keys;

    /// <summary>What every key of a map may hold; null where the keys have a meaning each.</summary>
    public KeyShape? Entry { get; private set; }

    /// <summary>The keys that a map may have; empty: any.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Whether each object that was read had to have the key.</summary>
    public bool IsRequired(string key) => _keys[key].Required == _objects;

    internal void Opened() => _objects++;

    internal void IsMapOf(IEnumerable<string> names)
    {
        Entry ??= new("", this);
        _names.UnionWith(names);
    }

    internal KeyShape Of(string key)
    {
        if (Entry is not null)
            return Entry;
        if (!_keys.TryGetValue(key, out var shape))
            _keys.Add(key, shape = new(key, this));
        return shape;
    }

    internal ConfigurationShape Below(string form)
    {
        if (form.Length == 0)
            return new("", _forms);
        if (!_forms.TryGetValue(form, out var shape))
            _forms.Add(form, shape = new(form, _forms));
        return shape;
    }
}

/// <summary>What a key of a configuration may hold.</summary>
public sealed class KeyShape
{
    private readonly SortedSet<string> _words = new(StringComparer.Ordinal);

    private readonly ConfigurationShape _above;

    internal KeyShape(string name, ConfigurationShape above) => (Name, _above) = (name, above);

    /// <summary>Empty for the entries of a map.</summary>
    public string Name { get; }

    public ValueKinds Kinds { get; internal set; }

    /// <summary>What its text has to be one of; empty: any.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>The number that it has to be; null: any.</summary>
    public int? Only { get; internal set; }

    /// <summary>Its present name, where it is a former one; else null.</summary>
    public string? Now { get; internal set; }

    /// <summary>What it holds, or each of its list does; null where it holds no object.</summary>
    public ConfigurationShape? Object { get; private set; }

    internal int Required { get; set; }

    internal void MayBe(IEnumerable<string> words) => _words.UnionWith(words);

    internal ConfigurationShape Below(string form) => Object ??= _above.Below(form);
}

/// <summary>Kinds of values, of which a key may hold several.</summary>
[Flags]
public enum ValueKinds
{
    None = 0,
    Text = 1,
    Flag = 2,
    WholeNumber = 4,
    Number = 8,

    /// <summary>A list of texts.</summary>
    Texts = 16,

    /// <summary>A list of lists of texts.</summary>
    TextLists = 32,

    /// <summary>A list of numbers.</summary>
    Numbers = 64,
    Object = 128,

    /// <summary>A list of objects.</summary>
    Objects = 256,

    /// <summary>A list whose items are texts, lists of texts or objects.</summary>
    Items = 512,
}
