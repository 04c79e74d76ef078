using System.Collections.Immutable;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Formats;

/// <summary>The schema of <c>*.profile.json</c>.</summary>
internal sealed class ProfileReader
{
    private readonly ConfigurationProblems _problems;
    private readonly ConditionReader _conditions;
    private readonly FieldReader _fields;

    private ProfileReader(ConfigurationProblems problems, bool isTrusted) =>
        (_problems, _conditions, _fields) = (problems, new(problems, isTrusted), new(problems));

    /// <param name="isTrusted">Whether its expressions are taken as they are, since they ship with the program.</param>
    public static Mapping Read(ReadOnlyMemory<byte> json, string displayPath, ConfigurationShape? shape, bool isTrusted = false)
    {
        var problems = new ConfigurationProblems(displayPath) { Shape = shape };
        var mapping = ConfigurationNode.Parse(json, problems, root => new ProfileReader(problems, isTrusted).Root(root));
        problems.ThrowIfAny();
        return mapping! with { Warnings = [.. problems.Issues] };
    }

    private Mapping Root(ConfigurationNode root)
    {
        var fields = _fields.Read(root.Object("fields", isRequired: true, form: "fields"));
        var constants = Texts(root.Object("constants"), FieldNames.Text, FieldNames.Text);
        var semantics = new SemanticsReader(_problems);
        var (rows, more, names, zip) = Json(root.Object("json"));
        var (separator, totals, totalOf) = Csv(root.Object("csv"));
        var mapping = new Mapping(
            root.Text("id") ?? "",
            root.Text("title") ?? "",
            Containers(root),
            separator,
            rows,
            more,
            Detection(root.Object("detect")),
            fields,
            constants,
            root.TextLists("identity"),
            root.Texts("parent"),
            semantics.Read(root.Object("semantics", isRequired: true), fields),
            Texts(root.Object("requires"), FieldNames.ByName.Values, [.. fields.Keys, .. FieldNames.Text]),
            [.. root.Objects("ignore").Select(Ignore)],
            [.. root.Objects("cases").SelectMany(Cases)],
            []
        )
        {
            IsDraft = root.Flag("draft", isRequired: false) ?? false,
            TableNames = names,
            Zip = zip,
            Optional = root.Texts("optional"),
            EmptyWords = root.Texts("empty"),
            Warn = [.. root.Objects("warn").Select(Warn)],
            Twins = [.. root.Objects("twins").Select(Twins)],
            Reject = [.. root.Objects("reject", form: "spoken").Select(Spoken)],
            Refuse = [.. root.Objects("refuse", form: "spoken").Select(Spoken)],
            Carried = Carried(root.Object("carry")),
            Views = Views(root.Object("views")),
            Counter = Counter(root.Object("counter")),
            ControlTotals = ControlTotals(root.Object("controlTotals")),
            Prompts = Prompts(root.Object("prompts")),
            TotalWords = totals,
            TotalOf = totalOf,
            Headers = Headers(root.Object("headers")),
            Billed = new BilledReader(_problems, _fields).Read(root),
        };
        mapping = mapping with { Variants = [.. root.Objects("variants").Select(node => Variant(node, mapping, semantics))] };
        mapping = mapping with { Decoded = _fields.Decoded };
        if (mapping.Prompts is { } prompts)
        {
            foreach (
                var field in fields.Keys.Where(field =>
                    field == Field.Operation || (FieldNames.Counts.Contains(field) && field != Field.Requests)
                )
            )
                _problems.WrongValue("fields", FieldNames.Of(field), "requests beside prompts, which have no tokens");
            if (!fields.ContainsKey(Field.Requests))
                _problems.MissingKey("fields.requests", "the column of the prompts");
            mapping = mapping with
            {
                Constants = mapping.Constants.SetItem(Field.Operation, PromptAssumption.OperationOf(prompts.Product)),
            };
        }

        root.Close();
        Check(root, mapping);
        return mapping;
    }

