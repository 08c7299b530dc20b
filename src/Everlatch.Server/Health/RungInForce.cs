using Everlatch.Directory;
using Everlatch.Storage;
using Everlatch.Storage.Journal;

namespace Everlatch.Server.Health;

/// <summary>The rung of the ladder that this server stands on (docs/operations/outages.md).</summary>
internal sealed class RungInForce(IDatabase database, IDirectory directory, OutageJournal journal)
{
    /// <summary>The rung. A directory that began from its copy and follows nothing yet is the lowest.</summary>
    public StoreRung Current => database.Standing.Rung switch
    {
        StoreRung.Primary when directory.IsCopy => StoreRung.Copy,
        var rung => rung,
    };

    /// <summary>Entries of the journal that wait for the database; null when none is kept.</summary>
    public int? JournalEntries => journal.IsKept ? journal.Waiting : null;

    /// <summary>Its name in reports.</summary>
    public string Word => Current switch
    {
        StoreRung.Primary => "primary",
        StoreRung.Standby => "standby",
        _ => "copy",
    };
}
