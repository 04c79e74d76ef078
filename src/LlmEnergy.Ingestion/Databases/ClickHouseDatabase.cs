using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>
/// A table of ClickHouse, over its HTTP interface. It has no snapshot over statements: rows that come meanwhile show in their count.
/// User and password are sent in headers: addresses are logged.
/// </summary>
internal sealed class ClickHouseDatabase : IDatabase
{
    private const string ReadOnly = "readonly";

    /// <summary>What a record begins with that tells of an error after the first rows; texts of rows stand in quotes.</summary>
    private static ReadOnlySpan<byte> Error => "Code: "u8;

    /// <summary>Before an error, as versions from 25 on mark it.</summary>
    private static ReadOnlySpan<byte> Mark => "__exception__"u8;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);

    private readonly string _display;
    private readonly string _table;
    private readonly string _from;
    private readonly ClickHouseConnection _connection;
    private readonly HttpClient _client;
    private readonly CancellationToken _cancellation;

    /// <summary>Part of each address, from the first &amp; on: empty where the user may set nothing.</summary>
    private readonly string _settings;

    /// <exception cref="RefusedFileException">The server cannot be reached, or not safely.</exception>
    public ClickHouseDatabase(string connection, string table, string display, CancellationToken cancellation)
    {
        (_display, _table, _cancellation) = (display, table, cancellation);
        _from = string.Join('.', table.Split('.').Select(Dialect.Name));
        _connection = ClickHouseConnection.Of(connection, display);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // what is sent in the clear stays on this machine
            UseProxy = _connection.IsSecure,
            ConnectTimeout = ConnectTimeout,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            _settings = SettingsOf(Lines("SELECT name, value FROM system.settings", cancellation));
            Server = $"ClickHouse {Lines("SELECT version()", cancellation).Single()[0]}";
        }
        catch
        {
            _client.Dispose();
            throw;
        }
    }

    public string Server { get; }

    public string Snapshot => "";

    public SqlDialect Dialect { get; } = new ClickHouseDialect();

    /// <summary>No index of ClickHouse keeps rows of one name apart.</summary>
    public TableSchema Schema(IReadOnlyList<string> identity)
    {
        try
        {
            var columns = Lines($"DESCRIBE TABLE {_from}", _cancellation).Select(line => new TableColumn(line[0], line[1]));
            return new(_from, [.. columns], IsUnique: false);
        }
        catch (RefusedFileException refused) when (refused.Issue.Code == IssueCodes.Table)
        {
            return new(_from, [], IsUnique: false);
        }
    }

    public Stream Csv(string sql, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString();
        var response = Send($"{sql} FORMAT CSVWithNames", id, cancellation);
        return new Answer(this, response, id, cancellation);
    }

    public long Count(string sql, CancellationToken cancellation) =>
        long.Parse(Lines(sql, cancellation).Single()[0], CultureInfo.InvariantCulture);

    /// <summary>How the table keeps its rows.</summary>
    public string Engine(CancellationToken cancellation)
    {
        var (database, name) = _table.Split('.') is [var of, var table] ? (Dialect.Literal(of), table) : ("currentDatabase()", _table);
        var found = Lines(
            $"SELECT engine_full FROM system.tables WHERE database = {database} AND name = {Dialect.Literal(name)}",
            cancellation
        );
        return found is [[var engine]] ? engine : "";
    }

    /// <summary>Numbers of the shards of a cluster, as the server knows it; of itself alone, or of all.</summary>
    public ImmutableArray<string> Shards(string cluster, bool isOwn, CancellationToken cancellation) =>
        [
            .. Lines(
                    $"SELECT DISTINCT shard_num FROM system.clusters WHERE cluster = {Dialect.Literal(cluster)}"
                        + (isOwn ? " AND is_local = 1" : ""),
                    cancellation
                )
                .Select(line => line[0]),
        ];

    public RefusedFileException? ErrorIn(ReadOnlySpan<byte> record) =>
        record.StartsWith(Error) || record.StartsWith(Mark) ? Refused(Encoding.UTF8.GetString(record), HttpStatusCode.OK) : null;

    public void Dispose() => _client.Dispose();

    /// <summary>Read-only, whatever the user may do; what another version does not know is not set.</summary>
    private static string SettingsOf(IReadOnlyCollection<string[]> known)
    {
        if (known.FirstOrDefault(setting => setting[0] == ReadOnly)?[1] == "1")
            return "";
        var wanted = new (string Name, string Value)[]
        {
            (ReadOnly, "2"),
            ("cancel_http_readonly_queries_on_client_close", "1"),
            ("date_time_output_format", "simple"),
            // what is sorted beyond this goes to a disk of the server
            ("max_bytes_before_external_sort", "1073741824"),
            ("output_format_json_quote_64bit_integers", "0"),
        };
        return string.Concat(
            wanted.Where(setting => known.Any(other => other[0] == setting.Name)).Select(setting => $"&{setting.Name}={setting.Value}")
        );
    }

    private List<string[]> Lines(string sql, CancellationToken cancellation)
    {
        using var response = Send($"{sql} FORMAT TabSeparatedRaw", Guid.NewGuid().ToString(), cancellation);
        try
        {
            using var reader = new StreamReader(response.Content.ReadAsStream(cancellation), Encoding.UTF8);
            return
            [
                .. reader
                    .ReadToEnd()
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line =>
                        line.StartsWith("Code: ", StringComparison.Ordinal) ? throw Refused(line, HttpStatusCode.OK) : line.Split('\t')
                    ),
            ];
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw NoAnswer(e, cancellation);
        }
    }

    private HttpResponseMessage Send(string sql, string id, CancellationToken cancellation)
    {
        using var request = _connection.Request(sql, $"query_id={id}{_settings}");
        try
        {
            var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode == HttpStatusCode.OK)
                return response;
            using (response)
            {
                using var reader = new StreamReader(response.Content.ReadAsStream(cancellation), Encoding.UTF8);
                var error = reader.ReadToEnd();
                cancellation.ThrowIfCancellationRequested();
                throw Refused(error, response.StatusCode);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            if (cancellation.IsCancellationRequested)
                Kill(id);
            throw NoAnswer(e, cancellation);
        }
    }

    private RefusedFileException NoAnswer(Exception exception, CancellationToken cancellation)
    {
        // what breaks off because it was cancelled here is no fault of the server
        cancellation.ThrowIfCancellationRequested();
        _cancellation.ThrowIfCancellationRequested();
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? new(_display, IssueCodes.Connection, "found a server that does not prove who it is, expected a certificate for its name")
            : Refused("", default);
    }

    /// <summary>A query goes on where its reader is gone: it has to be ended.</summary>
    private void Kill(string id)
    {
        try
        {
            using var timeout = new CancellationTokenSource(KillTimeout);
            using var request = _connection.Request($"KILL QUERY WHERE query_id = '{id}' ASYNC", "");
            using var response = _client.Send(request, timeout.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the server is gone, and the query with it
        }
    }

    /// <summary>By its code: the text of an error may quote a value, a statement or a user.</summary>
    private RefusedFileException Refused(string text, HttpStatusCode status)
    {
        var at = text.IndexOf("Code: ", StringComparison.Ordinal);
        var number = at < 0 ? "" : new string([.. text[(at + "Code: ".Length)..].TakeWhile(char.IsAsciiDigit)]);
        var (code, found) = number switch
        {
            "60" or "81" => (IssueCodes.Table, "no such table"),
            "16" or "47" => (IssueCodes.Table, "a column that was there before and is not now"),
            "192" or "193" or "194" or "516" => (IssueCodes.Connection, "a user or password that the server does not take"),
            "291" or "497" => (IssueCodes.Database, "no right to read the table"),
            "394" => (IssueCodes.Database, "the query ended by the server or its operator"),
            "159" or "160" => (IssueCodes.Database, "the query ended by the server for its time"),
            "241" => (IssueCodes.Database, "the query ended by the server for its memory"),
            "" when status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (
                IssueCodes.Connection,
                "a user or password that the server does not take"
            ),
            "" when status == default => (IssueCodes.Database, "no answer of the server, or a connection that broke"),
            "" => (IssueCodes.Database, $"an answer that is none of ClickHouse (HTTP {(int)status})"),
            _ => (IssueCodes.Database, $"an error of the server ({number})"),
        };
        return new(_display, code, $"found {found}, expected the rows of the table: nothing of it is counted");
    }

    /// <summary>The bytes of an answer, whose query is ended where nobody reads it to its end.</summary>
    private sealed class Answer : ForwardStream
    {
        private readonly ClickHouseDatabase _database;
        private readonly HttpResponseMessage _response;
        private readonly Stream _bytes;
        private readonly string _id;
        private readonly CancellationToken _token;
        private readonly CancellationTokenRegistration _cancelled;
        private bool _isAtEnd;

        public Answer(ClickHouseDatabase database, HttpResponseMessage response, string id, CancellationToken cancellation)
        {
            (_database, _response, _id, _token) = (database, response, id, cancellation);
            _bytes = response.Content.ReadAsStream(cancellation);
            _cancelled = cancellation.Register(Cancel);
        }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = _bytes.Read(buffer);
                // what the server says of a query that was cancelled here, or its end, is no answer
                _token.ThrowIfCancellationRequested();
                _isAtEnd |= read == 0 && buffer.Length > 0;
                return read;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
            {
                throw _database.NoAnswer(e, _token);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _cancelled.Dispose();
                if (!_isAtEnd)
                    Cancel();
                _response.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Cancel()
        {
            _isAtEnd = true;
            _response.Dispose();
            _database.Kill(_id);
        }
    }
}
