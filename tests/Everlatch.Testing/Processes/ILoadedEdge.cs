namespace Everlatch.Testing.Processes;

/// <summary>An edge, or a host at one, that a load comes to.</summary>
public interface ILoadedEdge
{
    /// <summary>A client that comes there.</summary>
    /// <param name="keepsAlive">Whether it keeps connections; else each request has a new one.</param>
    HttpClient Client(bool keepsAlive);

    /// <summary>Whether a balancer may send somebody new there.</summary>
    Task<bool> IsReadyAsync();
}
