using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LlmEnergy.Service;

/// <summary>Lines of JSON on stderr: stdout is for results, and a service has none.</summary>
internal static class ServiceLog
{
    public static void Add(ILoggingBuilder logging)
    {
        logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
