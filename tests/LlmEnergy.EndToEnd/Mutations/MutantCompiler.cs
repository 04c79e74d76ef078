using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmEnergy.EndToEnd.Mutations;

/// <summary>Compiles a project from its sources as the build does, with one text in them replaced by another.</summary>
internal sealed class MutantCompiler
{
    public const string Reading = "LlmEnergy.Ingestion";
    public const string Calculation = "LlmEnergy.Calculation";
    public const string Reporting = "LlmEnergy.Reporting";
    private readonly string _name;
    private readonly Assembly _built;
    private readonly CSharpCompilation _original;

    /// <param name="name">Of the project.</param>
    public MutantCompiler(string name)
    {
        (_name, _built) = (name, Assembly.Load(name));
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = SourceFiles().Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path));
        var (references, framework) = References();
        var compilation = CSharpCompilation.Create(
            name,
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

    public static string SourcesOf(string name) => Path.Combine(RepositoryRoot.Path, "src", name);

    /// <param name="mutation">Null: the program as it is.</param>
    /// <exception cref="InvalidOperationException">The mutation is stale, or no C#.</exception>
    public byte[] Compile(Mutation? mutation)
    {
        var compilation = mutation is null ? _original : Mutated(mutation);
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes, manifestResources: _built.GetManifestResourceNames().Select(Resource));
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return result.Success ? bytes.ToArray() : throw new InvalidOperationException(string.Join('\n', errors));
    }

    private ResourceDescription Resource(string name) => new(name, () => _built.GetManifestResourceStream(name)!, isPublic: true);

    private CSharpCompilation Mutated(Mutation mutation)
    {
        var path = Path.GetFullPath(Path.Combine(SourcesOf(_name), mutation.File));
        var tree =
            _original.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == path)
            ?? throw new InvalidOperationException($"the mutation \"{mutation.Name}\" is stale: there is no {mutation.File}");
        var mutated = CSharpSyntaxTree.ParseText(mutation.Apply(tree.ToString()), (CSharpParseOptions)tree.Options, path);
        return _original.ReplaceSyntaxTree(tree, mutated);
    }

    /// <summary>Those of the project, and those that its build wrote: usings, version, friends.</summary>
    private IEnumerable<string> SourceFiles()
    {
        // artifacts/bin/<project>/<configuration> of this project, artifacts/obj/<project>/<configuration> of the other
        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var intermediate = Path.Combine(output.Parent!.Parent!.Parent!.FullName, "obj", _name, output.Name);
        return
        [
            .. Directory.EnumerateFiles(SourcesOf(_name), "*.cs", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(intermediate, "*.cs"),
        ];
    }

    /// <summary>What this project was built against, as far as the assembly refers to it.</summary>
    private (List<MetadataReference> References, string Framework) References()
    {
        var paths = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt"));
        var framework = Path.GetDirectoryName(paths.First(path => Path.GetFileName(path) == "System.Runtime.dll"))!;
        var wanted = _built.GetReferencedAssemblies().Select(name => $"{name.Name}.dll").ToHashSet(StringComparer.Ordinal);
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
