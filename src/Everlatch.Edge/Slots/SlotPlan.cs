namespace Everlatch.Edge.Slots;

/// <summary>A slot that was read and checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Servers">Its servers, at least one.</param>
/// <param name="Share">Its part of the clients in per cent.</param>
internal sealed record SlotPlan(string Name, IReadOnlyList<ServerAddress> Servers, int Share)
{
    /// <summary>Whether it says the same as another one.</summary>
    public bool Equals(SlotPlan? other) =>
        other is not null && Name == other.Name && Share == other.Share && Servers.SequenceEqual(other.Servers);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Share, Servers.Count);
}
