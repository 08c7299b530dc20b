using Everlatch.Cli.Commands.Schema;
using Everlatch.Hosting;
using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>Lets one command at a time move an environment; it ends with the command, however that ends.</summary>
internal sealed class MoveLock : IAsyncDisposable
{
    // A transaction's, on a connection of its own that does nothing else: it is gone with either.
    private static readonly Statement Lock = Statement
        .Read("move.lock", "select pg_try_advisory_xact_lock(hashtextextended(@name, 0))")
        .On("postgres")
        .AcrossEnvironments("the name says which environment is locked");

    private readonly IAsyncDisposable held;

    private MoveLock(IAsyncDisposable held) => this.held = held;

    /// <summary>Takes it.</summary>
    /// <exception cref="StartRefusedException">Somebody else has it.</exception>
    public static async Task<MoveLock> TakeAsync(SchemaTarget target, MoveSide side, CancellationToken ct)
    {
        if (target.Storage.Postgres.Length == 0)
        {
            return new MoveLock(OpenFile(target.Storage.SqliteFile + ".move", side));
        }

        var transaction = await side.Database.BeginAsync(ct);
        if (await transaction.FindAsync<bool>(Lock, new { name = $"everlatch move {side.Environment}" }, ct))
        {
            return new MoveLock(transaction);
        }

        await transaction.DisposeAsync();
        throw Taken(side);
    }

    public ValueTask DisposeAsync() => held.DisposeAsync();

    private static FileStream OpenFile(string path, MoveSide side)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (IOException)
        {
            throw Taken(side);
        }
    }

    private static StartRefusedException Taken(MoveSide side) =>
        new("EL1735", $"Another command moves {side.Environment} at this moment.");
}
