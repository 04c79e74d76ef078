using LlmEnergy.Domain;
using LlmEnergy.Domain.Configuration;
using LlmEnergy.Ingestion.Files;

namespace LlmEnergy.Service;

/// <summary>What <c>watch.json</c> in a workspace says of the service; each key has a default. No report depends on it.</summary>
/// <param name="Inbox">Folder in the workspace, outside of what sources read.</param>
/// <param name="Every">Between two looks at the inbox.</param>
/// <param name="Settle">For which a file has to stay as it is before it is taken.</param>
/// <param name="FetchEvery">Between two fetches of each source of automation.json.</param>
/// <param name="Kind">Of the periods that are drafted: quarter, half or year.</param>
/// <param name="Day">Of the month after a period, on which its draft is made and told.</param>
/// <param name="Port">Of health and metrics on loopback; 0: none.</param>
public sealed record WatchSettings(
    string Inbox,
    TimeSpan Every,
    TimeSpan Settle,
    TimeSpan FetchEvery,
    string Kind,
    bool IsFiscal,
    int Day,
    int Port,
    NotifySettings Notify
)
{
    public const string FileName = "watch.json";
    private const long MostBytes = 1 << 20;

    /// <exception cref="ConfigurationException">All that is wrong with the file.</exception>
    public static WatchSettings Read(DirectoryInfo workspace)
    {
        var path = Path.Combine(workspace.FullName, FileName);
        var problems = new ConfigurationProblems(FileName);
        var json = File.Exists(path) ? RegularFile.ReadAll(path, MostBytes) : "{\"schema\":1}"u8.ToArray();
        var settings = ConfigurationNode.Parse(json, problems, root => Read(root, problems));
        problems.ThrowIfAny();
        return settings!;
    }

    internal static WatchSettings Read(ConfigurationNode root, ConfigurationProblems problems)
    {
        root.Schema(1);
        var inbox = root.Text("inbox", isRequired: false) ?? "inbox";
        if (inbox.Length == 0 || Path.IsPathRooted(inbox) || inbox.Split('/', '\\').Any(part => part is ".." or "." or ""))
            problems.WrongValue("inbox", inbox, "the name of a folder in the workspace");
        var settings = new WatchSettings(
            inbox,
            TimeSpan.FromSeconds(Number(root, problems, "everySeconds", 10, 1, 3600)),
            TimeSpan.FromSeconds(Number(root, problems, "settleSeconds", 10, 1, 3600)),
            TimeSpan.FromHours(Number(root, problems, "fetchEveryHours", 24, 1, 720)),
            root.OneOf("period", "quarter", "quarter", "half", "year"),
            root.Flag("fiscal", isRequired: false) ?? false,
            Number(root, problems, "day", 5, 1, 28),
            Number(root, problems, "port", 0, 0, 65_535),
            root.Object("notify") is { } notify ? NotifySettings.Read(notify, problems) : NotifySettings.None
        );
        root.Close();
        return settings;
    }

    private static int Number(ConfigurationNode root, ConfigurationProblems problems, string key, int otherwise, int least, int most)
    {
        var number = root.Number(key) ?? otherwise;
        if (number < least || number > most)
            problems.WrongValue(
                key,
                number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                FormattableString.Invariant($"{least} to {most}")
            );
        return number;
    }
}

/// <summary>Who is told of a draft; places of secrets, not secrets.</summary>
/// <param name="File">Full path; a line of JSON is added.</param>
/// <param name="Webhook">Where the address is: <c>env:NAME</c> or a file outside of the workspace, since it lets in who has it.</param>
/// <param name="Host">Of SMTP, with TLS.</param>
/// <param name="Password">Where it is; null: none is sent.</param>
public sealed record NotifySettings(
    string? File,
    string? Webhook,
    string? Host,
    int Port,
    string? From,
    string? To,
    string? User,
    string? Password
)
{
    public static NotifySettings None { get; } = new(null, null, null, 0, null, null, null, null);

    internal static NotifySettings Read(ConfigurationNode node, ConfigurationProblems problems)
    {
        var smtp = node.Object("smtp");
        var settings = new NotifySettings(
            node.Text("file", isRequired: false),
            node.Text("webhook", isRequired: false),
            smtp?.Text("host"),
            smtp?.Number("port") ?? 587,
            smtp?.Text("from"),
            smtp?.Text("to"),
            smtp?.Text("user", isRequired: false),
            smtp?.Text("password", isRequired: false)
        );
        smtp?.Close();
        node.Close();
        if (settings.File is { } file && !Path.IsPathFullyQualified(file))
            problems.WrongValue(node.PathOf("file"), file, "a full path");
        return settings;
    }
}
