using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LlmEnergy.Shared;

/// <summary>A PostgreSQL of its own for tests: in a temporary folder, as its own user, on a free port of this machine.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Root = "/usr/lib/postgresql";
    public const string Password = "planted-secret-9dk3";
    private readonly string _folder = Directory.CreateTempSubdirectory("llmenergy-postgres-").FullName;
    private readonly string _programs;

    private PostgresServer(string programs)
    {
        _programs = programs;
        var port = FreePort();
        Connection = string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={port};Database=postgres;Username=reader;Password={Password};Pooling=false"
        );
        if (Environment.UserName == "root")
            Run("chown", "postgres", _folder);
        var password = Path.Combine(_folder, "password");
        File.WriteAllText(password, Password);
        AsOwner("initdb", "-D", Data, "-A", "scram-sha-256", "--pwfile", password, "-U", "reader", "-N", "-E", "UTF8", "--locale", "C");
        AsOwner(
            "pg_ctl",
            "-D",
            Data,
            "-w",
            "-s",
            "-l",
            Path.Combine(_folder, "log"),
            "-o",
            $"-p {port} -k {_folder} -c fsync=off -c listen_addresses=127.0.0.1",
            "start"
        );
    }

    public string Connection { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Null where there is no program, which is a failure where everything has to run.</summary>
    public static PostgresServer? Start()
    {
        var programs = Directory.Exists(Root)
            ? Directory
                .GetDirectories(Root)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (programs is not null)
            return new(programs);
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("found no PostgreSQL, expected it where everything has to run: apt-get install postgresql");
        Assert.Ignore("no PostgreSQL here: apt-get install postgresql");
        return null;
    }

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public object? Scalar(string sql)
    {
        using var connection = new NpgsqlConnection(Connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>A table as psql exports it.</summary>
    public string Export(string query)
    {
        using var connection = new NpgsqlConnection(Connection);
        connection.Open();
        using var reader = connection.BeginTextExport($"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)");
        return reader.ReadToEnd();
    }

    public void Stop() => AsOwner("pg_ctl", "-D", Data, "-w", "-s", "-m", "immediate", "stop");

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private void AsOwner(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        if (Environment.UserName == "root")
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/tmp", RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
