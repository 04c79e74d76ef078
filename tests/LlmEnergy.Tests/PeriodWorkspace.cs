using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Factors;
using LlmEnergy.Factors.Files;
using LlmEnergy.Hashing;
using LlmEnergy.Periods;
using LlmEnergy.Verification;

namespace LlmEnergy.Tests;

/// <summary>
/// A workspace in a temporary folder, and what a user does with it: report, sign, close, restate, verify. A row of its log is output of a
/// model of class M, of which
/// 2,500,000 tokens are 1 kWh; its grid is Great Britain's.
/// </summary>
internal sealed class PeriodWorkspace : IDisposable
{
    /// <summary>Days without rows had no usage: most tests are about something else than gaps.</summary>
    public static readonly string AttestedZero = string.Join(
        ", ",
        Enumerable
            .Range(0, 48)
            .Select(number => new DateOnly(2024, 1, 1).AddMonths(number))
            .Select(month => string.Create(CultureInfo.InvariantCulture, $"\"{month:yyyy-MM}\""))
    );

    public const string Header =
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit\n";

    private static readonly Lazy<FactorPack> Pack = new(() => FactorPack.BuiltIn);
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TemporaryFolder _folder = new();
    private DateTimeOffset _now = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);

    public PeriodWorkspace() => Configure("");

    public DirectoryInfo Folder => _folder.Folder;

    public static string Row(string id, string day, long output = 2_500_000) =>
        string.Create(CultureInfo.InvariantCulture, $"{id},acompletion,0,{output},{day} 10:00:00,5,gpt-4.1-mini,openai,False\n");

    /// <summary>One request of 1 kWh on each day.</summary>
    public static PeriodWorkspace WithLog(params IEnumerable<string> days)
    {
        var workspace = new PeriodWorkspace();
        workspace.Write("exports/log.csv", Header + string.Concat(days.Select((day, number) => Row($"r{number}", day))));
        return workspace;
    }

    /// <summary>A copy of a folder, without its outputs unless they are asked for.</summary>
    public static PeriodWorkspace CopyOf(string folder, bool withPeriods = false)
    {
        var workspace = new PeriodWorkspace();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file);
            if (name.StartsWith("periods", StringComparison.Ordinal) && !withPeriods)
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(workspace.PathOf(name))!);
            File.Copy(file, workspace.PathOf(name), overwrite: true);
        }

        return workspace;
    }

    /// <summary>With its outputs; the time goes on from where it is here.</summary>
    public PeriodWorkspace Copy()
    {
        var copy = CopyOf(Folder.FullName, withPeriods: true);
        copy._now = _now;
        return copy;
    }

    /// <param name="attestedZero">Months and days in quotes, with commas between.</param>
    public PeriodWorkspace Configure(string settings, string? attestedZero = null) =>
        Write(
            "llmenergy.json",
            $"{{ \"schema\": 1, \"undertaking\": \"Acme A/S\", {settings} \"sources\": [ {{ \"id\": \"all\", \"path\": \"exports\", "
                + $"\"region\": \"GB\", \"attestedZero\": [ {attestedZero ?? AttestedZero} ] }} ] }}"
        );

    public PeriodWorkspace Write(string name, string text)
    {
        _folder.With(name, text);
        return this;
    }

    public string PathOf(string name) => _folder.PathOf(name);

    public string Output(string version, string name) => PathOf(Path.Combine("periods", version, name));

    public Workspace Open() => Workspace.Open(Folder);

    public Disclosure Report(
        string period,
        bool isFinal = true,
        bool comparesMethods = false,
        Func<ReportRequest, ReportRequest>? with = null
    )
    {
        var workspace = Open();
        var request = ReportRequest.Of(
            workspace,
            workspace.Period(period),
            isFinal ? ReportStatus.Final : ReportStatus.Draft,
            comparesMethods
        );
        return Report(workspace, with is null ? request : with(request));
    }

    /// <summary>By a program that has other factors, and says that it has those of this one.</summary>
    public PeriodWorkspace ReportBy(string factors, string period)
    {
        var (pack, workspace) = (
            Pack.Value.With(FactorFiles.None.With("own.csv", new MemoryStream(Encoding.UTF8.GetBytes(factors)))),
            Open()
        );
        new Pipeline(new(() => pack)).Report(
            workspace,
            ReportRequest.Of(workspace, workspace.Period(period), ReportStatus.Final, comparesMethods: false),
            Writer(),
            null,
            CancellationToken.None
        );
        return Forge(period, manifest => manifest["factorPack"] = Pack.Value.Hash);
    }

    public Disclosure Restate(string period, bool isError = false, string explanation = "grid factors are out")
    {
        var workspace = Open();
        return Report(workspace, Closing.Restatement(workspace, workspace.Period(period), isError, explanation));
    }

    public PeriodEvent Sign(
        string version,
        EventKind kind,
        string name,
        string email = "",
        bool packsInputs = false,
        System.Security.Cryptography.ECDsa? key = null
    ) => Closing.Sign(Open(), version, kind, name, "Controller", email, Writer(), key, packsInputs).Event;

    /// <summary>All steps of a version that is reported.</summary>
    public PeriodWorkspace Close(string version, bool packsInputs = false)
    {
        Sign(version, EventKind.Prepared, "A. Berg");
        Sign(version, EventKind.Reviewed, "B. Holm");
        Sign(version, EventKind.Approved, "C. Dahl");
        Sign(version, EventKind.Closed, "A. Berg", packsInputs: packsInputs);
        return this;
    }

    public VerificationResult Verify(
        string version,
        string? expected = null,
        DirectoryInfo? workspace = null,
        string? folder = null,
        VerificationLevel level = VerificationLevel.Rerun
    ) =>
        Verify(
            folder ?? PathOf(Path.Combine("periods", version)),
            new()
            {
                Workspace = workspace,
                Expected = expected,
                Level = level,
            }
        );

    public static VerificationResult Verify(string folder, VerificationRequest request) =>
        new Verifier(new(Pack)).Verify(new(folder), request, null, CancellationToken.None);

    public JsonElement Parsed(string version, string name) => JsonDocument.Parse(File.ReadAllBytes(Output(version, name))).RootElement;

    /// <summary>
    /// What somebody does who may write the folder: new hashes in the manifest, also of the calculation, and a new chain of events, all
    /// consistent.
    /// </summary>
    /// <param name="manifest">What else is changed in the manifest.</param>
    /// <param name="without">An output that is gone, and whose hash stays.</param>
    public PeriodWorkspace Forge(string version, Action<JsonNode>? manifest = null, bool withEvents = true, string? without = null)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(Output(version, Manifest.FileName)))!;
        var outputs = json["outputs"]!.AsObject();
        foreach (var name in outputs.Select(output => output.Key).Where(name => name != without).ToList())
            outputs[name] = Sha256.Of(Output(version, name));
        manifest?.Invoke(json);
        File.WriteAllText(Output(version, Manifest.FileName), json.ToJsonString(Json));
        if (Calculation(version) is { } calculation && json["calculationHash"] is not null)
        {
            json["calculationHash"] = calculation;
            File.WriteAllText(Output(version, Manifest.FileName), json.ToJsonString(Json));
        }

        if (!withEvents)
            return this;
        var log = EventLog.Read(PathOf(Path.Combine("periods", version)));
        using var file = File.Create(Output(version, EventLog.FileName));
        log.Events.Aggregate(
                EventLog.Empty,
                (chain, made) => chain.With(made with { Manifest = Sha256.Of(Output(version, Manifest.FileName)) })
            )
            .WriteTo(file);
        return this;
    }

    /// <summary>Without the mark that a closing leaves beside its folder.</summary>
    public PeriodWorkspace Unmarked(string version)
    {
        File.Delete(PathOf($"periods/.{version}.closed"));
        return this;
    }

    /// <summary>Without what the closing added, as one leaves it who cuts the closing off.</summary>
    public PeriodWorkspace WithoutAddendum(string version)
    {
        File.Delete(Output(version, ClosingFiles.Html));
        File.Delete(Output(version, ClosingFiles.Pdf));
        return this;
    }

    /// <summary>Other events in the place of those that there are, each with its hash and that of the one before.</summary>
    public PeriodWorkspace ForgeEvents(string version, Func<IReadOnlyList<PeriodEvent>, IEnumerable<PeriodEvent>> change)
    {
        var forged = change([.. EventLog.Read(PathOf(Path.Combine("periods", version))).Events])
            .Aggregate(EventLog.Empty, (chain, made) => chain.With(made));
        using var file = File.Create(Output(version, EventLog.FileName));
        forged.WriteTo(file);
        return this;
    }

    public void Dispose() => _folder.Dispose();

    private Disclosure Report(Workspace workspace, ReportRequest request) =>
        new Pipeline(Pack).Report(workspace, request, Writer(), null, CancellationToken.None).Disclosure;

    /// <summary>Null where the manifest is none any more.</summary>
    private string? Calculation(string version)
    {
        try
        {
            return RecordedManifest.Read(PathOf(Path.Combine("periods", version))).Calculation(name => File.Exists(PathOf(name)));
        }
        catch (RecordedFileException)
        {
            return null;
        }
    }

    /// <summary>A second later each time.</summary>
    private Writer Writer() => new("tester", _now = _now.AddSeconds(1));
}

internal static class VerificationResultExtensions
{
    /// <summary>Level, file and message of each difference, a line each.</summary>
    public static string Text(this VerificationResult result) =>
        string.Join(
            '\n',
            result.Findings.Select(finding =>
                $"{(int)finding.Level} {finding.File}: {finding.Message}{(finding.Figure.Length > 0 ? $" [{finding.Figure}]" : "")}"
            )
        );

    /// <summary>Without the finding about a maker that this program does not know: what else differs.</summary>
    public static VerificationResult ButMaker(this VerificationResult result) =>
        result with
        {
            Findings =
            [
                .. result.Findings.Where(finding =>
                    !finding.Message.EndsWith(
                        $"as its maker, which LlmEnergy {Pipeline.ToolVersion} does not know: verify it with that version",
                        StringComparison.Ordinal
                    )
                ),
            ],
        };

    public static IEnumerable<string> Files(this VerificationResult result, VerificationLevel level) =>
        result.Findings.Where(finding => finding.Level == level).Select(finding => finding.File).Distinct();
}
