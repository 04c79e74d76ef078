using System.Globalization;
using System.Security.Cryptography;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Ingestion.Sources;
using LlmEnergy.Periods;
using LlmEnergy.Registers;
using LlmEnergy.Reporting.Document;
using LlmEnergy.Reporting.Html;
using LlmEnergy.Reporting.Pdf;

namespace LlmEnergy;

/// <summary>Sign-off and closing of a period: events, and with the closing an addendum of them; the report is not rendered again.</summary>
public static class Closing
{
    /// <summary>Appends a sign-off, or the closing, to the log of a version of a period.</summary>
    /// <param name="version">Name of a period, or of a restatement such as <c>2026-Q3~r1</c>.</param>
    /// <param name="key">Signs the events of a closed version as a whole; null where nothing is to be signed so.</param>
    /// <param name="packsInputs">Whether the closing packs the inputs into the version, so that it can be verified after they
    /// change.</param>
    /// <exception cref="ConfigurationException">It cannot be: LE2030 closed, LE2031 refused with the way out, LE2001 a text with
    /// what a reader does not see.</exception>
    public static (PeriodEvent Event, PeriodFolder Folder) Sign(
        Workspace workspace,
        string version,
        EventKind kind,
        string name,
        string role,
        string email,
        Writer writer,
        ECDsa? key = null,
        bool packsInputs = false,
        CancellationToken cancellation = default
    )
    {
        foreach (var (option, text) in new[] { ("--name", name), ("--role", role), ("--email", email) })
            TypedText.RefuseHidden(option, text);
        var period = workspace.Period(PeriodVersions.PeriodOf(version));
        var folder =
            new PeriodVersions(Pipeline.Periods(workspace), period.Name).Named(version)
            ?? throw new ConfigurationException(
                new Issue(
                    new("--period", 0, 0),
                    "LE2001",
                    $"found '{version}', expected a period such as {period.Name}, or a restatement of it such as {period.Name}~r1"
                )
            );
        folder.Repair(writer);
        if (!folder.Exists)
            throw Refused(version, $"found no report, expected one: run report --period {period.Name} --final first");
        if (kind == EventKind.Closed)
            RefuseOpenPredecessor(workspace, period);
        if (packsInputs && kind != EventKind.Closed)
            throw Refused(
                version,
                $"found a snapshot with the step {kind.ToString().ToLowerInvariant()}, expected it with the closing alone"
            );
        // the files of the version are copied: what somebody keeps beside them must not be lost
        if (kind == EventKind.Closed && Directory.EnumerateDirectories(folder.Path).FirstOrDefault() is { } stray)
            throw Refused(
                version,
                $"found a folder {Path.GetFileName(stray)} in the version, expected files of the report alone: move it away"
            );
        var made =
            kind == EventKind.Closed
                ? folder.Append(writer, Make, Add, (closed, hashes) => closed with { Detail = ClosingFiles.Detail(hashes) }, key)
                : folder.Append(writer, Make, key);
        return (made, folder);

        PeriodEvent Make(EventLog log)
        {
            var manifest = RecordedManifest.Read(folder.Path);
            RefuseChanged(folder, manifest, log);
            var signed = SignOff.Step(kind, log, manifest, name, role, email, writer.Now);
            RefuseFailed(folder, period);
            RefuseChangedInputs(workspace, period, folder, manifest, cancellation);
            return signed;
        }

        IReadOnlyDictionary<string, Action<Stream>> Add(EventLog before, PeriodEvent closed)
        {
            var addendum = Addendum(workspace, period, folder, before, closed);
            var files = new Dictionary<string, Action<Stream>>(StringComparer.Ordinal)
            {
                [ClosingFiles.Html] = file => HtmlRenderer.Write(addendum, file),
                [ClosingFiles.Pdf] = file => PdfRenderer.Write(addendum, file),
            };
            if (packsInputs)
                files[InputSnapshot.FileName] = file => Pack(workspace, period, folder, file, cancellation);
            return files;
        }
    }

