using System.Data.Common;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Runner;

/// <summary>Which servers live and what they need, as they say themselves: contract steps ask it.</summary>
public static class ServerRegister
{
    /// <summary>A server that was not seen for this long does not live.</summary>
    public static TimeSpan Alive { get; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Says that this server lives and what it needs. False when the tables or the right to write them are missing, which does a server
    /// no harm.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="connection">An open session without a transaction.</param>
    /// <param name="instance">The server's own name, unique among those that live.</param>
    /// <param name="contract">Its build's.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="DbException">The database does not answer.</exception>
    public static Task<bool> BeatAsync(
        SchemaEngine engine, DbConnection connection, string instance, SchemaContract contract, CancellationToken ct) =>
        throw new InvalidOperationException(
            $"Not written yet: {engine} {connection.Database} {instance} {contract.Digest} {ct.IsCancellationRequested}.");

    /// <summary>Takes a server that ends out of it; it need not be there.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public static Task LeaveAsync(SchemaEngine engine, DbConnection connection, string instance, CancellationToken ct) =>
        throw new InvalidOperationException(
            $"Not written yet: {engine} {connection.Database} {instance} {ct.IsCancellationRequested}.");

    /// <summary>Keeps a release although no server of it lives, so that a rollback to it stays possible, or lets it go.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public static Task KeepAsync(SchemaEngine engine, DbConnection connection, SchemaContract contract, bool kept, CancellationToken ct) =>
        throw new InvalidOperationException(
            $"Not written yet: {engine} {connection.Database} {contract.Release} {kept} {ct.IsCancellationRequested}.");
}
