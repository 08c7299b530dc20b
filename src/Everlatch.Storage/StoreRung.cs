namespace Everlatch.Storage;

/// <summary>What of the region's database answers at this moment: the rung of the ladder that everything stands on.</summary>
public enum StoreRung
{
    /// <summary>The primary: everything works.</summary>
    Primary,

    /// <summary>Only a standby, or a primary that takes no writes: some reads are answered, as of some moment.</summary>
    Standby,

    /// <summary>Nothing: what is served comes from the memory of each server.</summary>
    Copy,
}
