namespace LlmEnergy.Cli;

/// <summary>A failure of the disk in a line: what the system says, and what to do about it.</summary>
public static class FailureText
{
    public static string Of(Exception failure) => $"{failure.Message.TrimEnd('.')}. {WhatToDo(failure)}";

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
