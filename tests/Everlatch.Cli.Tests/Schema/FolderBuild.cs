using System.Collections.Concurrent;
using Everlatch.Cli.Tests.Management;
using Everlatch.Schema;
using Everlatch.Schema.Contracts;
using Everlatch.Storage;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>
/// The build of some service in a folder, as a pipeline hands it to the schema verbs with <c>--from</c>: two steps, and
/// their contract.
/// </summary>
internal sealed class FolderBuild : IDisposable
{
    /// <summary>What the first release brought.</summary>
    public const string First = "0001_people.expand";

    /// <summary>What the second adds: of it everything is there, or nothing.</summary>
    public const string Second = "0002_email.expand";

    private const string FirstSql = "create table people (id text primary key, name text);\n";

    private const string SecondSql =
        "alter table people add column email text;\ncreate table mails (id text primary key);\n"
        + "create unique index people_name on people (name);\n";

    // Contracts of the two releases by engine and release: each is made once, by applying the migrations.
    private static readonly ConcurrentDictionary<(string Engine, string Release), string> Made = new();

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-build-").FullName;
    private readonly StorageOptions storage;

    private FolderBuild(StorageOptions storage) => this.storage = storage;

    /// <summary>Path of the folder.</summary>
    public string Folder => folder;

    /// <summary>The engine of the database that it is for.</summary>
    public SchemaEngine Engine => StorageSchema.DatabaseOf(storage).Engine;

    /// <summary>The database as the command line names it.</summary>
    public string Database => storage.Postgres.Length > 0 ? storage.Postgres : storage.SqliteFile;

    /// <summary>Path of its contract in the folder.</summary>
    public string Contract => $"Contracts/{Engine}.contract";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes the build of the second release for a database.</summary>
    public static async Task<FolderBuild> CreateAsync(StorageOptions storage)
    {
        var build = new FolderBuild(storage);
        await build.WriteAsync();
        return build;
    }

    /// <summary>Path of a migration in the folder.</summary>
    public string Migration(string step) => $"Migrations/{Engine}/{step}.sql";

    /// <summary>Writes the first release alone and its contract.</summary>
    public Task WriteFirstAsync()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        Write(Migration(First), FirstSql);
        return KnownAsync("1.0.0");
    }

    /// <summary>Writes the second release, over whatever a test made of the folder.</summary>
    public async Task WriteAsync()
    {
        await WriteFirstAsync();
        Write(Migration(Second), SecondSql);
        await KnownAsync("1.1.0");
    }

    /// <summary>Makes the contract of the migrations as they are.</summary>
    public async Task ContractAsync(string release)
    {
        var contract = await MakeContract.RunAsync(
            new SchemaSource(release, SchemaFiles.InFolder(folder)), StorageSchema.DatabaseOf(storage), Ct);
        Write(Contract, MakeContract.TextOf(contract));
    }

    /// <summary>Text of a file.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(folder, path));

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Takes a file away.</summary>
    public void Delete(string path) => File.Delete(Path.Combine(folder, path));

    /// <summary>Runs a schema verb with this build over its database, or over another one.</summary>
    public Task<CommandLine.Result> RunAsync(string verb, string? database = null) =>
        CommandLine.RunAsync(
            new Dictionary<string, string>(), "schema", verb, "--json", "--from", folder, "--database", database ?? Database);

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private async Task KnownAsync(string release)
    {
        if (!Made.TryGetValue((Engine.Name, release), out var text))
        {
            await ContractAsync(release);
            Made[(Engine.Name, release)] = text = Read(Contract);
        }

        Write(Contract, text);
    }
}
