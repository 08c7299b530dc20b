using System.Data.Common;
using System.Globalization;
using Everlatch.Schema;
using Everlatch.Schema.Runner;
using Everlatch.Testing.Migrator;
using Microsoft.Data.Sqlite;
using Npgsql;

// One migration run as a process of its own, for tests that start several and kill them:
// migrator ENGINE FOLDER RELEASE [--contract] [--patience SECONDS] [--die-after N]; the address comes by standard input.
var engine = SchemaEngine.All.First(engine => engine.Name == args[0]);
var address = Console.In.ReadLine()!;
DbProviderFactory driver = engine == SchemaEngine.Postgres ? NpgsqlFactory.Instance : SqliteFactory.Instance;
if (Array.IndexOf(args, "--die-after") is var at and > 0)
{
    var last = int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    driver = new CountingDriver(driver, count =>
    {
        if (count == last)
        {
            // Kill sends SIGKILL: no handler runs and nothing is flushed or closed.
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }

        return Task.CompletedTask;
    });
}

var options = new ApplyOptions { Contract = args.Contains("--contract"), NoStandbyServers = true };
if (Array.IndexOf(args, "--patience") is var patience and > 0)
{
    options =
        options with { LockPatience = TimeSpan.FromSeconds(double.Parse(args[patience + 1], CultureInfo.InvariantCulture)) };
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

var outcome = await new ApplyMigrations(
    new SchemaSource(args[2], SchemaFiles.InFolder(args[1])),
    new SchemaDatabase(engine, driver, address),
    options,
    TimeProvider.System,
    new PrintedProgress()).RunAsync(stop.Token);
PrintedProgress.Print(outcome);
return outcome.ExitCode;
