namespace Everlatch.Directory.Clients;

/// <summary>What client authentication came to.</summary>
public abstract record ClientAuthenticationOutcome
{
    private ClientAuthenticationOutcome()
    {
    }

    /// <summary>The client is who it says, by the named method.</summary>
    public sealed record Authenticated(AuthenticatedClient Client, string Method) : ClientAuthenticationOutcome;

    /// <summary>
    /// It is not (<c>invalid_client</c>). The reason is for logs: told to the caller, it would say which clients exist.
    /// </summary>
    public sealed record Refused(string Reason) : ClientAuthenticationOutcome;

    /// <summary>The request contradicts itself (<c>invalid_request</c>). The reason is for the caller.</summary>
    public sealed record Malformed(string Reason) : ClientAuthenticationOutcome;

    /// <summary>
    /// This server cannot remember more assertions now, of this client or at all (<c>temporarily_unavailable</c>).
    /// </summary>
    public sealed record Overloaded : ClientAuthenticationOutcome;
}
