using LlmEnergy.Domain;
using LlmEnergy.Periods;

namespace LlmEnergy.Cli;

/// <summary>What a command that failed says on stderr and ends with: no other place maps a failure to an exit code.</summary>
public static class Failure
{
    /// <param name="arguments">Those of the command that failed.</param>
    /// <param name="isDebug">Whether a bug prints its stack.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Say(Exception failure, Terminal terminal, IReadOnlyList<string> arguments, bool isDebug)
    {
        switch (failure)
        {
            case ConfigurationException configuration:
                terminal.Say(configuration.Issues);
                return ExitCode.Usage;
            case OperationCanceledException:
                terminal.Say("cancelled: nothing was written");
                return ExitCode.Failed;
            case RecordedFileException:
                terminal.Say(
                    $"error: {failure.Message}. The folder was changed since it was written: llmenergy verify names every difference."
                );
                return ExitCode.Failed;
            case IOException or UnauthorizedAccessException:
                terminal.Say($"error: {OfDisk(failure)}");
                return ExitCode.Failed;
            default:
                SayBug(failure, terminal, arguments, isDebug);
                return ExitCode.Failed;
        }
    }

    /// <summary>A failure of the disk in a line: what the system says, and what to do about it.</summary>
    internal static string OfDisk(Exception failure) => $"{failure.Message.TrimEnd('.')}. {WhatToDo(failure)}";

    /// <summary>The message of an unforeseen exception may quote an input: it is not printed, with its stack neither.</summary>
    private static void SayBug(Exception bug, Terminal terminal, IReadOnlyList<string> arguments, bool isDebug)
    {
        var (name, place) = (bug.GetType().Name, $"{bug.TargetSite?.DeclaringType?.Name}.{bug.TargetSite?.Name}");
        var found = $"error: a fault of the program ({name} in {place}); nothing was half-written";
        if (!isDebug)
        {
            terminal.Say($"{found}. To see where: llmenergy {string.Join(' ', arguments.Select(ShellText.Quoted))} --debug");
            return;
        }

        terminal.Say($"{found}:");
        for (var e = bug; e is not null; e = e.InnerException)
            terminal.Say($"{e.GetType()}{Environment.NewLine}{e.StackTrace}");
    }

    private static string WhatToDo(Exception failure) =>
        Reason(failure) switch
        {
            DiskReason.Full => "The disk is full, and nothing was half-written: free space on it and run again.",
            DiskReason.ReadOnly => "The disk is read-only, and nothing was written: make it writable, or run on a copy of the workspace.",
            DiskReason.Refused =>
                "This account may not read or write there, and nothing was written: give it the right, or run on a copy of the workspace.",
            DiskReason.InUse => "Another program has the file open, and nothing was half-written: close it there and run again.",
            _ => "Nothing was half-written.",
        };

    /// <summary>Of an <see cref="IOException"/> the system's number: errno as it is, or that of Windows in the lower half.</summary>
    private static DiskReason Reason(Exception failure) =>
        (failure, OperatingSystem.IsWindows(), failure.HResult & 0xFFFF) switch
        {
            (UnauthorizedAccessException, _, _) => DiskReason.Refused,
            (_, true, 39 or 112) or (_, false, 28 or 69 or 122) => DiskReason.Full, // ENOSPC, and EDQUOT of macOS and Linux
            (_, true, 19) or (_, false, 30) => DiskReason.ReadOnly,
            (_, true, 32 or 33) or (_, false, 11 or 16 or 26 or 35) => DiskReason.InUse, // EAGAIN, EBUSY, ETXTBSY
            _ => DiskReason.Other,
        };

    private enum DiskReason : byte
    {
        Other,
        Full,
        ReadOnly,
        Refused,
        InUse,
    }
}
