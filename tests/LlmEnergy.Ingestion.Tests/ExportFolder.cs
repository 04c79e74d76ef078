using System.Text;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Activities;
using LlmEnergy.Ingestion.Formats;
using LlmEnergy.Ingestion.Sources;

namespace LlmEnergy.Ingestion.Tests;

/// <summary>A temporary folder of exports, as one source of a workspace.</summary>
internal sealed class ExportFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private readonly DirectoryInfo _folder;
    private readonly List<InputPath> _files = [];

    /// <param name="inMemory">Whether its files take no disk, where the system has a folder for that: for tests that write very
    /// many.</param>
    public ExportFolder(bool inMemory = false) =>
        _folder =
            inMemory && Directory.Exists(Memory)
                ? Directory.CreateDirectory(Path.Combine(Memory, $"llmenergy-{Guid.NewGuid():N}"))
                : Directory.CreateTempSubdirectory("llmenergy-");

    /// <param name="folder">One that there is.</param>
    public ExportFolder(DirectoryInfo folder) => _folder = folder;

    /// <summary>Of a workspace that assumes tokens of all prompts.</summary>
    public static FormatCatalog WithPrompts { get; } =
        FormatCatalog.BuiltIn.Assuming(FormatCatalog.BuiltIn.Mappings.Select(mapping => mapping.Prompts?.Product).OfType<string>());

    public FormatCatalog Formats { get; set; } = FormatCatalog.BuiltIn;

    public ReportingPeriod Period { get; set; } = ReportingPeriod.Always;

    public int Threads { get; set; } = 2;

    public bool EstimatesGaps { get; set; }

    public long MostIdentityBytes { get; set; } = Ingestor.DefaultIdentityBytes;

    public SourceInput Source { get; set; } =
        new("main", SourceInput.DetectFormat, "org-1", null, null, [], new Dictionary<string, string>());

    /// <summary>The activity of one file.</summary>
    public static Activity Of(string profile, string csv, ReportingPeriod? period = null)
    {
        using var folder = new ExportFolder { Period = period ?? ReportingPeriod.Always }
            .As(profile)
            .With("usage.csv", csv);
        return folder.Ingest();
    }

    public ExportFolder As(string profile)
    {
        var mapping = Mapping.Parse(Encoding.UTF8.GetBytes(profile), "test.profile.json");
        Formats = Formats.With(mapping);
        Source = Source with { Format = mapping.Id };
        return this;
    }

    public ExportFolder With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public ExportFolder With(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return Naming(name);
    }

    /// <summary>Names a file without writing it.</summary>
    public ExportFolder Naming(string name)
    {
        _files.Add(new(name, PathOf(name)));
        return this;
    }

    public IReadOnlyList<InputPath> Paths => _files;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public Activity Ingest(IProgress<IngestProgress>? progress = null, CancellationToken cancellation = default) =>
        new Ingestor(Formats)
        {
            Threads = Threads,
            EstimatesGaps = EstimatesGaps,
            MostIdentityBytes = MostIdentityBytes,
        }.Ingest([Source with { Files = [.. _files] }], Period, progress, cancellation);

    public void Dispose() => _folder.Delete(recursive: true);
}
