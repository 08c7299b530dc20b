namespace Everlatch.Schema.Runner.Servers;

/// <summary>A file beside the database, called like the sign and locked: the kernel gives it free when the server dies.</summary>
internal sealed class SqliteSign : IShownSign
{
    private readonly FileStream file;

    private SqliteSign(FileStream file) => this.file = file;

    /// <summary>Shows one.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static async Task<IShownSign> ShowAsync(SchemaDatabase database, ServerSign sign, CancellationToken ct)
    {
        // The driver knows where the file is; the address may name it in several ways.
        await using var connection = await database.OpenAsync(ct);
        try
        {
            return new SqliteSign(new FileStream(
                $"{connection.DataSource}.{sign}",
                FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>
    /// All that are shown beside a database; one that nobody holds any more was left by a server that was killed.
    /// </summary>
    public static IReadOnlyList<ServerSign> Find(string database)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(database))!;
        var beginning = Path.GetFileName(database) + ".";
        return
        [
            .. System.IO.Directory.EnumerateFiles(folder, $"{beginning}{ServerSign.Word} *").Order(StringComparer.Ordinal)
                .Where(IsHeld)
                .Select(path => ServerSign.Parse(Path.GetFileName(path)[beginning.Length..])).OfType<ServerSign>(),
        ];
    }

    public Task<bool> IsSeenAsync(CancellationToken ct) => Task.FromResult(File.Exists(file.Name));

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static bool IsHeld(string path)
    {
        try
        {
            using var left = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
