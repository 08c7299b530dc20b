using Everlatch.Schema;

namespace Everlatch.Release.Pipeline;

/// <summary>Knows the database of each region.</summary>
public interface IRegionDatabases
{
    /// <summary>The database itself, by a direct session.</summary>
    SchemaDatabase DatabaseOf(string region);
}