    /// <summary>Who signed what is closed, with what was accepted, and the hashes by which all of it is known.</summary>
    private static ReportDocument Addendum(
        Workspace workspace,
        ReportingPeriod period,
        PeriodFolder folder,
        EventLog before,
        PeriodEvent closed
    )
    {
        var manifest = RecordedManifest.Read(folder.Path);
        return SignOffAddendum.Build(
            new(
                workspace.Configuration.Undertaking,
                folder.Name,
                period,
                [
                    .. before
                        .Events.SkipWhile(made => made.Manifest != manifest.Sha256)
                        .Append(closed)
                        .Select(made => EarlierFigures.Shown(folder.Name, made)),
                ],
                workspace.Registers.Acceptances.Of(period.Name),
                manifest.Sha256,
                manifest.CalculationHash,
                before.LastHash,
                [
                    .. manifest
                        .Outputs.Where(output => output.Key is Pipeline.Pdf or RecordedFigures.FileName)
                        .Select(output => (output.Key, output.Value)),
                ]
            ),
            workspace.Report.Culture(manifest.Language)
        );
    }

    /// <summary>What a new version of a closed period is asked for: in the language of the version it restates.</summary>
    /// <exception cref="ConfigurationException">The period is not closed, or its latest version is open (LE2031).</exception>
    public static ReportRequest Restatement(Workspace workspace, ReportingPeriod period, bool isError, string explanation)
    {
        TypedText.RefuseHidden("--explanation", explanation);
        var versions = new PeriodVersions(Pipeline.Periods(workspace), period.Name);
        if (string.IsNullOrWhiteSpace(explanation))
            throw Refused(period.Name, "found no explanation, expected --explanation in a sentence");
        if (versions.Latest is not { } latest)
            throw Refused(
                period.Name,
                $"found no report, expected a closed one: there is nothing to restate; run report --period {period.Name}"
            );
        if (EventLog.Read(latest.Path).Closing is null)
            throw Refused(
                latest.Name,
                latest.Name == period.Name
                    ? $"found an open period, expected a closed one: run report --period {period.Name} again instead"
                    : "found an open restatement, expected a closed one: close it first, or delete its folder"
            );
        var restated = RecordedManifest.Read(latest.Path);
        return ReportRequest.Of(
            workspace,
            period,
            ReportStatus.Restated,
            comparesMethods: false,
            new(new(latest.Name, restated.Sha256), isError, explanation.Trim())
        ) with
        {
            Language = restated.Language,
        };
    }

    /// <summary>Periods are closed in their order, so that each can name the one before.</summary>
    private static void RefuseOpenPredecessor(Workspace workspace, ReportingPeriod period)
    {
        if (
            period.PreviousName is not { } previous
            || new PeriodVersions(Pipeline.Periods(workspace), previous) is not { Latest: { } latest }
            || EventLog.Read(latest.Path).Closing is not null
        )
            return;
        throw Refused(period.Name, $"found {latest.Name}, the period before, open, expected it closed: close --period {latest.Name} first");
    }

    /// <summary>Nobody signs a folder whose files are not those of its manifest.</summary>
    private static void RefuseChanged(PeriodFolder folder, RecordedManifest manifest, EventLog log)
    {
        var changed =
            manifest
                .Outputs.FirstOrDefault(output =>
                    Path.Combine(folder.Path, output.Key) is var path && (!File.Exists(path) || Sha256.Of(path) != output.Value)
                )
                .Key
            ?? (log.Events.LastOrDefault(e => e.Kind == EventKind.Reported)?.Manifest == manifest.Sha256 ? null : Manifest.FileName);
        if (changed is not null)
            throw Refused(folder.Name, $"found {changed} changed since the report, expected it as it was written: run the report again");
    }

