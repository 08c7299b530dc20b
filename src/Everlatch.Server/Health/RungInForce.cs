using Everlatch.Directory;
using Everlatch.Storage;

namespace Everlatch.Server.Health;

/// <summary>The rung of the ladder that this server stands on (docs/operations/outages.md).</summary>
internal sealed class RungInForce(IDatabase database, IDirectory directory)
{
    /// <summary>The rung. A directory that began from its copy and follows nothing yet is the lowest.</summary>
    public StoreRung Current => database.Standing.Rung switch
    {
        StoreRung.Primary when directory.IsCopy => StoreRung.Copy,
        var rung => rung,
    };

    /// <summary>Its name in reports.</summary>
    public string Word => Current switch
    {
        StoreRung.Primary => "primary",
        StoreRung.Standby => "standby",
        _ => "copy",
    };
}
