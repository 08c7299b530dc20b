using Everlatch.Core.Secrets;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Feed;

/// <summary>Directories as a server has them.</summary>
internal static class TestDirectory
{
    public static LiveDirectory Of(IDatabase database) => Of(database, TimeProvider.System, new NoCopy());

    public static LiveDirectory Of(IDatabase database, TimeProvider clock, IDirectoryCopy copy, MasterKey? master = null) =>
        new(database, clock, Read(master), copy, NullLogger<LiveDirectory>.Instance);

    public static ReadDirectory Read(MasterKey? master = null) =>
        new(DirectoryFeature.Sources(master ?? Zeros), new RecentChanges());

    public static MasterKey Zeros { get; } = new(new byte[MasterKey.Length]);
}
