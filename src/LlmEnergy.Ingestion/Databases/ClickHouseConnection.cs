using System.Data.Common;
using System.Globalization;
using System.Text;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// Where a ClickHouse listens, and as whom it is asked: <c>Host=...;Port=8443;Database=...;Username=...;Password=...</c>.
/// </summary>
internal sealed class ClickHouseConnection
{
    private const string Plain = "http";
    private const string Secure = "https";
    private const int PlainPort = 8123;
    private const int SecurePort = 8443;
    private readonly Uri _address;
    private readonly string _database;
    private readonly string _user;
    private readonly string _password;

    private ClickHouseConnection(Uri address, string database, string user, string password) =>
        (_address, _database, _user, _password) = (address, database, user, password);

    public bool IsSecure => _address.Scheme == Secure;

    /// <exception cref="RefusedFileException">It is none, or leads to another machine without TLS.</exception>
    public static ClickHouseConnection Of(string text, string display)
    {
        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = text };
            var (host, protocol) = (Take("Host", ""), Take("Protocol", Secure));
            var port = int.Parse(Take("Port", $"{(protocol == Plain ? PlainPort : SecurePort)}"), CultureInfo.InvariantCulture);
            var (database, user, password) = (Take("Database", "default"), Take("Username", "default"), Take("Password", ""));
            if (
                (user + password).Any(char.IsControl)
                || settings.Count > 0
                || protocol is not (Plain or Secure)
                || Uri.CheckHostName(host) == UriHostNameType.Unknown
            )
                throw new FormatException();
            var address = new UriBuilder(protocol, host, port).Uri;
            return protocol == Secure || address.IsLoopback
                ? new(address, database, user, password)
                : throw new RefusedFileException(
                    display,
                    IssueCodes.Connection,
                    "found a server on another machine without proof of who it is, expected Protocol=https in the connection string"
                );

            string Take(string key, string otherwise)
            {
                var value = settings.TryGetValue(key, out var given) ? (string)given : otherwise;
                settings.Remove(key);
                return value;
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new RefusedFileException(
                display,
                IssueCodes.Connection,
                "found no connection string of ClickHouse, expected Host=...;Port=8443;Database=...;Username=...;Password=..."
            );
        }
    }

    /// <param name="parameters">Of the address, beside the database.</param>
    public HttpRequestMessage Request(string sql, string parameters)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(_address, $"/?database={Uri.EscapeDataString(_database)}&{parameters}")
        )
        {
            Content = new StringContent(sql, Encoding.UTF8),
        };
        request.Headers.Add("X-ClickHouse-User", _user);
        request.Headers.Add("X-ClickHouse-Key", _password);
        return request;
    }
}
