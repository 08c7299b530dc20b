namespace Everlatch.Release.Nodes.Servers;

/// <summary>What a server says of its readiness.</summary>
/// <param name="Answered">Whether it said anything.</param>
/// <param name="Because">Empty when it is ready, else why it is not.</param>
internal sealed record Readiness(bool Answered, string Because)
{
    /// <summary>Whether it is.</summary>
    public bool IsReady => Because.Length == 0;
}
