using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>One write of first data: what is there already, the transaction that adds the rest, and its moment.</summary>
/// <param name="Write">The transaction.</param>
/// <param name="Environment">The environment as it was before.</param>
/// <param name="Clock">The time, also of new ids.</param>
internal sealed record SeedWrite(DirectoryWrite Write, DirectoryEnvironment Environment, TimeProvider Clock)
{
    /// <summary>Its id.</summary>
    public EnvironmentId Id => Environment.Id;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();
}
