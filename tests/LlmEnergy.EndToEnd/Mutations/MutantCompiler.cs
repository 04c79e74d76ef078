using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>Compiles LlmEnergy.Ingestion from its sources as the build does, with one text in them replaced by another.</summary>
internal sealed class MutantCompiler
{
    public const string Name = "LlmEnergy.Ingestion";
    public static readonly string Sources = Path.Combine(RepositoryRoot.Path, "src", Name);
    private static readonly Assembly Built = Assembly.Load(Name);
    private readonly CSharpCompilation _original;

    public MutantCompiler()
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = SourceFiles().Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path));
        var (references, framework) = References();
        var compilation = CSharpCompilation.Create(
            Name,
            trees,
            references,
            new(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: true,
                allowUnsafe: true,
                deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        var generators = CSharpGeneratorDriver.Create(Generators(framework), parseOptions: options);
        generators.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        _original = (CSharpCompilation)generated;
    }

    /// <param name="mutation">Null: the program as it is.</param>
    /// <exception cref="InvalidOperationException">The mutation is stale, or no C#.</exception>
    public byte[] Compile(Mutation? mutation)
    {
        var compilation = mutation is null ? _original : Mutated(mutation);
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes, manifestResources: Built.GetManifestResourceNames().Select(Resource));
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return result.Success ? bytes.ToArray() : throw new InvalidOperationException(string.Join('\n', errors));
    }

    private static ResourceDescription Resource(string name) => new(name, () => Built.GetManifestResourceStream(name)!, isPublic: true);

    private CSharpCompilation Mutated(Mutation mutation)
    {
        var path = Path.GetFullPath(Path.Combine(Sources, mutation.File));
        var tree =
            _original.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == path)
            ?? throw new InvalidOperationException($"the mutation \"{mutation.Name}\" is stale: there is no {mutation.File}");
        var mutated = CSharpSyntaxTree.ParseText(mutation.Apply(tree.ToString()), (CSharpParseOptions)tree.Options, path);
        return _original.ReplaceSyntaxTree(tree, mutated);
    }

    /// <summary>Those of the project, and those that its build wrote: usings, version, friends.</summary>
    private static IEnumerable<string> SourceFiles()
    {
        // artifacts/bin/<project>/<configuration> of this project, artifacts/obj/<project>/<configuration> of the other
        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var intermediate = Path.Combine(output.Parent!.Parent!.Parent!.FullName, "obj", Name, output.Name);
        return
        [
            .. Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(intermediate, "*.cs"),
        ];
    }

    /// <summary>What this project was built against, as far as the assembly refers to it.</summary>
    private static (List<MetadataReference> References, string Framework) References()
    {
        var paths = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt"));
        var framework = Path.GetDirectoryName(paths.First(path => Path.GetFileName(path) == "System.Runtime.dll"))!;
        var wanted = Built.GetReferencedAssemblies().Select(name => $"{name.Name}.dll").ToHashSet(StringComparer.Ordinal);
        var used = paths.Where(path => Path.GetDirectoryName(path) == framework || wanted.Contains(Path.GetFileName(path)));
        return ([.. used.Select(path => MetadataReference.CreateFromFile(path))], framework);
    }

    /// <summary>The generators that come with the framework: of regular expressions, for one.</summary>
    private static IEnumerable<ISourceGenerator> Generators(string framework) =>
        Directory
            .EnumerateFiles(Path.GetFullPath(Path.Combine(framework, "..", "..", "analyzers", "dotnet", "cs")), "*.dll")
            .SelectMany(path => new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp));

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath) { }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
