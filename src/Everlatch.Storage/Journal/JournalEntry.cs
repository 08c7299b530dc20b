namespace Everlatch.Storage.Journal;

/// <summary>Something that a server did while no database took writes, to be done in the database once.</summary>
/// <param name="Id">Its own id: what was replayed is remembered by it.</param>
/// <param name="Kind">What it is; whoever wrote it replays it.</param>
/// <param name="At">When it happened.</param>
/// <param name="ContentJson">What happened.</param>
public sealed record JournalEntry(string Id, string Kind, DateTimeOffset At, string ContentJson)
{
    /// <summary>What happened, as its kind writes it.</summary>
    public T Content<T>() => Json.Read<T>(ContentJson);
}
