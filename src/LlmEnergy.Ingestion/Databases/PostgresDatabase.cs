using System.Collections.Immutable;
using System.Data;
using System.Net;
using LlmEnergy.Ingestion.Files;
using LlmEnergy.Ingestion.Findings;
using Npgsql;

namespace LlmEnergy.Ingestion.Databases;

/// <summary>A table of PostgreSQL, read in one read-only snapshot.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    private const string Columns = """
        select attname, format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = to_regclass(@table) and attnum > 0 and not attisdropped order by attnum
        """;

    private const string UniqueIndexes = """
        select array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any(indkey)) from pg_index
        where indrelid = to_regclass(@table) and indisunique and indisvalid and indpred is null and indexprs is null
        """;

    private readonly string _display;
    private readonly string _from;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _snapshot;
    private readonly CancellationToken _cancellation;

    /// <exception cref="RefusedFileException">The server cannot be reached, or not safely.</exception>
    public PostgresDatabase(string connection, string table, string display, CancellationToken cancellation)
    {
        (_display, _cancellation) = (display, cancellation);
        _from = string.Join('.', table.Split('.').Select(Dialect.Name));
        _source = NpgsqlDataSource.Create(Checked(connection, display));
        try
        {
            _connection = _source.OpenConnectionAsync(cancellation).AsTask().GetAwaiter().GetResult();
            _snapshot = _connection.BeginTransaction(IsolationLevel.RepeatableRead);
            Run("set transaction read only; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local jit = off");
            Run("set local extra_float_digits = 1; set local statement_timeout = 0; set local standard_conforming_strings = on");
            // groups of a period stay in memory; with the 4 MB of a server as it is installed they would be sorted on its disk
            Run("set local work_mem = '256MB'");
            Snapshot = (string)Scalar("select txid_current_snapshot()::text")!;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            _source.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw Refused(e);
        }
    }

    public string Server => $"PostgreSQL {_connection.PostgreSqlVersion.ToString(2)}";

    public string Snapshot { get; }

    public SqlDialect Dialect { get; } = new PostgresDialect();

    public TableSchema Schema(IReadOnlyList<string> identity) =>
        Asked(() =>
        {
            var columns = ImmutableArray.CreateBuilder<TableColumn>();
            using (var rows = Command(Columns).ExecuteReader())
            {
                while (rows.Read())
                    columns.Add(new(rows.GetString(0), rows.GetString(1)));
            }

            var isUnique = false;
            using (var rows = Command(UniqueIndexes).ExecuteReader())
            {
                while (rows.Read())
                    isUnique |= rows.GetFieldValue<string[]>(0) is { Length: > 0 } names && names.All(identity.Contains);
            }

            return new TableSchema(_from, columns.ToImmutable(), isUnique);
        });

    public Stream Csv(string sql, CancellationToken cancellation)
    {
        // a text export is a reader over the bytes that the server sends, which are UTF-8
        var reader = Asked(() => _connection.BeginTextExport($"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)"));
        return new CopiedRows((NpgsqlCopyTextReader)reader, Refused, cancellation);
    }

    public long Count(string sql, CancellationToken cancellation) =>
        Asked(() =>
        {
            using var command = Command(sql);
            return (long)command.ExecuteScalarAsync(cancellation).GetAwaiter().GetResult()!;
        });

    /// <summary>The protocol tells of errors apart from rows.</summary>
    public RefusedFileException? ErrorIn(ReadOnlySpan<byte> record) => null;

    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
        _source.Dispose();
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = new NpgsqlCommand(sql, _connection, _snapshot) { CommandTimeout = 0 };
        if (sql.Contains("@table", StringComparison.Ordinal))
            command.Parameters.AddWithValue("table", _from);
        return command;
    }

    private void Run(string sql) => Command(sql).ExecuteNonQuery();

    private object? Scalar(string sql) => Command(sql).ExecuteScalar();

    private T Asked<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // what the server says of a query that was cancelled here is no fault of its
            _cancellation.ThrowIfCancellationRequested();
            throw Refused(e);
        }
    }

    /// <summary>By its code: the text of an error may quote a value, and that of a connection its user.</summary>
    private RefusedFileException Refused(Exception exception)
    {
        var state = (exception as PostgresException)?.SqlState;
        var (code, found) = state switch
        {
            "42P01" or "3F000" => (IssueCodes.Table, "no such table"),
            "42703" => (IssueCodes.Table, "a column that was there before and is not now"),
            "42501" => (IssueCodes.Database, "no right to read the table"),
            "28P01" or "28000" => (IssueCodes.Connection, "a user or password that the server does not take"),
            "3D000" => (IssueCodes.Connection, "no such database on the server"),
            "57014" => (IssueCodes.Database, "the query ended by the server or its operator"),
            "40001" => (IssueCodes.Database, "the query ended by a replica that could not wait for it"),
            null => (IssueCodes.Database, "no answer of the server, or a connection that broke"),
            _ => (IssueCodes.Database, $"an error of the server ({state})"),
        };
        return new(_display, code, $"found {found}, expected the rows of the table: nothing of it is counted");
    }

    private static string Checked(string connection, string display)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection)
            {
                Pooling = false,
                ApplicationName = "llmenergy",
                IncludeErrorDetail = false,
                // what is sorted or added up comes after minutes; whoever does not want to wait cancels
                CommandTimeout = 0,
                PersistSecurityInfo = false,
                Timezone = "UTC",
            };
            if (settings.SslMode is not (SslMode.VerifyFull or SslMode.VerifyCA) && !IsLocal(settings.Host))
                throw new RefusedFileException(
                    display,
                    IssueCodes.Connection,
                    "found a server on another machine without proof of who it is, expected SSL Mode=VerifyFull in the connection string"
                );
            return settings.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new RefusedFileException(
                display,
                IssueCodes.Connection,
                "found no connection string of PostgreSQL, expected Host=...;Database=...;Username=...;Password=..."
            );
        }
    }

    private static bool IsLocal(string? host) =>
        string.IsNullOrEmpty(host)
        || host.StartsWith('/')
        || host == "localhost"
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The bytes of a text export, which is cancelled where nobody reads it to its end.</summary>
    private sealed class CopiedRows : ForwardStream
    {
        private readonly NpgsqlCopyTextReader _reader;
        private readonly Stream _bytes;
        private readonly Func<Exception, RefusedFileException> _refused;
        private readonly CancellationToken _token;
        private readonly CancellationTokenRegistration _cancelled;
        private bool _isAtEnd;

        public CopiedRows(NpgsqlCopyTextReader reader, Func<Exception, RefusedFileException> refused, CancellationToken cancellation)
        {
            (_reader, _bytes, _refused, _token) = (reader, reader.BaseStream, refused, cancellation);
            _cancelled = cancellation.Register(Cancel);
        }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = _bytes.Read(buffer);
                _isAtEnd |= read == 0 && buffer.Length > 0;
                return read;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException)
            {
                _isAtEnd = true;
                _token.ThrowIfCancellationRequested();
                throw _refused(e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _cancelled.Dispose();
                if (!_isAtEnd)
                    Cancel();
                try
                {
                    _reader.Dispose();
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
                {
                    // the connection is of no use any more, and is closed next
                }
            }

            base.Dispose(disposing);
        }

        private void Cancel()
        {
            try
            {
                _reader.Cancel();
            }
            catch (Exception e)
                when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // ended meanwhile
            }
        }
    }
}
