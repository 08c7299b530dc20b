using Everlatch.Schema;

namespace Everlatch.Release.Pipeline;

/// <summary>Knows the database of each region.</summary>
public interface IRegionDatabases
{
    /// <summary>The database itself, by a direct session.</summary>
    SchemaDatabase DatabaseOf(string region);

    /// <summary>The digest of the signing keys that it says are published, as <c>/health/keys</c> of a server has it.</summary>
    /// <exception cref="Storage.StoreFaultException">It does not answer.</exception>
    Task<string> KeysOfAsync(string region, CancellationToken ct);
}
