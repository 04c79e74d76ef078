using System.Security.Cryptography;
using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy;

/// <summary>Sign-off and closing of a period: events only, nothing is rendered again.</summary>
public static class Closing
{
    /// <summary>Appends a sign-off, or the closing, to the log of a version of a period.</summary>
    /// <param name="version">Name of a period, or of a restatement such as <c>2026-Q3~r1</c>.</param>
    /// <param name="key">Signs the events of a closed version as a whole; null where nothing is to be signed so.</param>
    /// <exception cref="ConfigurationException">It cannot be: LE2030 closed, LE2031 refused with the way out.</exception>
    public static (PeriodEvent Event, PeriodFolder Folder) Sign(
        Workspace workspace, string version, EventKind kind, string name, string role, string email, Writer writer, ECDsa? key = null)
    {
        var period = workspace.Period(version.Split('~')[0]);
        var folder = new PeriodVersions(Pipeline.Periods(workspace), period.Name).Named(version)
            ?? throw new ConfigurationException(new Issue(new("--period", 0, 0), "LE2001", $"found '{version}', expected a period such as {period.Name}, or a restatement of it such as {period.Name}~r1"));
        folder.Repair(writer);
        if (!folder.Exists) throw Refused(version, $"found no report, expected one: run report --period {period.Name} --final first");
        if (kind == EventKind.Closed) RefuseOpenPredecessor(workspace, period);
        var made = folder.Append(writer, log =>
        {
            var manifest = RecordedManifest.Read(folder.Path);
            RefuseChanged(folder, manifest, log);
            var signed = SignOff.Of(kind, log, manifest, name, role, email, writer.Now);
            RefuseFailed(folder, period);
            return signed;
        }, key);
        return (made, folder);
    }

    /// <summary>What a new version of a closed period is asked for: in the language of the version it restates.</summary>
    /// <exception cref="ConfigurationException">The period is not closed, or its latest version is open (LE2031).</exception>
    public static ReportRequest Restatement(Workspace workspace, ReportingPeriod period, bool isError, string explanation)
    {
        var versions = new PeriodVersions(Pipeline.Periods(workspace), period.Name);
        if (string.IsNullOrWhiteSpace(explanation)) throw Refused(period.Name, "found no explanation, expected --explanation in a sentence");
        if (versions.Latest is not { } latest) throw Refused(period.Name, $"found no report, expected a closed one: there is nothing to restate; run report --period {period.Name}");
        if (EventLog.Read(latest.Path).Closing is null)
            throw Refused(latest.Name, latest.Name == period.Name ? $"found an open period, expected a closed one: run report --period {period.Name} again instead" : "found an open restatement, expected a closed one: close it first, or delete its folder");
        var restated = RecordedManifest.Read(latest.Path);
        return ReportRequest.Of(workspace, period, ReportStatus.Restated, comparesMethods: false, new(new(latest.Name, restated.Sha256), isError, explanation.Trim())) with { Language = restated.Language };
    }

    /// <summary>Periods are closed in their order, so that each can name the one before.</summary>
    private static void RefuseOpenPredecessor(Workspace workspace, ReportingPeriod period)
    {
        if (period.PreviousName is not { } previous || new PeriodVersions(Pipeline.Periods(workspace), previous) is not { Latest: { } latest } || EventLog.Read(latest.Path).Closing is not null) return;
        throw Refused(period.Name, $"found {latest.Name}, the period before, open, expected it closed: close --period {latest.Name} first");
    }

    /// <summary>Nobody signs a folder whose files are not those of its manifest.</summary>
    private static void RefuseChanged(PeriodFolder folder, RecordedManifest manifest, EventLog log)
    {
        var changed = manifest.Outputs.FirstOrDefault(output => Path.Combine(folder.Path, output.Key) is var path && (!File.Exists(path) || Sha256.Of(path) != output.Value)).Key
            ?? (log.Events.LastOrDefault(e => e.Kind == EventKind.Reported)?.Manifest == manifest.Sha256 ? null : Manifest.FileName);
        if (changed is not null) throw Refused(folder.Name, $"found {changed} changed since the report, expected it as it was written: run the report again");
    }

    /// <summary>Nobody signs a folder with a failed check that nobody accepts: folders of earlier versions may have one.</summary>
    private static void RefuseFailed(PeriodFolder folder, ReportingPeriod period)
    {
        var failed = RecordedChecks.NotAccepted(folder.Path);
        if (failed.Count == 0) return;
        var rows = string.Join(" and ", failed.Select(check => AcceptanceRegister.RowFor(check, period.Name)));
        throw Refused(folder.Name, $"found failed checks that nobody accepts: {string.Join(", ", failed)}, expected none: "
            + $"accept them in {AcceptanceRegister.FileName} with {rows}, then run the report again");
    }

    private static ConfigurationException Refused(string period, string message) => new(new Issue(new(period, 0, 0), "LE2031", message));
}