    private void Check(ConfigurationNode root, Mapping mapping)
    {
        if (root.Has("id") && mapping.Id is "" or SourceInput.DetectFormat)
            _problems.WrongValue("id", mapping.Id, "a name for the format, other than auto");
        if (root.Has("fields") && !mapping.Fields.ContainsKey(Field.Time))
            _problems.MissingKey("fields.time", "the column of the time");
        if (
            mapping.Fields.ContainsKey(Field.Cost)
            && mapping.Headers is not { CurrencyInHeader: true }
            && !mapping.Fields.ContainsKey(Field.Currency)
            && !mapping.Constants.ContainsKey(Field.Currency)
            && mapping.Semantics.Currency is null
        )
            _problems.MissingKey("semantics.currency", "the currency of the cost");
        if (mapping.Warn.Length > WarnRule.Most)
            _problems.WrongValue("warn", $"{mapping.Warn.Length} rules", $"at most {WarnRule.Most}");
        if (mapping.Twins.Length > TwinRule.Most)
            _problems.WrongValue("twins", $"{mapping.Twins.Length} rules", $"at most {TwinRule.Most}");
        if (mapping.Counter is not null && mapping.Semantics.Grain != Grain.Bucket)
            _problems.WrongValue("semantics.grain", "request", "bucket: a step of a counter sums what came since the one before");
        if (mapping.Counter is not null && !(mapping.Identity.IsEmpty && mapping.Parent.IsEmpty))
            _problems.WrongValue("identity", mapping.DescribedIdentity, "none beside counter: its series name the rows");
        // which version is the newest, a database tells; of a file, only its writer does
        var version = mapping.Semantics.Version;
        if (!version.IsEmpty && !(mapping.Containers is [ContainerNames.Table] && mapping.Identity is [_]))
            _problems.WrongValue("semantics.version", version[0], "it of tables alone, and one identity that names what has versions");
        if (!version.IsEmpty && !mapping.Twins.IsEmpty)
            _problems.WrongValue("twins", $"{mapping.Twins.Length} rules", "none beside semantics.version");
        if (!mapping.Parent.IsEmpty && mapping.Identity.IsEmpty)
            _problems.MissingKey("identity", "what a parent is named by");
    }

    private ImmutableArray<string> Containers(ConfigurationNode root)
    {
        var containers = root.Texts("container", isRequired: true, ContainerNames.All.AsSpan());
        foreach (var other in containers.Except(ContainerNames.All))
            _problems.WrongValue("container", other, string.Join(", ", ContainerNames.All));
        return containers;
    }

    private (char? Separator, ImmutableArray<string> Totals, ColumnTotal? TotalOf) Csv(ConfigurationNode? csv)
    {
        if (csv is null)
            return (null, [], null);
        var (separator, totals) = (csv.Text("separator", isRequired: false), csv.Texts("totals"));
        var totalOf = csv.Object("totalOf") is { } sum ? TotalOf(sum) : null;
        csv.Close();
        if (separator is null)
            return (null, totals, totalOf);
        if (separator is [var only] && only < 128 && !char.IsLetterOrDigit(only) && only is not ('"' or '\r' or '\n' or ' '))
            return (only, totals, totalOf);
        _problems.WrongValue("csv.separator", separator, "one character such as a comma, a semicolon, a tab or a bar");
        return (null, totals, totalOf);
    }

    private static ColumnTotal TotalOf(ConfigurationNode node)
    {
        var total = new ColumnTotal(node.Texts("words", isRequired: true), node.Text("column") ?? "");
        node.Close();
        return total;
    }

    private static (string Rows, string More, string TableNames, ImmutableArray<string> Zip) Json(ConfigurationNode? json)
    {
        if (json is null)
            return ("", "", "", []);
        var table = json.Object("table");
        var rows = (table is null ? json.Text("rows", isRequired: false) : table.Text("rows")) ?? "";
        var names = table?.Text("names") ?? "";
        table?.Close();
        var paths = (rows, json.Text("more", isRequired: false) ?? "", names, json.Texts("zip"));
        json.Close();
        return paths;
    }

    private static HeaderNames? Headers(ConfigurationNode? headers)
    {
        if (headers is null)
            return null;
        var aliases = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var node = headers.Object("aliases");
        foreach (var alias in node?.Names() ?? [])
            aliases[alias] = node!.Text(alias) ?? "";
        var names = new HeaderNames(
            headers.Flag("ignoreCase", isRequired: false) ?? false,
            headers.Flag("inParentheses", isRequired: false) ?? false,
            headers.Flag("currencyInHeader", isRequired: false) ?? false,
            aliases.ToImmutable()
        );
        headers.Close();
        return names;
    }

    private static Detection Detection(ConfigurationNode? detect)
    {
        if (detect is null)
            return new([], [], []);
        var detection = new Detection(detect.Texts("all"), detect.Texts("any"), detect.Texts("none"));
        detect.Close();
        return detection;
    }

    /// <param name="names">Fields that some profile may name here.</param>
    /// <param name="allowed">Those that this one may.</param>
    private ImmutableSortedDictionary<Field, string> Texts(ConfigurationNode? node, IEnumerable<Field> names, ImmutableArray<Field> allowed)
    {
        if (node is null)
            return ImmutableSortedDictionary<Field, string>.Empty;
        var texts = ImmutableSortedDictionary.CreateBuilder<Field, string>();
        foreach (var key in node.Names(names.Select(FieldNames.Of)))
        {
            if (!FieldNames.ByName.TryGetValue(key, out var field) || !allowed.Contains(field))
                _problems.UnknownKey(node.PathOf(key), allowed.Select(FieldNames.Of).Distinct(StringComparer.Ordinal));
            else if (node.Text(key) is not { } text)
                continue;
            else if (text.Any(char.IsControl))
                _problems.WrongValue(node.PathOf(key), "...", "text without control characters");
            else
                texts[field] = text;
        }

        return texts.ToImmutable();
    }

    private IgnoreRule Ignore(ConfigurationNode node)
    {
        var rule = new IgnoreRule(node.Text("rule") ?? "", node.Flag("statesZero", isRequired: false) ?? false, _conditions.Read(node));
        node.Close();
        return rule;
    }

