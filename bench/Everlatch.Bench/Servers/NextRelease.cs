using System.Globalization;

namespace Everlatch.Bench.Servers;

/// <summary>The schema of a release that does not exist yet, in a folder: this build's, and migrations more.</summary>
internal sealed class NextRelease : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly string server;
    private int last;

    /// <summary>Begins with this build's migrations.</summary>
    /// <param name="server">A PostgreSQL that makes the contract.</param>
    public NextRelease(string server)
    {
        this.server = server;
        System.IO.Directory.CreateDirectory(Migrations);
        var released = Path.Combine(Checkout.Root, "src/Everlatch.Storage/Migrations/postgres");
        foreach (var file in System.IO.Directory.GetFiles(released))
        {
            var name = Path.GetFileName(file);
            File.Copy(file, Path.Combine(Migrations, name));
            last = Math.Max(last, int.Parse(name[..4], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Where it is: what a server of that release is told.</summary>
    public string Folder => folder.Path;

    private string Migrations => Path.Combine(folder.Path, "Migrations", "postgres");

    /// <summary>Adds a migration: <c>name.phase</c> and its SQL.</summary>
    public async Task AddAsync(string name, string sql)
    {
        last++;
        await File.WriteAllTextAsync(Path.Combine(Migrations, $"{last:D4}_{name}.sql"), sql);
        await SchemaCommand.RunAsync(
            Product.Cli, "contract", "--from", folder.Path, "--release", $"99.0.{last}", "--write", "--database", server);
    }

    /// <summary>Applies it in a process.</summary>
    public SchemaCommand BeginApply(string database, Action<string>? hear = null) =>
        SchemaCommand.Begin(Product.Cli, hear, "apply", "--json", "--from", folder.Path, "--database", database);

    /// <summary>Applies it.</summary>
    public Task ApplyAsync(string database) =>
        SchemaCommand.RunAsync(Product.Cli, "apply", "--from", folder.Path, "--database", database);

    public void Dispose() => folder.Dispose();
}
