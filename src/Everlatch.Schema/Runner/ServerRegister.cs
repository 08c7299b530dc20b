using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Runner;

/// <summary>Which servers live and what they need, as they say themselves: contract steps ask it.</summary>
public static class ServerRegister
{
    /// <summary>A server that was not seen for this long does not live.</summary>
    public static TimeSpan Alive { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest time between two beats of a server; a longer one would have it counted as dead.</summary>
    public static TimeSpan LongestBeat { get; } = TimeSpan.FromSeconds(20);

    // A beat that is under way when the database comes back may fail after its patience of 5 s; the next one is heard.
    /// <summary>How long a silent server is watched before it counts as dead.</summary>
    internal static TimeSpan Watch { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Says that this server lives and what it needs. False when the tables or the right to write them are
    /// missing, which does a server no harm; contract steps do not see it then.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="connection">An open session without a transaction.</param>
    /// <param name="instance">The server's own name, unique among those that live.</param>
    /// <param name="contract">Its build's.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="DbException">The database does not answer.</exception>
    public static async Task<bool> BeatAsync(
        SchemaEngine engine, DbConnection connection, string instance, SchemaContract contract, CancellationToken ct) =>
        await WriteAsync(engine, connection, instance, contract, ct) is null;

    /// <summary>The same; why it may not write there, or null when it did.</summary>
    internal static Task<SchemaException?> WriteAsync(
        SchemaEngine engine, DbConnection connection, string instance, SchemaContract contract, CancellationToken ct) =>
        TolerantAsync(
            engine,
            async () =>
            {
                await KnowAsync(engine, connection, contract, ct);
                await connection.SendAsync(
                    $"""
                    insert into {OwnTables.Servers} (instance, release, digest, seen_at)
                    values (@instance, @release, @digest, {engine.Runner.Now})
                    on conflict (instance) do update
                        set release = excluded.release, digest = excluded.digest, seen_at = excluded.seen_at
                    """,
                    [("instance", instance), ("release", contract.Release), ("digest", contract.Digest)],
                    ct);
            });

    /// <summary>Takes a server that ends out of it; it need not be there.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public static async Task<bool> LeaveAsync(
        SchemaEngine engine, DbConnection connection, string instance, CancellationToken ct) =>
        await TolerantAsync(
            engine,
            () => connection.SendAsync(
                $"delete from {OwnTables.Servers} where instance = @instance", [("instance", instance)], ct)) is null;

    /// <summary>Keeps a release although no server of it lives, so that a rollback to it stays possible, or lets it go.</summary>
    /// <exception cref="DbException">
    /// The database does not answer, or the tables or the right to write them are missing.
    /// </exception>
    public static async Task KeepAsync(
        SchemaEngine engine, DbConnection connection, SchemaContract contract, bool kept, CancellationToken ct)
    {
        await KnowAsync(engine, connection, contract, ct);
        await connection.SendAsync(
            $"update {OwnTables.Contracts} set kept = @kept where digest = @digest and release = @release",
            [("kept", kept ? 1L : 0L), ("digest", contract.Digest), ("release", contract.Release)],
            ct);
    }

    // The text of what a build needs is long: it is sent once, not with every beat.
    private static async Task KnowAsync(
        SchemaEngine engine, DbConnection connection, SchemaContract contract, CancellationToken ct)
    {
        (string, object?)[] key = [("digest", contract.Digest), ("release", contract.Release)];
        var known = await connection.ListAsync(
            $"select 1 from {OwnTables.Contracts} where digest = @digest and release = @release", key, _ => true, ct);
        if (known.Count == 0)
        {
            await connection.SendAsync(
                $"""
                insert into {OwnTables.Contracts} (digest, release, needs, recorded_at)
                values (@digest, @release, @needs, {engine.Runner.Now}) on conflict (digest, release) do nothing
                """,
                [.. key, ("needs", NeedsText.Of(contract))],
                ct);
        }
    }

    private static async Task<SchemaException?> TolerantAsync(SchemaEngine engine, Func<Task> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (DbException e) when (
            engine.Runner.Sort(e) is var kind && kind is FaultKind.Absent or FaultKind.NoRights or FaultKind.ReadOnly)
        {
            return kind == FaultKind.Absent ? RunFaults.NoRegister(e) : RunFaults.Of(kind, e);
        }
    }
}
