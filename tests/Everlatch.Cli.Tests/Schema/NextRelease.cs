using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>The schema of a release that does not exist yet, in a folder: this build's, and one column more.</summary>
internal sealed class NextRelease : IDisposable
{
    /// <summary>What its last migration makes.</summary>
    public const string Column = "users.nickname";

    /// <summary>Its version.</summary>
    public const string Version = "99.0.0";

    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("everlatch-next-");

    private NextRelease()
    {
    }

    /// <summary>The folder with its <c>Migrations</c> and <c>Contracts</c>.</summary>
    public string Folder => root.FullName;

    /// <summary>That migration.</summary>
    public string Step { get; private set; } = "";

    /// <summary>Makes it, with the command that people make contracts with.</summary>
    public static async Task<NextRelease> CreateAsync(StorageOptions storage)
    {
        var next = new NextRelease();
        foreach (var engine in new[] { "postgres", "sqlite" })
        {
            next.Add(engine);
        }

        await next.ContractAsync(storage);
        return next;
    }

    /// <summary>Makes the contract of its migrations as they are.</summary>
    public Task ContractAsync(StorageOptions storage) =>
        Serving.DoneAsync(0, storage, "schema", "contract", "--from", Folder, "--release", Version, "--write");

    /// <summary>Text of its contract for an engine.</summary>
    public string ReadContract(string engine) => File.ReadAllText(ContractOf(engine));

    /// <summary>Puts another contract in its place.</summary>
    public void WriteContract(string engine, string text) => File.WriteAllText(ContractOf(engine), text);

    /// <summary>Lets it send this statement, of one parameter <c>id</c>, and nothing else.</summary>
    public void Send(string name, string sql)
    {
        foreach (var (engine, type) in new[] { ("postgres", " text"), ("sqlite", "") })
        {
            File.WriteAllText(
                Path.Combine(Folder, $"Contracts/{engine}.statements"),
                $"engine {engine}\n\nstatement {name}\n  | {sql}\n  parameter id{type}\n  names users id nickname\n");
        }
    }

    /// <summary>Somebody forgot to write the migration.</summary>
    public Task ForgetStepAsync(StorageOptions storage)
    {
        foreach (var engine in new[] { "postgres", "sqlite" })
        {
            File.Delete(Path.Combine(Folder, "Migrations", engine, Step + ".sql"));
        }

        return ContractAsync(storage);
    }

    public void Dispose() => root.Delete(recursive: true);

    private string ContractOf(string engine) => Path.Combine(Folder, $"Contracts/{engine}.contract");

    private void Add(string engine)
    {
        var folder = Path.Combine(Folder, "Migrations", engine);
        System.IO.Directory.CreateDirectory(folder);
        var last = "";
        var released = Checkout.PathOf($"src/Everlatch.Storage/Migrations/{engine}");
        foreach (var file in System.IO.Directory.EnumerateFiles(released).Order(StringComparer.Ordinal))
        {
            last = Path.GetFileName(file);
            File.Copy(file, Path.Combine(folder, last));
        }

        Step = $"{int.Parse(last[..4], System.Globalization.CultureInfo.InvariantCulture) + 1:D4}_user_nickname.expand";
        File.WriteAllText(Path.Combine(folder, Step + ".sql"), "alter table users add column nickname text;");
    }
}
