namespace Everlatch.Identity.Links;

/// <summary>What somebody is told who asks for a mailed link; the same for every address.</summary>
public abstract record LinkRequest
{
    private LinkRequest()
    {
    }

    /// <summary>If there is something to send, it is sent.</summary>
    public sealed record Accepted : LinkRequest;

    /// <summary>Too many requests: from this network address, or at this moment.</summary>
    /// <param name="RetryAfter">How long to wait.</param>
    public sealed record TryLater(TimeSpan RetryAfter) : LinkRequest;
}
