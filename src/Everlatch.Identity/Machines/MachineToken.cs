using System.Collections.Immutable;

namespace Everlatch.Identity.Machines;

/// <summary>What the machine path decided about a request.</summary>
internal abstract record MachineToken
{
    private MachineToken()
    {
    }

    /// <summary>A token is due, and says this.</summary>
    internal sealed record Granted : MachineToken
    {
        /// <summary>The client; subject of the token as well.</summary>
        public required string ClientId { get; init; }

        /// <summary>The one API that accepts it.</summary>
        public required string Audience { get; init; }

        /// <summary>JWS algorithm.</summary>
        public required string Algorithm { get; init; }

        /// <summary>Its life.</summary>
        public required int Seconds { get; init; }

        /// <summary>Scopes separated by spaces; empty for API tokens, which carry permissions.</summary>
        public string Scope { get; init; } = "";

        /// <summary>Permissions; default for machine clients, which carry scopes.</summary>
        public ImmutableArray<string> Permissions { get; init; }

        /// <summary>The tenant it acts in; null for machine clients.</summary>
        public string? TenantId { get; init; }

        /// <summary>The user who owns the API token; null without one.</summary>
        public string? UserId { get; init; }
    }

    /// <summary>The request is refused with an error of RFC 6749 §5.2 or RFC 8707 §2.</summary>
    internal sealed record Denied(string Error, string Description) : MachineToken;
}
