using ArchUnitNET.Domain;

namespace LlmEnergy.Tests;

/// <summary>
/// Namespaces that use each other in circles. Each full namespace stands for itself: a parent and its child are two. What the compiler
/// makes of
/// a lambda counts too, in the namespace where it stands. Constants are not seen, since the compiler puts their values in place of their
/// names.
/// </summary>
internal static class NamespaceCircles
{
    /// <summary>A line for each use of a type by a type of another namespace of the same circle.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<IType> types)
    {
        var own = types.ToList();
        var known = own.Select(type => type.FullName).ToHashSet();
        var uses = own.SelectMany(type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(use => known.Contains(use.To.FullName) && Name(use.From) != Name(use.To))
            .ToList();
        var used = uses.Select(use => (From: Name(use.From), To: Name(use.To))).Distinct().ToLookup(use => use.From, use => use.To);
        var reached = used.ToDictionary(name => name.Key, name => ReachedFrom(name.Key, used));
        return
        [
            .. uses.Where(use => reached.TryGetValue(Name(use.To), out var names) && names.Contains(Name(use.From)))
                .Select(use => $"{use.From.FullName} uses {use.To.FullName}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Name(IType type) => type.Namespace.FullName;

    private static HashSet<string> ReachedFrom(string name, ILookup<string, string> used)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(used[name]);
        while (open.TryPop(out var next))
        {
            if (!reached.Add(next))
                continue;
            foreach (var further in used[next])
                open.Push(further);
        }

        return reached;
    }
}
