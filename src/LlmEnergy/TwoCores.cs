using System.Runtime.ExceptionServices;

namespace LlmEnergy;

/// <summary>
/// Runs two things at a time that need nothing of each other. A run lasts seconds, and compiling code that runs once is a good part of
/// them.
/// </summary>
internal static class TwoCores
{
    /// <summary>Returns when both have ended; the first failure is thrown as it is.</summary>
    public static void Run(Action one, Action other)
    {
        try
        {
            Parallel.Invoke(one, other);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
