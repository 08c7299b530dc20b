namespace Everlatch.Release.Nodes.Api;

/// <summary>What controllers send to a node.</summary>
public static class Orders
{
    /// <summary>The header that says whose turn an order is of.</summary>
    public const string TurnHeader = "Everlatch-Turn";

    /// <summary>Wants the turn.</summary>
    /// <param name="Owner">Who: shown to whoever has to wait.</param>
    /// <param name="Purpose">What for, such as <c>deploy 1.4.0</c>.</param>
    public sealed record TakeTurn(string Owner, string Purpose);

    /// <summary>Wants a release in a slot.</summary>
    /// <param name="Folder">Its folder on that machine.</param>
    /// <param name="Servers">How many servers of it.</param>
    public sealed record Place(string Folder, int Servers);

    /// <summary>Wants traffic.</summary>
    /// <param name="Shares">Shares of slots in per cent, 100 together.</param>
    public sealed record Lend(IReadOnlyDictionary<string, int> Shares);

    /// <summary>Wants a slot to be the live one.</summary>
    /// <param name="Slot">The slot.</param>
    public sealed record Settle(string Slot);

    /// <summary>Wants the traffic back.</summary>
    /// <param name="Owner">Who.</param>
    /// <param name="Because">Why: it stays in the journal.</param>
    public sealed record GoBack(string Owner, string Because);

    /// <summary>Says that there is no way back.</summary>
    /// <param name="Because">Why.</param>
    public sealed record Part(string Because);
}