    /// <summary>Nobody signs a folder with a failed check that nobody accepts: folders of earlier versions may have one.</summary>
    private static void RefuseFailed(PeriodFolder folder, ReportingPeriod period)
    {
        var failed = RecordedChecks.NotAccepted(folder.Path);
        if (failed.Count == 0)
            return;
        var commands = string.Join(" and ", failed.Select(check => AcceptanceRegister.CommandFor(check, period.Name)));
        throw Refused(
            folder.Name,
            $"found failed checks that nobody accepts: {string.Join(", ", failed)}, expected none: "
                + $"accept them ({commands}), then run the report again"
        );
    }

    /// <summary>Nobody signs figures whose inputs are not those that the report was made from.</summary>
    private static void RefuseChangedInputs(
        Workspace workspace,
        ReportingPeriod period,
        PeriodFolder folder,
        RecordedManifest manifest,
        CancellationToken cancellation
    )
    {
        // a version that names what was closed before it tells of a closing that was cut off
        var closed = ReportRequest.Of(workspace, period, ReportStatus.Final, comparesMethods: false).Closed;
        if (closed.Except(manifest.Closed).FirstOrDefault() is { } later)
            Refuse($"{later.Folder}, which was closed after the report");
        var recorded = new RecordedInputs(manifest, workspace);
        foreach (var (input, file) in Files(workspace, manifest))
        {
            if (file is null)
                Refuse($"{input.Path} gone since the report");
            else if (!recorded.Is(input, file.Value.FullPath))
                Refuse($"{file.Value.Display} changed since the report");
        }

        if (recorded.NewSettings(workspace).FirstOrDefault() is { } setting)
            Refuse($"{setting}, which came after the report");
        foreach (var (export, rows) in recorded.NewExports(workspace, cancellation))
            Refuse(
                string.Create(CultureInfo.InvariantCulture, $"{export}, which came after the report and has rows of the period ({rows})")
            );

        void Refuse(string found) =>
            throw Refused(
                folder.Name,
                $"found {found}, expected the inputs as the report read them: "
                    + (
                        manifest.Status == "restated"
                            ? $"delete periods/{folder.Name} and restate again"
                            : $"run report --period {manifest.Period} --final again"
                    )
            );
    }

    /// <summary>
    /// Recorded inputs with their files, an archive once for all of its entries; no file where it is gone. Of a table, the folder itself
    /// has
    /// what was read.
    /// </summary>
    internal static IEnumerable<(InputFile Input, InputPath? File)> Files(Workspace workspace, RecordedManifest manifest) =>
        manifest
            .Exports.Where(export => !manifest.Tables.ContainsKey(export.Path))
            .Concat(manifest.Settings)
            .Select(input =>
                (
                    input,
                    InputPath.FileOf(input.Path, name => Inside(workspace, name) is { } path && File.Exists(path.FullPath)) is { } name
                        ? Inside(workspace, name)
                        : null
                )
            )
            .DistinctBy(input => input.Item2?.Display ?? input.input.Path);

    private static InputPath? Inside(Workspace workspace, string name) => workspace.Files.Inside(name);

    private static void Pack(Workspace workspace, ReportingPeriod period, PeriodFolder folder, Stream to, CancellationToken cancellation)
    {
        var manifest = RecordedManifest.Read(folder.Path);
        var files = Files(workspace, manifest)
            .Where(input => input.File is not null)
            .Select(input => (input.Input, File: input.File!.Value))
            .ToList();
        if (InputSnapshot.Refusal([.. files.Select(input => input.File.FullPath)]) is { } refusal)
            throw Refused(folder.Name, $"{refusal}: close without --snapshot, and keep the inputs yourself");
        InputSnapshot.Write(to, files.Select(input => (input.File.Display, input.File.FullPath)));
        RefuseChangedInputs(workspace, period, folder, manifest, cancellation); // what was packed meanwhile is what was read
    }

    private static ConfigurationException Refused(string period, string message) => new(new Issue(new(period, 0, 0), "LE2031", message));
}
