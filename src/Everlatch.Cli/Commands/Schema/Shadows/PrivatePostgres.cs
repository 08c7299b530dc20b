using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Everlatch.Cli.Up;
using Everlatch.Schema;
using Npgsql;

namespace Everlatch.Cli.Commands.Schema.Shadows;

/// <summary>
/// A cluster of PostgreSQL in a temporary folder. A shell keeps it: it ends the server and removes the folder when its standard
/// input ends, which it does with this process, however that ends. When the shell was killed too, the next run removes the
/// folder, and the server ends by itself: it looks after its files once a minute.
/// </summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "everlatch";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // The password comes by standard input, so that no process list shows it. Nothing in it is worth a flush to the disk.
    private const string Script =
        """
        set -eu
        read -r password
        umask 077
        home=$(mktemp -d "${TMPDIR:-/tmp}/everlatch-shadow-XXXXXX")
        trap 'rm -rf "$home"' EXIT
        echo "$home"
        printf %s "$password" > "$home/password"
        "$0/initdb" -D "$home/data" -U everlatch --pwfile="$home/password" -A scram-sha-256 --locale=C.UTF-8 --encoding=UTF8 \
            --no-sync > "$home/log" 2>&1 || { cat "$home/log" >&2; exit 1; }
        "$0/postgres" -D "$home/data" -p "$1" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
            -c full_page_writes=off -c synchronous_commit=off >> "$home/log" 2>&1 &
        server=$!
        exec 3<&0
        (read -r _ <&3 || true; kill -QUIT "$server") > /dev/null 2>&1 &
        wait "$server" || { cat "$home/log" >&2; exit 1; }
        """;

    private readonly Process keeper;
    private ShadowFolder? folder;

    private PrivatePostgres(Process keeper, string connectionString) =>
        (this.keeper, ConnectionString) = (keeper, connectionString);

    /// <summary>Its maintenance database, as its owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes and starts one.</summary>
    /// <exception cref="SchemaException">This machine has no PostgreSQL, or it does not start.</exception>
    public static async Task<PrivatePostgres> StartAsync(CancellationToken ct)
    {
        ShadowFolder.RemoveLeftovers();
        var (port, password) = (LoopbackPort.AnyFree(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var keeper = Start(FolderOfServer(), port);
        var address = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Username = User, Password = password, Database = "postgres", Pooling = false,
        };
        var cluster = new PrivatePostgres(keeper, address.ConnectionString);
        try
        {
            await cluster.ComeAsync(password, ct);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync(CancellationToken.None);
        keeper.Dispose();
        folder?.Dispose();
    }

    private async Task ComeAsync(string password, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        await keeper.StandardInput.WriteLineAsync(password.AsMemory(), limit.Token);
        await keeper.StandardInput.FlushAsync(limit.Token);
        folder = await keeper.StandardOutput.ReadLineAsync(limit.Token) is { } home
            ? ShadowFolder.Adopt(home)
            : throw Missing(await keeper.StandardError.ReadToEndAsync(ct));
        while (!await AnswersAsync(limit.Token))
        {
            if (keeper.HasExited)
            {
                throw Missing(await keeper.StandardError.ReadToEndAsync(ct));
            }

            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // The server refuses to run as root.
    private static Process Start(string folder, int port)
    {
        var shell = new[] { "sh", "-c", Script, folder, port.ToString(CultureInfo.InvariantCulture) };
        var command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing(e.Message);
        }
    }

    private static string FolderOfServer()
    {
        var packaged = System.IO.Directory.Exists("/usr/lib/postgresql")
            ? System.IO.Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(VersionOf)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        return packaged.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(
                folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw Missing("neither initdb nor postgres is installed.");
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static SchemaException Missing(string because) => new(
        "EL1864",
        $"There is no PostgreSQL to try migrations on: {because.Trim()} Name a server with --database, or install one.");
}
