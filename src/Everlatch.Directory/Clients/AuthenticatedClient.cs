using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Clients;

/// <summary>A client that a request proved to come from, or a public client that it named.</summary>
public abstract record AuthenticatedClient
{
    private AuthenticatedClient()
    {
    }

    /// <summary>Its client_id.</summary>
    public abstract string ClientId { get; }

    /// <summary>A machine client.</summary>
    public sealed record Machine(MachineClientEntry Entry) : AuthenticatedClient
    {
        /// <inheritdoc />
        public override string ClientId => Entry.Id.Value;
    }

    /// <summary>An API token that has neither ended nor been revoked.</summary>
    public sealed record ApiToken(ApiTokenEntry Entry) : AuthenticatedClient
    {
        /// <inheritdoc />
        public override string ClientId => Entry.Id.Value;
    }

    /// <summary>An application.</summary>
    public sealed record Application(ApplicationEntry Entry) : AuthenticatedClient
    {
        /// <inheritdoc />
        public override string ClientId => Entry.Id.Value;
    }
}