    private IEnumerable<Case> Cases(ConfigurationNode node)
    {
        var when = _conditions.Read(node);
        var set = Texts(node.Object("set", isRequired: true), FieldNames.Text, FieldNames.Text);
        node.Close();
        return set.Select(pair => new Case(when, pair.Key, pair.Value));
    }

    /// <summary>What a variant does not say is as the format says it.</summary>
    private Variant Variant(ConfigurationNode node, Mapping format, SemanticsReader semantics)
    {
        var when = _conditions.Read(node);
        var fields = format
            .Fields.SetItems(_fields.Read(node.Object("fields", form: "fields")))
            .RemoveRange(node.Texts("without").Where(FieldNames.ByName.ContainsKey).Select(name => FieldNames.ByName[name]));
        var variant = format with
        {
            Fields = fields,
            Constants = format.Constants.SetItems(Texts(node.Object("constants"), FieldNames.Text, FieldNames.Text)),
            Identity = node.Has("identity") ? node.TextLists("identity") : format.Identity,
            Semantics = node.Object("semantics") is { } own ? semantics.Read(own, fields, format.Semantics) : format.Semantics,
            Ignore = [.. node.Objects("ignore").Select(Ignore), .. format.Ignore],
            Reject = node.Has("reject") ? [.. node.Objects("reject", form: "spoken").Select(Spoken)] : format.Reject,
            Billed = new BilledReader(_problems, _fields).Read(node) ?? format.Billed,
        };
        node.Close();
        return new(when, variant);
    }

    private SpokenRule Spoken(ConfigurationNode node)
    {
        var rule = new SpokenRule(node.Text("rule") ?? "", _conditions.Read(node), node.Text("say") ?? "");
        node.Close();
        return rule;
    }

    private ImmutableArray<CarriedColumn> Carried(ConfigurationNode? node)
    {
        var carried = ImmutableArray.CreateBuilder<CarriedColumn>();
        foreach (var name in node?.Names() ?? [])
        {
            if (node!.Object(name, isRequired: true, form: "carried") is not { } from)
                continue;
            carried.Add(new(name, from.Texts("from", isRequired: true), from.Has("when") ? _conditions.Read(from) : null));
            from.Close();
        }

        return carried.ToImmutable();
    }

    private static Views? Views(ConfigurationNode? node)
    {
        if (node is null)
            return null;
        var alone = node.Object("notAlone");
        var views = new Views(node.Text("group") ?? "", node.Texts("order", isRequired: true))
        {
            NotAlone = (alone?.Names() ?? []).ToImmutableSortedDictionary(
                name => name,
                name => alone!.Text(name) ?? "",
                StringComparer.Ordinal
            ),
        };
        node.Close();
        return views;
    }

    private WarnRule Warn(ConfigurationNode node)
    {
        var rule = new WarnRule(node.Text("rule") ?? "", _conditions.Read(node), node.Text("say") ?? "");
        node.Close();
        return rule;
    }

    private TwinRule Twins(ConfigurationNode node)
    {
        var (name, when) = (node.Text("rule") ?? "", _conditions.Read(node));
        var rule = new TwinRule(name, when, node.Texts("same", isRequired: true), node.Texts("differ"), Only(node, "within", "second"));
        node.Close();
        return rule;
    }

    private Counter? Counter(ConfigurationNode? node)
    {
        if (node is null)
            return null;
        Only(node, "order", "time");
        Only(node, "reset", "lower");
        var counter = new Counter(node.Texts("series", isRequired: true), node.Texts("start"))
        {
            When = node.Has("when") ? _conditions.Read(node) : null,
        };
        node.Close();
        return counter;
    }

    private ControlTotals? ControlTotals(ConfigurationNode? node)
    {
        if (node is null)
            return null;
        var totals = new ControlTotals(
            node.Has("when") ? _conditions.Read(node) : null,
            _fields.Read(node.Object("fields", isRequired: true, form: "fields"))
        );
        foreach (var field in totals.Fields.Keys.Where(field => field != Field.Cost && !FieldNames.Counts.Contains(field)))
            _problems.WrongValue(
                node.PathOf("fields"),
                FieldNames.Of(field),
                $"cost, {string.Join(", ", FieldNames.Counts.Select(FieldNames.Of))}"
            );
        node.Close();
        return totals;
    }

    private static Prompts? Prompts(ConfigurationNode? node)
    {
        if (node is null)
            return null;
        var prompts = new Prompts(node.Text("product") ?? "", node.Text("is") ?? "", node.Text("instead") ?? "", node.Texts("measuredBy"));
        node.Close();
        return prompts;
    }

    /// <summary>A key with one value that it may have.</summary>
    private bool Only(ConfigurationNode node, string key, string value)
    {
        if (node.Text(key, isRequired: false, value) is not { } found)
            return false;
        if (found != value)
            _problems.WrongValue(node.PathOf(key), found, value);
        return true;
    }
}
