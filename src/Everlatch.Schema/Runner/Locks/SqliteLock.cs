namespace Everlatch.Schema.Runner.Locks;

/// <summary>
/// An exclusive lock on a file beside the database; the kernel releases it when the holder dies. A second file says who holds it,
/// since nobody else can open the first.
/// </summary>
internal sealed class SqliteLock : IHeldLock
{
    private readonly string database;
    private readonly FileStream file;

    private SqliteLock(string database, FileStream file) => (this.database, this.file) = (database, file);

    /// <summary>Takes it if it is free; null when somebody else has it.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="owner">Who takes it.</param>
    /// <exception cref="SchemaException">The file cannot be made or opened.</exception>
    public static SqliteLock? TryTake(string database, LockOwner owner)
    {
        if (TryOpen(database) is not { } file)
        {
            return null;
        }

        try
        {
            File.WriteAllText(OwnerFile(database), LockName.Of(owner));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Those who wait learn nothing then; the lock holds all the same.
        }

        return new SqliteLock(database, file);
    }

    /// <summary>Who took it last; null when nobody did or it cannot be read.</summary>
    public static LockOwner? FindOwner(string database)
    {
        try
        {
            return LockName.Parse(File.ReadAllText(OwnerFile(database)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Whoever removed the file meanwhile let others in: then its name leads to a file that can be locked.
    public Task<bool> IsHeldAsync(CancellationToken ct)
    {
        using var second = TryOpen(database);
        return Task.FromResult(second is null);
    }

    public async Task<bool> ReleaseAsync()
    {
        var was = await IsHeldAsync(CancellationToken.None);
        await DisposeAsync();
        return was;
    }

    public async ValueTask DisposeAsync()
    {
        // Released already: the file may be the next owner's.
        if (file.SafeFileHandle.IsClosed)
        {
            return;
        }

        try
        {
            File.Delete(OwnerFile(database));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is only words.
        }

        await file.DisposeAsync();
    }

    private static string OwnerFile(string database) => database + ".schema-owner";

    private static FileStream? TryOpen(string database)
    {
        try
        {
            return new FileStream(database + ".schema-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunFaults.LockFile(database + ".schema-lock", e);
        }
    }

    // EAGAIN of Linux, EWOULDBLOCK of macOS, ERROR_SHARING_VIOLATION.
    private static bool IsTaken(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
