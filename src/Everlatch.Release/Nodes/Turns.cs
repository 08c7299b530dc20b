namespace Everlatch.Release.Nodes;

/// <summary>Who may give orders: one controller at a time, as long as it says that it lives.</summary>
internal sealed class Turns(Node node)
{
    /// <summary>Gives somebody the turn, when nobody has it.</summary>
    public Task<NodeAnswer> TakeAsync(string owner, string purpose, CancellationToken ct) => node.RunAsync(
        () =>
        {
            if (node.State.Owner is { } holder)
            {
                return Node.Refused(NodeRefusal.TurnHeld(holder, node.State.Purpose ?? "deploy"));
            }

            node.GiveTurn(owner, purpose);
            return node.Done;
        },
        ct);

    /// <summary>Keeps the turn, and with it what is lent.</summary>
    public Task<NodeAnswer> RenewAsync(long turn, CancellationToken ct) => node.OrderAsync(turn, () => node.Done, ct);

    /// <summary>Ends a turn. What is lent and has not settled goes back.</summary>
    public Task<NodeAnswer> EndAsync(long turn, CancellationToken ct) => node.OrderAsync(
        turn,
        () =>
        {
            node.EndTurn($"turn {turn} is done");
            return node.Done;
        },
        ct);
}
