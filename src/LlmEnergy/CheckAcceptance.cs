using LlmEnergy.Domain;
using LlmEnergy.Domain.Figures;
using LlmEnergy.Domain.Texts;
using LlmEnergy.Periods;
using LlmEnergy.Registers;

namespace LlmEnergy;

/// <summary>Accepts a failed check or a finding of a period: adds its row to acceptances.csv.</summary>
public static class CheckAcceptance
{
    /// <param name="name">Id of the check, or code of the finding.</param>
    /// <param name="isForRestatement">Whether the period is closed, and the row is for the next version of it.</param>
    /// <param name="writer">Its day, in UTC, is that of the acceptance.</param>
    /// <exception cref="ConfigurationException">It cannot be: LE2001 and LE2020 with the way out, LE2030 where the period is closed.
    /// Nothing is written.</exception>
    /// <exception cref="IOException">Another run writes the register, or it cannot be written: it is as it was.</exception>
    public static Acceptance Accept(
        Workspace workspace,
        string name,
        string period,
        string by,
        string reason,
        bool isForRestatement,
        Writer writer
    )
    {
        var acceptance = new Acceptance(name.Trim(), by.Trim(), DateOnly.FromDateTime(writer.Now.UtcDateTime), reason.Trim());
        if (!Acceptable.IsKnown(acceptance.Of))
            throw Refused("CHECK", $"found '{Excerpt.Cut(acceptance.Of)}', expected {Acceptable.Expected}");
        if (PersonName.Fold(acceptance.By).Length == 0)
            throw Refused("--by", "found no name, expected that of the person who accepts it");
        if (acceptance.Reason.Length == 0)
            throw Refused("--reason", "found no reason, expected why it is accepted, in a sentence that the report prints");
        TypedText.RefuseHidden("--by", acceptance.By);
        TypedText.RefuseHidden("--reason", acceptance.Reason);
        RefuseClosed(workspace, workspace.Period(period), isForRestatement);
        using var only = PeriodLock.Take(workspace.Folder, AcceptanceRegister.FileName, writer);
        AcceptanceFile.Append(workspace.Folder, workspace.Configuration.FiscalYear, period, acceptance);
        return acceptance;
    }

    /// <summary>What was accepted is signed with the report: afterwards only a restatement can take it in.</summary>
    private static void RefuseClosed(Workspace workspace, ReportingPeriod period, bool isForRestatement)
    {
        var isClosed =
            new PeriodVersions(Pipeline.Periods(workspace), period.Name).Latest is { } latest
            && EventLog.Read(latest.Path).Closing is not null;
        if (isClosed == isForRestatement)
            return;
        throw new ConfigurationException(
            new Issue(
                new(period.Name, 0, 0),
                "LE2030",
                isClosed
                    ? "found a period that is closed, expected an open one: nothing is accepted after the closing; with --for-restatement "
                        + "the row is for the next version of it"
                    : "found a period that is not closed, expected a closed one with --for-restatement: leave that out"
            )
        );
    }

    private static ConfigurationException Refused(string option, string message) => new(new Issue(new(option, 0, 0), "LE2001", message));
}
